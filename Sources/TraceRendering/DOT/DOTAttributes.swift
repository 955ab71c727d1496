/// The attributes of a node, an edge or a graph, in the order in which they are written.
struct DOTAttributes {
  private var text: [String] = []

  init() {}

  /// Adds text that is escaped here.
  mutating func set(_ name: StaticString, _ value: String) {
    text.append("\(name)=\(DOTText.quoted(value))")
  }

  mutating func set(_ name: StaticString, _ value: Int) {
    text.append("\(name)=\(value)")
  }

  /// Adds an HTML-like label whose text is escaped already.
  mutating func setHTML(_ name: StaticString, _ markup: String) {
    text.append("\(name)=<\(markup)>")
  }

  var isEmpty: Bool { text.isEmpty }

  /// The attributes in their brackets, ready to follow an edge or a node.
  var list: String { text.isEmpty ? "" : " [" + text.joined(separator: ", ") + "]" }
}
