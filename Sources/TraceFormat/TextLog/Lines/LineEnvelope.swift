/// What a log collector puts before a program's own line.
///
/// Tried only for lines that have none of a mapping's shapes as they are. What is before the line is passed over: its time and
/// its host are the collector's, not the program's.
///
/// | collector | before the line |
/// |---|---|
/// | journalctl, syslog | `Nov 23 07:00:42 host etcd[4711]: ` |
/// | CRI (files of Kubernetes) | `2026-11-23T07:00:42.123456789Z stderr F ` |
/// | kubectl logs --prefix | `[pod/etcd-0/etcd] ` |
/// | docker compose logs | `etcd-1  \| ` |
enum LineEnvelope {
  /// No collector puts more than this many bytes before a line.
  private static let lengthMaximum = 256

  /// Where the program's own line stands; nil where nothing known is before it.
  static func contents(of line: Span<UInt8>) -> Range<Int>? {
    let start = behindProcess(line) ?? behindStream(line) ?? behindBrackets(line) ?? behindBar(line)
    return start.map { $0..<line.count }
  }

  /// Behind `name[digits]: `.
  private static func behindProcess(_ line: Span<UInt8>) -> Int? {
    for i in 0..<min(line.count, lengthMaximum) where line[i] == UInt8(ascii: "[") {
      var end = i + 1
      while end < line.count, isDigit(line[end]) { end += 1 }
      guard end > i + 1, has("]: ", line, at: end) else { continue }
      return end + 3
    }
    return nil
  }

  /// Behind ` stdout F ` or ` stderr F `, or `P` for a part of a line.
  private static func behindStream(_ line: Span<UInt8>) -> Int? {
    guard let first = line.firstIndex(of: UInt8(ascii: " "), before: lengthMaximum), line.count > first + 10
    else {
      return nil
    }
    guard has(" stdout ", line, at: first) || has(" stderr ", line, at: first) else { return nil }
    let tag = line[first + 8]
    guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P"), line[first + 9] == UInt8(ascii: " ") else {
      return nil
    }
    return first + 10
  }

  /// Behind `[…] ` at the start.
  private static func behindBrackets(_ line: Span<UInt8>) -> Int? {
    guard line.count > 1, line[0] == UInt8(ascii: "["),
      let end = line.firstIndex(of: UInt8(ascii: "]"), before: lengthMaximum), has("] ", line, at: end)
    else { return nil }
    return end + 2
  }

  /// Behind one word, blanks and `| `.
  private static func behindBar(_ line: Span<UInt8>) -> Int? {
    guard let bar = line.firstIndex(of: UInt8(ascii: "|"), before: lengthMaximum),
      has(" | ", line, at: bar - 1),
      let end = line.firstIndex(of: UInt8(ascii: " "), before: bar), end > 0
    else { return nil }
    for i in end..<bar where line[i] != UInt8(ascii: " ") { return nil }
    return bar + 2
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func has(_ text: StaticString, _ line: Span<UInt8>, at start: Int) -> Bool {
    guard start >= 0, start + text.utf8CodeUnitCount <= line.count else { return false }
    return text.withUTF8Buffer { text in text.indices.allSatisfy { text[$0] == line[start + $0] } }
  }
}

extension Span<UInt8> {
  /// The first place of a byte among the first `limit` bytes.
  fileprivate func firstIndex(of byte: UInt8, before limit: Int) -> Int? {
    for i in 0..<Swift.min(count, limit) where self[i] == byte { return i }
    return nil
  }
}
