/// Lines of a bounded width that are filled word by word; colours are added last.
struct TextPage {
  let width: Int
  private var lines: [[TextSpan]] = []

  init(width: Int) {
    self.width = max(width, 40)
  }

  /// How many lines there are.
  var height: Int { lines.count }

  /// Adds the lines of another page of this width.
  mutating func append(_ other: TextPage) { lines += other.lines }

  mutating func blank() { lines.append([]) }

  /// Fills lines with the words of the spans, one space between; further lines start at `hanging`.
  ///
  /// Where that takes more lines than the maximum, the last of these ends in `…`.
  mutating func flow(_ spans: [TextSpan], indent: Int = 0, hanging: Int? = nil, maximum: Int = .max) {
    var filler = LineFiller(width: width, indent: indent, hanging: hanging ?? indent)
    for span in spans { filler.add(span) }
    lines += filler.finished(maximum: maximum)
  }

  /// Puts a label and, from `column` on, what belongs to it; a label too wide for that gets its own line.
  mutating func entry(
    _ label: TextSpan, indent: Int = 2, column: Int, _ body: [TextSpan], maximum: Int = .max
  ) {
    var filler = LineFiller(width: width, indent: column, hanging: column)
    for span in body { filler.add(span) }
    let bodyLines = filler.finished(maximum: maximum)
    guard indent + label.text.count + 2 <= column, let first = bodyLines.first else {
      flow([label], indent: indent)
      lines += bodyLines
      return
    }
    let gap = TextSpan(String(repeating: " ", count: column - indent - label.text.count))
    lines.append([LineFiller.margin(indent), label, gap] + first.dropFirst())
    lines += bodyLines.dropFirst()
  }

  /// Puts spans side by side as they are, cut off at the width.
  mutating func line(_ spans: [TextSpan]) {
    var room = width
    lines.append(
      spans.map { span in
        let text = String(span.text.prefix(room))
        room -= text.count
        return TextSpan(text, span.tone)
      })
  }

  /// The whole text, each line ended by a newline and without blanks at its end.
  func text(_ colour: TextColour) -> String {
    lines.map { Self.text(of: $0, colour) + "\n" }.joined()
  }

  private static func text(of line: [TextSpan], _ colour: TextColour) -> String {
    line.filter { !$0.text.isEmpty }.map { colour.paint($0.text, $0.tone) }.joined()
  }
}
