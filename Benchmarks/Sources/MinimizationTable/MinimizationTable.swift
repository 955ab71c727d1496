import Foundation
import RaftModel
import RaftTraceChecker

/// Minimizes random runs with each mutation of the catalogue, and prints a table of what became of them.
///
/// `[RUNS] [MUTATION…] [--raft-only] [--each] [--write]`: how many runs of each, 20 if absent; only these mutations; whether
/// the catalogue is withheld from the minimizer; a line for each run; and whether the documentation is written.
@main
struct MinimizationTable {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let knowsMutations = !arguments.contains("--raft-only")
    let names = arguments.filter { !$0.hasPrefix("--") && Int($0) == nil }
    let count = arguments.lazy.compactMap { Int($0) }.first ?? 20
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let known = root.appending(path: "Tests/Goldens/ShortestTraces.txt")
    let depths = KnownDepths(table: try String(contentsOf: known, encoding: .utf8))

    var table = TrialTable()
    for line in table.header { print(line) }
    for mutation in MutationCatalogue.all where names.isEmpty || names.contains(mutation.name) {
      let trials = MinimizationTrial.all(
        mutation, count: count, depths: depths, knowsMutations: knowsMutations, clock: seconds)
      if arguments.contains("--each") { for trial in trials { show(trial) } }
      table.add(mutation.name, trials)
      print(table.lines.last!)
      fflush(nil)
    }
    for line in table.summary { print("\n" + line) }
    guard arguments.contains("--write") else { return }
    let text = (table.header + table.lines + [""] + table.summary + [""]).joined(separator: "\n")
    try Document(root.appending(path: "Documentation/MinimizationTable.md")).replace(
      knowsMutations ? "catalogue" : "raft only", with: text)
  }

  private static func show(_ trial: MinimizationTrial) {
    let (before, after) = (trial.minimization.before, trial.minimization.after)
    print(
      trial.mutation, "seed \(trial.seed)", trial.minimization.target.shortName,
      "\(before.events) (\(before.steps ?? 0)) → \(after.events) (\(after.steps ?? 0))",
      "known \(trial.shortestKnown.map { "\($0)" } ?? "?")", "\(trial.minimization.oracleCalls) candidates",
      "\(Int(trial.seconds * 1000)) ms", trial.rules, trial.minimization.isOneMinimal ? "" : "NOT 1-MINIMAL")
  }

  private static func seconds() -> Double { Double(clock_gettime_nsec()) * 1e-9 }

  private static func clock_gettime_nsec() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// A document that has parts between `<!-- NAME -->` and `<!-- end of NAME -->`.
struct Document {
  private let file: URL

  init(_ file: URL) { self.file = file }

  func replace(_ name: String, with text: String) throws {
    let (begin, end) = ("<!-- \(name) -->\n", "<!-- end of \(name) -->")
    var document = try String(contentsOf: file, encoding: .utf8)
    guard let first = document.range(of: begin), let last = document.range(of: end) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    document.replaceSubrange(first.upperBound..<last.lowerBound, with: text)
    try document.write(to: file, atomically: true, encoding: .utf8)
  }
}
