/// How wide a table cell must be so that its text fits in whatever font the viewer has.
///
/// Graphviz lays out with the widths of Helvetica. A viewer without it takes another font, often DejaVu Sans, which is a sixth
/// wider; the cells get room for that.
enum CellWidth {
  /// The width in points, with the padding on both sides.
  static func points(_ text: String, size: Double = 11, isBold: Bool = false, padding: Double = 3) -> Int {
    let count = Double(text.unicodeScalars.count)
    // Short words are often all wide letters; a sentence has narrow ones among them.
    let average = count <= 16 ? 0.7 : 0.57
    return Int((count * size * average * (isBold ? 1.1 : 1) + 2 * padding).rounded(.up))
  }

  static func attribute(_ text: String, size: Double = 11, isBold: Bool = false, padding: Double = 3)
    -> String
  {
    " WIDTH=\"\(points(text, size: size, isBold: isBold, padding: padding))\""
  }
}
