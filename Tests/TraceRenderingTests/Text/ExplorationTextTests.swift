import RaftModel
import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("The report of an exploration")
struct ExplorationTextTests {
  private static func report(violates: Bool) -> ExplorationReport {
    var bounds = Bounds()
    bounds.termMaximum = 1
    bounds.logLengthMaximum = 0
    bounds.messageMaximum = 3
    bounds.restartMaximum = 0
    let model = RaftModel(
      rules: violates ? TwoVotes() : Raft(), bounds: bounds, serverCount: 3)
    let system = RestrictedSystem(model) { ["ElectionSafety", "LogMatching"].contains($0.name) }
    return ExplorationReport(
      Explorer(system).run(), of: system, model: "Raft, 3 servers", bounds: ["terms ≤ 1", "messages ≤ 3"],
      words: ActionWords.words)
  }

  private struct TwoVotes: RaftRules {
    let options = ModelOptions()

    func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool { true }
  }

  @Test("Tells a counterexample step by step")
  func violation() throws {
    let text = ExplorationText(
      Self.report(violates: true), next: [["raft-trace", "check", "a b.ndjson"]]
    ).text
    try expectGolden(text, "exploration-violates.txt")
  }

  @Test("Tells what held, what was not put to the test, and the bounds")
  func held() throws {
    try expectGolden(ExplorationText(Self.report(violates: false)).text, "exploration-holds.txt")
  }
}
