/// Text that keeps to its place in a picture.
enum ClippedText {
  /// The text, or its two ends around an ellipsis where it is longer than `limit` characters.
  ///
  /// Names of one cluster differ at their ends more often than in the middle.
  static func middle(_ text: String, limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    let scalars = text.unicodeScalars
    let kept = max(limit - 1, 2)
    return String(scalars.prefix(kept - kept / 2)) + "…" + String(scalars.suffix(kept / 2))
  }

  /// The beginning of the text, with an ellipsis where it is longer than `limit` characters.
  static func end(_ text: String, limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(max(limit - 1, 1))) + "…"
  }
}
