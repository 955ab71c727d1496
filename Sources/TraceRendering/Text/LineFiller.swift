/// Breaks words into lines, greedily; a word wider than a line is cut, unless it must not be.
struct LineFiller {
  private let width: Int
  private let hanging: Int
  private var lines: [[TextSpan]] = []
  private var line: [TextSpan]
  private var used: Int
  private var isAtStart = true

  init(width: Int, indent: Int, hanging: Int) {
    self.width = width
    self.hanging = hanging
    line = [Self.margin(indent)]
    used = indent
  }

  static func margin(_ count: Int) -> TextSpan { TextSpan(String(repeating: " ", count: count)) }

  mutating func add(_ span: TextSpan) {
    if span.isUncut { return add(uncut: span) }
    let staysTogether = span.isUnbroken && span.text.count <= width - hanging
    let words = staysTogether ? [Substring(span.text)] : span.text.split(separator: " ")
    for word in words where !word.isEmpty { add(word: word, span.tone) }
  }

  /// The lines, each with its margin as first span; where there are more than the maximum, the last kept ends in `…`.
  func finished(maximum: Int = .max) -> [[TextSpan]] {
    let all = isAtStart ? lines : lines + [line]
    guard all.count > maximum, maximum > 0 else { return all }
    return all.prefix(maximum - 1) + [abridged(all[maximum - 1])]
  }

  private func abridged(_ line: [TextSpan]) -> [TextSpan] {
    var spans = line
    while spans.count > 1, spans.reduce(2, { $0 + $1.text.count }) > width {
      let last = spans.removeLast()
      let words = last.text.split(separator: " ", omittingEmptySubsequences: false).dropLast()
      if !words.isEmpty { spans.append(TextSpan(words.joined(separator: " "), last.tone)) }
    }
    return spans + [TextSpan(" …")]
  }

  private mutating func add(uncut span: TextSpan) {
    if !isAtStart, used + 1 + span.text.count > width { breakLine() }
    append(Substring(span.text), span.tone)
  }

  private mutating func add(word: Substring, _ tone: TextTone) {
    if !isAtStart, used + 1 + word.count > width { breakLine() }
    var rest = word
    while used + rest.count > width {
      let room = max(width - used, 1)
      append(rest.prefix(room), tone)
      rest = rest.dropFirst(room)
      breakLine()
    }
    append(rest, tone)
  }

  private mutating func append(_ text: Substring, _ tone: TextTone) {
    let separator = isAtStart ? "" : " "
    if !isAtStart, let last = line.last, last.tone == tone {
      line[line.count - 1] = TextSpan(last.text + separator + text, tone)
    } else {
      if !isAtStart { line.append(TextSpan(separator)) }
      line.append(TextSpan(String(text), tone))
    }
    used += separator.count + text.count
    isAtStart = false
  }

  private mutating func breakLine() {
    lines.append(line)
    line = [Self.margin(hanging)]
    used = hanging
    isAtStart = true
  }
}
