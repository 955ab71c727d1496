/// Counts as they stand in a text.
///
/// Terms and indices are not counts: they are printed as the trace has them.
enum Numerals {
  /// The number with a comma between thousands: `18,204`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return result
  }

  /// The number and what is counted: `1 event`, `18,204 events`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// How often: `once`, `3 times`.
  static func times(_ number: Int) -> String {
    number == 1 ? "once" : "\(grouped(number)) times"
  }

  /// A list in running text: `a, b or c`.
  static func list(_ items: [String], _ conjunction: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
