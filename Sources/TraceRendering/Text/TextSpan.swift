/// A piece of text in one tone, safe for a terminal from the moment it is made.
struct TextSpan: Hashable, Sendable {
  let text: String
  let tone: TextTone
  /// True for what stays together at the end of a line, such as `(Raft §5.2)`.
  let isUnbroken: Bool
  /// True for what is never cut, however wide it is.
  let isUncut: Bool

  init(_ text: String, _ tone: TextTone = .plain, isUnbroken: Bool = false, isUncut: Bool = false) {
    self.text = VisibleText.escaped(text)
    self.tone = tone
    self.isUnbroken = isUnbroken
    self.isUncut = isUncut
  }

  /// A `file:line`, which a person wants to copy: too wide for a line, it makes the line wider.
  static func location(_ text: String) -> TextSpan { TextSpan(text, .location, isUncut: true) }
}
