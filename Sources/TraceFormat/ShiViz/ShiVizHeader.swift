/// What a log for ShiViz says of its own form: how a record looks, and what separates executions.
struct ShiVizHeader {
  /// The names of the groups without which a record says nothing.
  static let required = ["host", "clock", "event"]
  /// The forms of logs without a header: that of GoVector, and the same with the event first.
  static let defaults = [ShiVizTraceWriter.expression, #"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})"#]

  let expression: ShiVizExpression
  var delimiter: ShiVizExpression?

  /// Whether a line is meant to be an expression: named groups are written nowhere else.
  static func isExpression(_ line: Span<UInt8>) -> Bool {
    contains("(?<", line) || contains("(?P<", line)
  }

  /// - Throws: what is wrong with the expression, in its column; without file and line.
  init(expression line: Span<UInt8>) throws(ReadingError) {
    expression = try Self.expression(line)
    let missing = Self.required.filter { !expression.names.contains($0) }
    guard missing.isEmpty else {
      throw NativeScanner.malformed(
        "an expression without the group (?<\(missing[0])>…)",
        expected: "one with the groups host, clock and event")
    }
  }

  /// The expression of a header, or the delimiter's.
  static func expression(_ line: Span<UInt8>) throws(ReadingError) -> ShiVizExpression {
    do throws(ShiVizExpressionError) {
      return try ShiVizExpression(line)
    } catch {
      throw NativeScanner.malformed(error.found, expected: error.expected, column: error.column)
    }
  }

  /// The default form that fits two lines of a log without a header; nil where none does.
  static func `default`(for lines: [UInt8]) -> ShiVizHeader? {
    for text in defaults {
      let bytes = Array(text.utf8)
      guard let header = try? ShiVizHeader(expression: bytes.span),
        let record = ShiVizRecord(lines, header.expression, beginningBefore: 0),
        let counts = try? ShiVizRecord.counts(lines, record.clock),
        counts.contains(where: { $0.host.elementsEqual(lines[record.host]) })
      else { continue }
      return header
    }
    return nil
  }

  private static func contains(_ word: StaticString, _ line: Span<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard line.count >= length else { return false }
    for start in 0...(line.count - length)
    where (0..<length).allSatisfy({ word.utf8Start[$0] == line[start + $0] }) {
      return true
    }
    return false
  }
}
