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

  /// What a rule sets a field to; nil where it is a variable without a value.
  func value(of setting: Setting, for owner: LineOwner) -> UInt64? {
    switch setting.source {
    case .constant(let value): value
    case .server: UInt64(owner.server.rawValue)
    case .variable(let number, let offset): values[owner]?[number].flatMap { Self.sum($0, offset) }
    }
  }

  mutating func set(_ variable: Int, to value: UInt64?, of owner: LineOwner) {
    let none = [UInt64?](repeating: nil, count: variableCount)
    values[owner, default: none][variable] = value
  }

  mutating func removeAll(of owner: LineOwner) {
    if variableCount > 0 { values[owner] = nil }
  }

  /// Nil where the sum is no number of 64 bits.
  private static func sum(_ value: UInt64, _ offset: Int) -> UInt64? {
    let magnitude = UInt64(offset.magnitude)
    let (result, overflows) =
      offset < 0 ? value.subtractingReportingOverflow(magnitude) : value.addingReportingOverflow(magnitude)
    return overflows ? nil : result
  }
}
