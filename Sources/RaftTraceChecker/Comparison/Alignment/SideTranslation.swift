import TraceFormat

/// What the interned numbers of one side are on both: servers, memberships and names by numbers that the sides share.
///
/// Those of A are the same as those of B where they mean the same, and do not depend on which side is called A.
struct SideTranslation {
  private var servers: [UInt64]
  private var configurations: [UInt64]
  private var names: [UInt64]

  /// The translations of both sides.
  static func pair(_ symbols: Sides<TraceSymbols>, _ pairing: ServerPairing) -> Sides<SideTranslation> {
    let servers = Sides(a: pairing.numbers(.a, symbols.a), b: pairing.numbers(.b, symbols.b))
    let memberships = Sides(a: members(symbols.a, servers.a), b: members(symbols.b, servers.b))
    let names = Sides(a: Self.names(symbols.a), b: Self.names(symbols.b))
    let memberNumbers = numbers(memberships) { $0.lexicographicallyPrecedes($1) }
    let nameNumbers = numbers(names) { $0 < $1 }
    return Sides(
      a: SideTranslation(servers: servers.a, configurations: memberNumbers.a, names: nameNumbers.a),
      b: SideTranslation(servers: servers.b, configurations: memberNumbers.b, names: nameNumbers.b))
  }

  /// The value of a field that holds a number of this kind, as both sides have it.
  @inline(__always)
  func translated(_ word: UInt64, _ bit: UInt64) -> UInt64 {
    if bit & FieldSet.servers.bits != 0 { return word == 0 ? 0 : servers[Int(word - 1)] }
    if bit & FieldSet.configurations.bits != 0 { return configurations[Int(word)] }
    if bit & FieldSet.names.bits != 0 { return names[Int(word)] }
    return word
  }

  /// The fields whose values need a translation.
  static let fields = FieldSet.servers.union(.configurations).union(.names)

  /// A membership as numbers: voters, 0, outgoing voters, 0, learners.
  private static func members(_ symbols: TraceSymbols, _ servers: [UInt64]) -> [[UInt64]] {
    symbols.configurations.map { configuration in
      [configuration.voters, configuration.outgoingVoters, configuration.learners].map { members in
        members.map { servers[Int($0.rawValue)] }.sorted()
      }.reduce(into: []) { $0 += $1 + [0] }
    }
  }

  private static func names(_ symbols: TraceSymbols) -> [String] {
    (0..<UInt32(symbols.names.count)).map { symbols[NameID($0)] }
  }

  /// Numbers that are equal where the values are, in the order of the values.
  private static func numbers<Value: Hashable>(
    _ values: Sides<[Value]>, _ isBefore: (Value, Value) -> Bool
  ) -> Sides<[UInt64]> {
    let all = Set(values.a).union(values.b).sorted(by: isBefore)
    let numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, UInt64($0)) })
    return values.map { $0.map { numbers[$0] ?? 0 } }
  }
}
