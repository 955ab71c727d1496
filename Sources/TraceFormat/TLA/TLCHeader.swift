/// The line that begins a state in TLC's text: `State 2: <Next line 12, col 5 to line 14, col 9 of module M>`.
///
/// With `-tool` the word State is left out; a file of `-simulate` has `STATE_2 ==`.
struct TLCHeader: Equatable {
  var number: Int
  /// Nil where the line names none, as for the first state.
  var action: String?
  var parameters: [String] = []
  var isInitial = false

  /// Nil for any other line.
  init?(_ line: Span<UInt8>) {
    let text = line.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    if text.hasPrefix("STATE_") {
      guard text.hasSuffix(" =="), let number = Int(text.dropFirst(6).dropLast(3)) else { return nil }
      self.number = number
      return
    }
    let rest = text.hasPrefix("State ") || text.hasPrefix("STATE ") ? text.dropFirst(6) : Substring(text)
    guard let colon = rest.firstIndex(of: ":"), let number = Int(rest[..<colon]), number > 0 else {
      return nil
    }
    let label = rest[rest.index(after: colon)...].drop { $0 == " " }
    guard label.hasPrefix("<") else { return nil }
    self.number = number
    take(label.dropFirst())
  }

  /// The label behind `<`: a name, perhaps parameters in parentheses, and the place in the module.
  private mutating func take(_ label: Substring) {
    if label.hasPrefix("Initial predicate") || label.hasPrefix("Initial pred") {
      isInitial = true
      return
    }
    let name = label.prefix { $0 != " " && $0 != "(" && $0 != ">" }
    action = String(name)
    let behind = label.dropFirst(name.count)
    guard behind.hasPrefix("("), let end = behind.firstIndex(of: ")") else { return }
    parameters = behind[behind.index(after: behind.startIndex)..<end].split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
  }
}
