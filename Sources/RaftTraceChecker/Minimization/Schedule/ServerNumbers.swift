import RaftModel
import TraceFormat

/// The numbers that a trace's servers have in a model: by their names, in natural order.
struct ServerNumbers {
  /// The trace's server of each number.
  let servers: [ServerID]
  private let numbers: [ServerID: ServerID]
  private let symbols: TraceSymbols

  init(_ servers: some Sequence<ServerID>, symbols: TraceSymbols) {
    let named = Set(servers.map { symbols.canonical($0) }).map { ($0, Self.parts(of: symbols[$0])) }
    let sorted = named.sorted { a, b in
      a.1.lexicographicallyPrecedes(b.1) || (a.1 == b.1 && a.0 < b.0)
    }
    self.servers = sorted.map { $0.0 }
    self.symbols = symbols
    var numbers: [ServerID: ServerID] = [:]
    for (number, server) in self.servers.enumerated() { numbers[server] = ServerID(UInt32(number)) }
    self.numbers = numbers
  }

  var count: Int { servers.count }
  var all: ServerSet { ServerSet(first: count) }

  /// The model's number of a server; nil for one that is not of the trace.
  subscript(server: ServerID) -> ServerID? { numbers[symbols.canonical(server)] }

  func membership(_ configuration: ConfigurationID) -> Membership {
    let configuration = symbols[configuration]
    return Membership(
      voters: set(configuration.voters), outgoingVoters: set(configuration.outgoingVoters),
      learners: set(configuration.learners))
  }

  private func set(_ servers: [ServerID]) -> ServerSet { ServerSet(servers.compactMap { self[$0] }) }

  /// A name cut into numbers and the bytes between them, so that n10 follows n9.
  private static func parts(of name: String) -> [Part] {
    var parts: [Part] = []
    for byte in name.utf8 {
      guard (0x30...0x39).contains(byte) else {
        parts.append(.byte(byte))
        continue
      }
      let digit = UInt64(byte - 0x30)
      if case .number(let value)? = parts.last {
        parts[parts.count - 1] = .number(value &* 10 &+ digit)
      } else {
        parts.append(.number(digit))
      }
    }
    return parts
  }

  private enum Part: Comparable {
    case number(UInt64)
    case byte(UInt8)
  }
}
