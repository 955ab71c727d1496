/// Writes text so that Mermaid takes it for nothing but text.
///
/// Mermaid has no quotes: `;` ends a statement, `#` and `%%` drop what follows, `:` splits, and a word like `wrap:`
/// is an instruction. So all but letters, digits and a few signs is written as a character code.
enum MermaidText {
  /// The text in one line, never empty.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    let isBlank = result.unicodeScalars.allSatisfy { $0 == " " }
    return isBlank ? "#8203;" : trimmed(result)
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    if VisibleText.isInvisible(scalar) {
      result += " "
    } else if isPlain(scalar) || !scalar.isASCII {
      result.unicodeScalars.append(scalar)
    } else {
      result += "#\(scalar.value);"
    }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "/", "(", ")", "=", "@", "!", "?", "'", "-", "+":
      true
    default: false
    }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let first = scalars.firstIndex { $0 != " " } ?? 0
    let last = scalars.lastIndex { $0 != " " } ?? 0
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[first...last])
    return String(result)
  }
}
