import FoundationEssentials
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// Small traces of correct runs that a hasty checker takes for violations; each was once a false alarm, or could have been.
@Suite("Correct runs raise no alarm")
struct CorrectRunTests {
  @Test("A correct run conforms", arguments: CorrectRuns.names)
  func conforms(_ name: String) throws {
    let symbols = TraceSymbols()
    let path = "\(CorrectRuns.folder)/\(name)"
    var input = try TraceInput(paths: [path], table: FormatTable(), symbols: symbols)
    var checker = TraceChecker(symbols: symbols)
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      for event in events { checker.consider(event, dialect: input.dialect(of: batch.file)) }
      events.removeAll()
    }
    #expect(input.hasErrors == false)
    #expect(checker.finish().violated == [])
  }

  @Test("The correct runs are there")
  func fixtures() { #expect(CorrectRuns.names.count >= 40) }
}

/// The fixtures, one trace a file.
private enum CorrectRuns {
  static let folder = "\(PackageFile.root)/Tests/Fixtures/CorrectRuns"

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { $0.hasSuffix(".ndjson") }.sorted()
  }()
}
