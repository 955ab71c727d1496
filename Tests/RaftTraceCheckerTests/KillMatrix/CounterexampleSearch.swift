import Foundation
import RaftModel
import RaftTraceTestSupport
import Testing

/// Searches for counterexamples anew and writes them to Tests/Goldens/Counterexamples.
///
/// `EXPLORE=300000 ONLY=vote-twice,commit-regress swift test --filter CounterexampleSearch`: without `ONLY`, those that
/// were searched less far. What is too deep begins with the steps of Tests/Fixtures/Directions.
@Suite("Counterexample search", .enabled(if: ProcessInfo.processInfo.environment["EXPLORE"] != nil))
struct CounterexampleSearch {
  @Test("Search")
  func search() throws {
    let environment = ProcessInfo.processInfo.environment
    let only = environment["ONLY"]?.split(separator: ",").map(String.init)
    let distinctMaximum = Int(environment["EXPLORE"] ?? "") ?? 20_000
    for mutation in MutationCatalogue.all where only?.contains(mutation.name) ?? true {
      let known = try? mutation.counterexamples()
      if only == nil, let known, known.distinctCount >= distinctMaximum || known.isComplete { continue }
      var file = CounterexampleFile(counterexamples: [], distinctCount: 0)
      (file.counterexamples, file.distinctCount) = Counterexample.search(
        mutation, distinctMaximum: distinctMaximum)
      try direct(&file, mutation)
      try file.text(of: mutation).write(
        toFile: mutation.counterexamplePath, atomically: true, encoding: .utf8)
    }
  }

  /// Adds what is found behind the steps of a direction, where there is one.
  private func direct(_ file: inout CounterexampleFile, _ mutation: any Mutation.Type) throws {
    guard let text = try? PackageFile.text("Tests/Fixtures/Directions/\(mutation.name).txt") else { return }
    let directed = try Counterexample.search(mutation, behind: Direction(text), distinctMaximum: 30_000)
    for (k, found) in directed.enumerated()
    where file.counterexamples[k].lines.isEmpty && !found.lines.isEmpty {
      file.counterexamples[k].lines = found.lines
      file.counterexamples[k].isShortest = false
    }
  }
}

extension Mutation {
  static var counterexamplePath: String { "\(PackageFile.root)/Tests/Goldens/Counterexamples/\(name).txt" }

  /// The counterexamples that were found and kept.
  static func counterexamples() throws -> CounterexampleFile {
    CounterexampleFile(try PackageFile.text("Tests/Goldens/Counterexamples/\(name).txt"))
  }
}
