/// Writes text so that Graphviz takes it for nothing but text.
enum DOTText {
  /// A quoted string in which nothing is replaced: neither `\N` nor `&lt;` nor a quote.
  ///
  /// Graphviz replaces escapes and entities in labels and tooltips. A newline stays one, and is centred.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(drawable(scalar))
      }
    }
    return result + "\""
  }

  /// Text inside an HTML-like label.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\\": result += "&#92;"
      default: result.unicodeScalars.append(drawable(scalar))
      }
    }
    return result
  }

  /// The character, or a replacement where XML forbids it or where it would hide.
  private static func drawable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if VisibleText.isInvisible(scalar) { return " " }
    return scalar.properties.generalCategory == .unassigned ? "\u{FFFD}" : scalar
  }
}
