/// Sorts names as people do: `n2` before `n10`.
public enum NaturalOrder {
  public static func isBefore(_ a: String, _ b: String) -> Bool {
    let (left, right) = (chunks(a), chunks(b))
    for (x, y) in zip(left, right) where x != y {
      if let i = UInt64(x), let j = UInt64(y), i != j { return i < j }
      return x < y
    }
    return left.count < right.count
  }

  /// The runs of digits and of other characters.
  private static func chunks(_ text: String) -> [String] {
    var result: [String] = []
    var wasDigit: Bool?
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if isDigit == wasDigit {
        result[result.count - 1].unicodeScalars.append(scalar)
      } else {
        result.append(String(scalar))
      }
      wasDigit = isDigit
    }
    return result
  }
}
