import RaftModel
import TraceFormat

@testable import RaftTraceChecker
@testable import TraceRendering

/// A minimization that was not run: its report is that of two leaders, its steps are those of an election.
struct MinimizationFixture {
  var target = ViolationTarget.property(.electionSafety, .twoLeaders)
  var method = Minimization.Method.evidence
  var before = TraceSize(events: 18_204, steps: nil, servers: 5, terms: 12)
  var after = TraceSize(events: 4, steps: nil, servers: 2, terms: 1)
  var isOneMinimal = true
  var ending = MinimizationSummary.Ending.finished
  var seconds: Double?
  var options = TextOptions()
  let symbols = TraceSymbols()

  static func rerun(mutation: String?, deviations: Int = 0) -> MinimizationFixture {
    var fixture = MinimizationFixture()
    let packet = Packet.requestVoteRequest(
      from: ServerID(0), to: ServerID(1), term: Term(1), lastLog: .zero)
    let steps: [Action] = [
      .electionTimeout(ServerID(0)), .receive(packet, again: false), .restart(ServerID(1)),
    ]
    fixture.method = .rerun(
      Minimization.RerunDescription(
        mutation: mutation, deviationCount: deviations,
        servers: [fixture.symbols.server("node-b"), fixture.symbols.server("n2")],
        steps: steps.enumerated().map { Minimization.RerunStep($1, isDeviation: $0 >= 3 - deviations) }))
    fixture.before.steps = 467
    fixture.after.steps = 3
    return fixture
  }

  var summary: MinimizationSummary {
    let report = ReportFixture.violating
    return MinimizationSummary(
      Minimization(
        target: target, method: method, before: before, after: after,
        result: RecordedTrace(),
        report: report.report, oracleCalls: 1_224, isOneMinimal: isOneMinimal),
      symbols: symbols, report: report.report, context: report.context, ending: ending, seconds: seconds)
  }

  var text: String { MinimizationText(summary, file: "a b/small.ndjson", options: options).text }
  var json: String { MinimizationJSON(summary).text }
}
