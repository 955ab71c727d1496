import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("The table of minimized runs")
struct MinimizationTableTests {
  /// Of every run that the explorer found, the shortest part whose trace shows a violation.
  @Test("The shortest runs known are those of the kept counterexamples")
  func knownDepths() throws {
    var depths = KnownDepths()
    for mutation in MutationCatalogue.all {
      for counterexample in try mutation.counterexamples().counterexamples {
        let steps = try Scenario(counterexample.lines, in: mutation.model).steps
        for (target, depth) in Self.depths(steps, mutation.model) {
          depths.note(depth, of: mutation.name, target)
        }
      }
    }
    try expectGolden(depths.table, "Tests/Goldens/ShortestTraces.txt")
  }

  private static func depths(_ steps: [Step], _ model: RaftModel) -> [(ViolationTarget, Int)] {
    let symbols = TraceSymbols()
    var found: [(ViolationTarget, Int)] = []
    guard let first = steps.first else { return [] }
    for count in 1...steps.count {
      var writer = BehaviorTrace(of: model, symbols: symbols)
      writer.begin(first.before)
      for step in steps.prefix(count) { writer.record(step) }
      var trace = RecordedTrace(dialects: [BehaviorTrace.dialect])
      trace.lines = writer.events.map { RecordedTrace.Line($0) }
      for target in ViolationTarget.all(of: trace.check(symbols: symbols))
      where !found.contains(where: { $0.0 == target }) {
        found.append((target, count))
      }
    }
    return found
  }

  /// A part of the table of `Documentation/MinimizationTable.md`, small enough for every day.
  @Test("Some shorter runs come to what they came to")
  func subset() throws {
    let depths = try KnownDepths(table: PackageFile.text("Tests/Goldens/ShortestTraces.txt"))
    var table = TrialTable()
    table.showsSeconds = false
    let names = [
      "forget-vote-on-restart", "vote-any-log", "keep-conflict", "truncate-always", "commit-no-quorum",
      "commit-old-term", "install-forgets-vote", "joint-commit-by-new",
    ]
    for mutation in MutationCatalogue.all where names.contains(mutation.name) {
      table.add(
        mutation.name, MinimizationTrial.all(mutation, count: 2, lengths: 100...200, depths: depths))
    }
    let text = (table.header + table.lines + [""] + table.summary).joined(separator: "\n") + "\n"
    try expectGolden(text, "Tests/Goldens/MinimizationTable.txt")
  }
}

/// Compares text with a file of the package; `RECORD=1` writes it anew, a missing one is written and fails once.
private func expectGolden(_ text: String, _ path: String, at location: SourceLocation = #_sourceLocation)
  throws
{
  let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
  guard !isRecording, let golden = try? PackageFile.text(path) else {
    try text.write(toFile: "\(PackageFile.root)/\(path)", atomically: true, encoding: .utf8)
    if !isRecording { Issue.record("\(path) was missing and is written", sourceLocation: location) }
    return
  }
  #expect(text == golden, "differs from \(path)", sourceLocation: location)
}
