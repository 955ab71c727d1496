/// Text that a hostile name cannot turn against a terminal: what has no shape of its own is spelled out.
enum VisibleText {
  /// Spells out control, format and line-breaking characters, as in `\n` or `\u{1B}`.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      result += isInvisible(scalar) ? escape(scalar) : String(scalar)
    }
  }

  /// A name inside a sentence: escaped, and `""` where it is empty.
  static func name(_ text: String) -> String {
    text.isEmpty ? "\"\"" : escaped(text)
  }

  /// Keeps the end of a name that is too wide; the end of a path tells more than its beginning.
  static func keepingEnd(of text: String, width: Int) -> String {
    text.count <= width ? text : "…" + text.suffix(max(width - 1, 1))
  }

  /// Whether the character would act on a terminal or hide, instead of being seen.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
}
