/// The server and the group that a line is of.
struct LineOwner: Hashable {
  let server: ServerID
  let group: GroupID
}

/// The values of a mapping's variables: what earlier lines of a server told and later ones leave out.
///
/// A server that starts anew has none.
struct CarriedValues {
  private var values: [LineOwner: [UInt64?]] = [:]
  private let variableCount: Int

  init(variableCount: Int) {
    self.variableCount = variableCount
  }

  /// The value that earlier lines of the owner have left in a variable.
  func value(of variable: Int, for owner: LineOwner) -> UInt64? { values[owner]?[variable] }

  /// What a rule sets a field to; nil where that takes a variable without a value.
  func value(of source: Setting.Source, for owner: LineOwner) -> UInt64? {
    switch source {
    case .constant(let value): value
    case .server: UInt64(owner.server.rawValue)
    case .sum(let terms, let offset): values[owner].flatMap { Self.sum(terms, offset, $0) }
    }
  }

  mutating func set(_ variable: Int, to value: UInt64?, of owner: LineOwner) {
    let none = [UInt64?](repeating: nil, count: variableCount)
    values[owner, default: none][variable] = value
  }

  mutating func removeAll(of owner: LineOwner) {
    if variableCount > 0 { values[owner] = nil }
  }

  /// Nil where a value is missing, or the sum is no number of 64 bits.
  private static func sum(_ terms: [Setting.Term], _ offset: Int, _ values: [UInt64?]) -> UInt64? {
    var sum = Int128(offset)
    for term in terms {
      guard let value = values[term.variable] else { return nil }
      sum += term.isSubtracted ? -Int128(value) : Int128(value)
    }
    return UInt64(exactly: sum)
  }
}
