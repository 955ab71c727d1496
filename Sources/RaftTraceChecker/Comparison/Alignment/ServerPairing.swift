import TraceFormat

/// Which server of A is which of B.
///
/// Servers of one name are one: the identities are compared first, then the names for people. Where no name is on both
/// sides, as where the one calls its servers `n1` and the other `8e9e05c52164694d`, they are paired in the natural order of
/// their names, provided that there are as many on both sides.
struct ServerPairing {
  struct Pair {
    var a: ServerID?
    var b: ServerID?
  }

  private(set) var pairs: [Pair] = []
  /// How servers were paired that have no name in common.
  private(set) var isByOrder = false

  init(_ sides: Sides<TraceSymbols>, shown: Sides<Set<ServerID>>, renames: [ComparisonOptions.Rename]) {
    var rest = Sides(a: Self.servers(sides.a), b: Self.servers(sides.b))
    for rename in renames {
      take(from: &rest) { Self.isNamed($0, rename.a, sides.a) && Self.isNamed($1, rename.b, sides.b) }
    }
    take(from: &rest) { sides.a[$0] == sides.b[$1] }
    take(from: &rest) { sides.a.displayName($0) == sides.b.displayName($1) }
    take(from: &rest) {
      sides.a.displayName($0) == sides.b[$1] || sides.a[$0] == sides.b.displayName($1)
    }
    if !pairs.contains(where: { pair in Self.isShown(pair, shown) }) {
      pairByOrder(&rest, shown, isShown: true)
      pairByOrder(&rest, shown, isShown: false)
    }
    pairs += rest.a.map { Pair(a: $0) } + rest.b.map { Pair(b: $0) }
    pairs.sort { NaturalOrder.isBefore(Self.name($0, sides), Self.name($1, sides)) }
  }

  /// For each server of a side the number of its pair, by the server's own number.
  func numbers(_ side: ComparedSide, _ symbols: TraceSymbols) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: symbols.servers.count)
    for (number, pair) in pairs.enumerated() {
      if let server = side == .a ? pair.a : pair.b { result[Int(server.rawValue)] = UInt64(number) + 1 }
    }
    for server in symbols.servers {
      result[Int(server.rawValue)] = result[Int(symbols.canonical(server).rawValue)]
    }
    return result
  }

  /// The servers, of those that turned out to be one the one that stands for all.
  private static func servers(_ symbols: TraceSymbols) -> [ServerID] {
    symbols.servers.filter { symbols.canonical($0) == $0 }.sorted {
      let names = (symbols.displayName($0), symbols.displayName($1))
      return names.0 == names.1 ? symbols[$0] < symbols[$1] : NaturalOrder.isBefore(names.0, names.1)
    }
  }

  private static func isNamed(_ server: ServerID, _ name: String, _ symbols: TraceSymbols) -> Bool {
    symbols[server] == name || symbols.displayName(server) == name
  }

  private static func isShown(_ pair: Pair, _ shown: Sides<Set<ServerID>>) -> Bool {
    pair.a.map { shown.a.contains($0) } ?? false && pair.b.map { shown.b.contains($0) } ?? false
  }

  /// The name in A and the one in B, the smaller first: the same whichever side is A.
  private static func name(_ pair: Pair, _ sides: Sides<TraceSymbols>) -> String {
    let names = [pair.a.map { sides.a.displayName($0) }, pair.b.map { sides.b.displayName($0) }]
    return names.compactMap { $0 }.min() ?? ""
  }

  private mutating func take(
    from rest: inout Sides<[ServerID]>, _ isPair: (ServerID, ServerID) -> Bool
  ) {
    for a in rest.a {
      guard let place = rest.b.firstIndex(where: { isPair(a, $0) }) else { continue }
      pairs.append(Pair(a: a, b: rest.b.remove(at: place)))
      rest.a.removeAll { $0 == a }
    }
  }

  private mutating func pairByOrder(
    _ rest: inout Sides<[ServerID]>, _ shown: Sides<Set<ServerID>>, isShown: Bool
  ) {
    let a = rest.a.filter { shown.a.contains($0) == isShown }
    let b = rest.b.filter { shown.b.contains($0) == isShown }
    guard !a.isEmpty, a.count == b.count else { return }
    isByOrder = true
    pairs += zip(a, b).map { Pair(a: $0, b: $1) }
    rest.a.removeAll { a.contains($0) }
    rest.b.removeAll { b.contains($0) }
  }
}
