import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Each requirement of the replay refutes what fails it, and not what is near")
struct RequirementTests {
  @Test("Every requirement has its pair of traces")
  func complete() {
    #expect(RequirementPair.all.map(\.requirement) == ReplayRequirement.allCases)
  }

  @Test("The last line fails the requirement", arguments: RequirementPair.all)
  func refuted(_ pair: RequirementPair) throws {
    var story = ServerStory()
    pair.refuted(&story)
    let result = try #require(conformance(story.trace))
    let refutation = try #require(result.refutations.first)
    #expect(result.refutationCount == 1)
    #expect(refutation.nearMisses.contains { $0.requirement == pair.requirement }, "\(refutation.nearMisses)")
    #expect(refutation.position == story.trace.events.last?.position)
  }

  @Test("The nearest trace conforms", arguments: RequirementPair.all)
  func conforming(_ pair: RequirementPair) throws {
    var story = ServerStory()
    pair.conforming(&story)
    let result = try #require(conformance(story.trace))
    #expect(result.refutations.map(\.nearMisses) == [])
    #expect(result.status == .conforms && result.facts > 0)
  }

  private func conformance(_ trace: TraceBuilder) -> ConformanceResult? {
    var checker = TraceChecker(symbols: trace.symbols, layers: [.conformance])
    for event in trace.events { checker.consider(event, dialect: trace.dialect) }
    return checker.finish().conformance
  }
}
