public import RaftTraceChecker
public import TraceFormat

/// Puts what a check found into words; every sentence of a report about the trace is made here.
///
/// Names in a sentence are safe to print: control characters are spelled out. Terms and indices stand as in the trace.
public struct Sentences {
  let symbols: TraceSymbols
  private let serverNames: UniqueNames

  public init(symbols: TraceSymbols) {
    self.symbols = symbols
    self.serverNames = UniqueNames(symbols)
  }

  /// The server's name for people, or its identity where the name would not tell it from another server.
  public func name(_ server: ServerID) -> String { VisibleText.name(serverNames[server]) }

  public func name(_ group: GroupID) -> String { VisibleText.name(symbols[group]) }

  /// The servers whose name in sentences is not the identity that the trace uses, with that identity; by name.
  public func renamed(_ servers: [ServerID]) -> [(name: String, identity: String)] {
    let pairs = servers.map { (name: name($0), identity: VisibleText.name(symbols[$0])) }
    return pairs.filter { $0.name != $0.identity }
      .sorted { ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name) }
  }

  /// The line as `file:line`, the file as it was named.
  public func location(_ position: SourcePosition) -> String {
    VisibleText.escaped(symbols.describe(position))
  }

  /// The sentence that stands behind a witness's `file:line`.
  public func sentence(_ witness: Witness) -> String {
    sentence(witness.statement, of: witness.server)
  }

  /// The other server's name, or `itself`.
  func name(_ other: ServerID, from server: ServerID) -> String {
    other == server ? "itself" : name(other)
  }
}
