@testable import TraceFormat

/// Small mappings and logs for tests.
enum TextLogFixtures {
  /// A mapping of plain text with some rules, given as YAML behind `rules:`.
  static func text(_ rules: String, more: String = "") throws -> LogMapping {
    try mapping("lines:\n  - text: \"{message}\"\n" + more + rules)
  }

  static func mapping(_ body: String) throws -> LogMapping {
    try LogMapping(yaml: Array("mapping: test\ntitle: a test\n\(body)\n".utf8), file: "test.yaml")
  }

  /// The mistake that a mapping is refused for.
  static func mistake(_ body: String) -> MappingError? {
    do {
      _ = try mapping(body)
      return nil
    } catch {
      return error as? MappingError
    }
  }

  /// A reader of lines, the last of which ends too unless `isCut`.
  static func reader(
    _ log: String, _ mapping: LogMapping, _ symbols: TraceSymbols = TraceSymbols(), isCut: Bool = false
  ) -> TextLogReader {
    TextLogReader(lines(of: log, isCut: isCut), mapping: mapping, symbols: symbols)
  }

  private static func lines(of log: String, isCut: Bool = false) -> LineReader {
    LineReader(ByteSource(bytes: Array((log + (isCut ? "" : "\n")).utf8), name: "n1.log"))
  }

  /// All events of a log; throws its first error.
  static func events(
    _ log: String, _ mapping: LogMapping, _ symbols: TraceSymbols = TraceSymbols()
  ) throws -> [TraceEvent] {
    var reader = reader(log, mapping, symbols)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    return events
  }

  /// Each line of a log as `MappingTest` shows it.
  static func lines(_ log: String, _ mapping: LogMapping, isCut: Bool = false) throws -> [String] {
    var test = MappingTest(lines(of: log, isCut: isCut), mapping: mapping)
    var lines: [String] = []
    while let line = try test.next() { lines.append(line.description) }
    return lines
  }
}
