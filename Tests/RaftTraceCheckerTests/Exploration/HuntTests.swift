import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// A hunt finds what is wrong without being told where, the same with any number of threads, and reduces it.
@Suite struct HuntTests {
  static let twice = RaftModel(rules: ExplorerTests.VoteTwice(), serverCount: 3)

  @Test func findsASecondVoteAndReducesTheRun() throws {
    let result = Hunt(Self.twice).run()
    let find = try #require(result.find)
    #expect(find.invariant.name == "OneVotePerTerm")
    // Two campaign and the third grants both.
    #expect(find.behavior.steps.count == 4)
    #expect(find.originalStepCount >= 4)
  }

  @Test func noStepOfAFindCanBeLeftOut() throws {
    let find = try #require(Hunt(Self.twice).run().find)
    let actions = find.behavior.steps.map(\.action)
    let reduction = BehaviorReduction(Self.twice)
    for i in actions.indices {
      var fewer = actions
      fewer.remove(at: i)
      let broken = reduction.replay(fewer)
      #expect(broken == nil || broken!.actions.count >= actions.count)
    }
  }

  @Test func threadsChangeNothing() throws {
    var hunt = Hunt(Self.twice)
    let alone = try #require(hunt.run().find)
    hunt.workerCount = 3
    let together = try #require(hunt.run().find)
    #expect(alone.behavior.steps.map(\.action) == together.behavior.steps.map(\.action))
  }

  @Test func theTrueRulesAreNotAccused() {
    var options = ModelOptions()
    options.hasSnapshots = true
    options.hasReads = true
    options.membershipChange = .oneServer
    var hunt = Hunt(RaftModel(rules: Raft(options: options), serverCount: 4, memberCount: 3))
    hunt.walkMaximum = 60
    let result = hunt.run()
    #expect(result.find == nil)
    #expect(result.walkCount == 60)
    #expect(result.stepCount > 2000)
  }
}
