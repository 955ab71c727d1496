/// Fits blocks of text into a length: what must stay, and from both ends as much as there is room for.
struct SizeBudget {
  /// In bytes of UTF-8.
  let limit: Int

  func fit(_ blocks: [(text: String, isKept: Bool)]) -> (texts: [String], leftOut: Int) {
    var isKept = blocks.map(\.isKept)
    var room = limit - blocks.filter(\.isKept).reduce(0) { $0 + $1.text.utf8.count }
    for i in Self.fromBothEnds(blocks.count) where !isKept[i] {
      room -= blocks[i].text.utf8.count
      if room < 0 { break }
      isKept[i] = true
    }
    let texts = zip(blocks, isKept).filter { $0.1 }.map(\.0.text)
    return (texts, blocks.count - texts.count)
  }

  /// First, last, second, last but one, and so on.
  private static func fromBothEnds(_ count: Int) -> [Int] {
    (0..<count).map { $0.isMultiple(of: 2) ? $0 / 2 : count - 1 - $0 / 2 }
  }
}
