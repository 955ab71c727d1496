/// The word that a mistyped one was most likely meant to be.
enum NearestWord {
  /// The first of the words with the fewest slips, case aside; nil where half of the letters differ.
  static func find(_ mistyped: String, among words: [String]) -> String? {
    let letters = Array(mistyped.lowercased().utf8.prefix(lengthMaximum))
    let distances = words.map { distance(letters, Array($0.lowercased().utf8)) }
    guard let least = distances.min(), let nearest = distances.firstIndex(of: least),
      least * 2 < max(letters.count, words[nearest].utf8.count)
    else { return nil }
    return words[nearest]
  }

  /// No word is longer, and what is mistyped may be of any length.
  private static let lengthMaximum = 64

  /// The fewest insertions, deletions, substitutions and exchanges of neighbours that make one of the other.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let substitution = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        row.append(min(substitution, row[j] + 1, rows[i][j + 1] + 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], rows[i - 1][j - 1] + 1)
        }
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
