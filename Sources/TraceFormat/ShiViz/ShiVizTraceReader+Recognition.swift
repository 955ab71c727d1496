/// The guess whether an input is a log for ShiViz.
extension ShiVizTraceReader {
  /// Tells by the first lines: an expression with the groups of a record, or a host with its clock.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    let lines = firstLines(prefix)
    guard let first = lines.first else { return false }
    if ShiVizHeader.isExpression(first.span) {
      let text = String(decoding: first, as: UTF8.self)
      return ["clock>", "host>"].allSatisfy { text.contains($0) }
    }
    return ShiVizHeader.default(for: Array(lines.joined(separator: [0x0a]))) != nil
  }

  /// The first two lines, behind blank ones.
  private static func firstLines(_ prefix: Span<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    for i in prefix.indices where lines.count < 2 {
      if prefix[i] != 0x0a {
        line.append(prefix[i])
      } else {
        if line.last == 0x0d { line.removeLast() }
        if !lines.isEmpty || line.contains(where: { $0 > 0x20 }) { lines.append(line) }
        line = []
      }
    }
    if lines.count < 2, !line.isEmpty { lines.append(line) }
    return lines
  }
}
