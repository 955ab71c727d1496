import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

/// Searches for the shortest counterexamples anew and writes them down.
///
/// `EXPLORE=300000 ONLY=vote-twice,commit-regress swift test --filter CounterexampleSearch`
@Suite("Counterexample search", .enabled(if: ProcessInfo.processInfo.environment["EXPLORE"] != nil))
struct CounterexampleSearch {
  @Test("Search")
  func search() throws {
    let environment = ProcessInfo.processInfo.environment
    let only = environment["ONLY"]?.split(separator: ",").map(String.init)
    let distinctMaximum = Int(environment["EXPLORE"] ?? "") ?? 20_000
    for mutation in MutationCatalogue.all where only?.contains(mutation.name) ?? true {
      let (found, count) = Counterexample.search(mutation, distinctMaximum: distinctMaximum)
      let path = "\(PackageFile.root)/Tests/Goldens/Counterexamples/\(mutation.name).txt"
      try CounterexampleFile(counterexamples: found, distinctCount: count).text(of: mutation)
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
