/// Writes SVG elements; what stands in attributes and text is escaped here and nowhere else.
struct SVGText {
  private(set) var text = ""

  init(width: Int, height: Int) {
    text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" font-size=\"12\">\n"
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String, title: String? = nil
  ) {
    element(
      "rect", [("x", Self.number(x)), ("y", Self.number(y)), ("width", Self.number(width)), ("height", Self.number(height)), ("fill", fill)],
      title: title)
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, stroke: String, width: Double = 1) {
    element(
      "line",
      [("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)), ("y2", Self.number(y2)), ("stroke", stroke), ("stroke-width", Self.number(width))])
  }

  mutating func path(_ data: String, fill: String, title: String? = nil) {
    element("path", [("d", data), ("fill", fill)], title: title)
  }

  /// - Parameter anchor: `start`, `middle` or `end`, of SVG's text-anchor.
  mutating func label(
    _ content: String, x: Double, y: Double, anchor: String = "start", fill: String = "#000000", size: Int = 12,
    isBold: Bool = false
  ) {
    let weight = isBold ? " font-weight=\"bold\"" : ""
    text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\" fill=\"\(fill)\" font-size=\"\(size)\"\(weight)>\(Self.escaped(content))</text>\n"
  }

  /// The document, ended.
  var finished: String { text + "</svg>\n" }

  /// With one digit behind the point.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard tenths.isFinite, abs(tenths) < 1e15 else { return "0" }
    let whole = Int(tenths)
    return whole % 10 == 0 ? "\(whole / 10)" : "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
  }

  /// Text without what XML takes for its own, and without characters that XML does not allow.
  static func escaped(_ text: String) -> String {
    VisibleText.escaped(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func element(_ name: String, _ attributes: [(String, String)], title: String? = nil) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    if let title {
      text += "><title>\(Self.escaped(title))</title></\(name)>\n"
    } else {
      text += "/>\n"
    }
  }
}
