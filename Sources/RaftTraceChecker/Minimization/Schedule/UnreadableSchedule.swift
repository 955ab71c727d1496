public import TraceFormat

/// Why no schedule can be made of a trace.
public enum UnreadableSchedule: Error, Hashable, Sendable {
  case noServer
  /// Groups share nothing; a schedule is one group's.
  case severalGroups(Int)
  /// More servers than a modelled cluster holds.
  case tooManyServers(Int)
  /// A server begins with more entries than a modelled log holds.
  case logTooLong(ServerID, entries: UInt64)
  /// A term or an index that a model has no room for, and the place of its line in the trace.
  case numberTooLarge(UInt64, line: Int)
  /// The lines do not say in which order the servers acted, and any may be missing.
  case neitherOrderedNorComplete
}

extension UnreadableSchedule {
  public func sentence(_ symbols: TraceSymbols) -> String {
    switch self {
    case .noServer: "the trace has no event"
    case .severalGroups(let count): "the trace is of \(count) groups"
    case .tooManyServers(let count): "the trace is of \(count) servers; a model has at most 7"
    case .logTooLong(let server, let count):
      "\(symbols.displayName(server)) begins with \(count) entries; a modelled log holds at most 16"
    case .numberTooLarge(let number, line: _): "\(number) is too large for a term or an index of a model"
    case .neitherOrderedNorComplete:
      "the lines show no messages, need not stand in the order of what happened, and any may be missing"
    }
  }
}
