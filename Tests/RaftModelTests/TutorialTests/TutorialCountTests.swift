import RaftModel
import Testing

/// One exploration, with what the real checker says of it.
struct TutorialCount: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var specification: TutorialSpecification
  var bounds: TutorialBounds
  var expected: TutorialExploration.Counts

  init(
    _ name: String, _ specification: TutorialSpecification, nodes: Int, unique: Int, links: Int, depth: Int,
    _ change: (inout TutorialBounds) -> Void = { _ in }
  ) {
    testDescription = name
    self.specification = specification
    bounds = TutorialBounds(of: specification)
    change(&bounds)
    expected = TutorialExploration.Counts(nodes: nodes, uniqueStates: unique, links: links, depth: depth)
  }

  static let all = [
    TutorialCount("first version", .firstElection, nodes: 849, unique: 721, links: 4_120, depth: 12),
    TutorialCount("final version", .election, nodes: 4_322, unique: 3_759, links: 21_349, depth: 24),
    TutorialCount("one at a time", .election, nodes: 1_400, unique: 1_015, links: 5_733, depth: 22) {
      $0.concurrentMaximum = 1
    },
    TutorialCount("one at a time, no crash", .election, nodes: 182, unique: 182, links: 200, depth: 22) {
      $0.concurrentMaximum = 1
      $0.crashes = false
    },
    TutorialCount("two at once, no crash", .election, nodes: 2_101, unique: 2_101, links: 4_206, depth: 24) {
      $0.crashes = false
    },
    TutorialCount("three at once, no crash", .election, nodes: 5_272, unique: 5_272, links: 15_016, depth: 26)
    {
      $0.concurrentMaximum = 3
      $0.crashes = false
    },
    TutorialCount("RaftFull", .replication, nodes: 7_857, unique: 5_231, links: 27_993, depth: 43) {
      $0.submitMaximum = 1
    },
  ]
}

@Suite("The tutorial has as many states as FizzBee finds")
struct TutorialCountTests {
  @Test("All four numbers are those of the real checker", arguments: TutorialCount.all)
  func counts(_ row: TutorialCount) {
    let model = TutorialModel(row.specification, bounds: row.bounds, keepsHistory: false)
    #expect(TutorialExploration(model).counts == row.expected)
  }

  /// The bounds of the two runs whose counterexamples are at hand; in them no heartbeat was ever possible.
  private static func twoAtOnce(elections: Int) -> TutorialModel {
    var bounds = TutorialBounds(of: .replication)
    bounds.concurrentMaximum = 2
    bounds.electionMaximum = elections
    bounds.heartbeatMaximum = 0
    bounds.crashes = false
    return TutorialModel(.replication, bounds: bounds)
  }

  @Test("With two at once, a commit index falls where the real checker stopped")
  func commitMonotonic() {
    let exploration = TutorialExploration(Self.twoAtOnce(elections: 1)) { before, after in
      (0..<TutorialState.serverCount).contains {
        after.servers[$0].commitIndex < before.servers[$0].commitIndex
      }
    }
    #expect(exploration.visitedCount == 5_859)
    #expect(exploration.pathToStop.count == 34)
  }

  /// The real checker counts the state at which it stopped, so that it says 86,977.
  @Test("With two at once, a committed entry is overwritten where the real checker stopped")
  func committedNeverOverwritten() {
    let exploration = TutorialExploration(Self.twoAtOnce(elections: 2)) { before, after in
      guard
        case .violated = TutorialProperty.committedNeverOverwritten.judge(before, .crash(server: 0), after)
      else { return false }
      return true
    }
    #expect(exploration.visitedCount == 86_976)
    #expect(exploration.pathToStop.count == 35)
  }
}
