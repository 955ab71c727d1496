/// The values of a mapping's variables: what earlier lines of a server told and later ones leave out.
///
/// A server that starts anew has none.
struct CarriedValues {
  private struct Owner: Hashable {
    let group: GroupID
    let server: ServerID
  }

  private var values: [Owner: [UInt64?]] = [:]
  private let variableCount: Int

  init(variableCount: Int) {
    self.variableCount = variableCount
  }

  func value(_ variable: Int, _ group: GroupID, _ server: ServerID) -> UInt64? {
    values[Owner(group: group, server: server)]?[variable]
  }

  mutating func set(_ variable: Int, to value: UInt64?, _ group: GroupID, _ server: ServerID) {
    let none = [UInt64?](repeating: nil, count: variableCount)
    values[Owner(group: group, server: server), default: none][variable] = value
  }

  mutating func removeAll(_ group: GroupID, _ server: ServerID) {
    guard variableCount > 0 else { return }
    values[Owner(group: group, server: server)] = nil
  }
}
