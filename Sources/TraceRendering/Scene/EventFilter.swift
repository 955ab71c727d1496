public import TraceFormat

/// The part of a trace that a reader wants to see.
///
/// What is filtered out is not drawn, but still changes what the picture knows of the servers.
public struct EventFilter: Sendable {
  /// Where a part of a trace begins or ends.
  public enum Bound: Hashable, Sendable {
    /// A line, counted from 1, in whatever file.
    case line(UInt32)
    /// An election's number: the clock that servers share.
    case term(Term)

    /// Reads `120` as a line and `t4` as a term.
    public init?(_ text: String) {
      if let line = UInt32(text) {
        self = .line(line)
      } else if text.first == "t", let term = UInt64(text.dropFirst()) {
        self = .term(Term(term))
      } else {
        return nil
      }
    }
  }

  /// Only events at or behind this; an event whose term is unknown is before every term.
  public var from: Bound?
  /// Only events at or before this.
  public var to: Bound?
  /// Only events of these servers; all where empty.
  public var servers: [ServerID]
  /// Only this group; where nil, the first violation's, or else the first event's.
  public var group: GroupID?

  public init(from: Bound? = nil, to: Bound? = nil, servers: [ServerID] = [], group: GroupID? = nil) {
    self.from = from
    self.to = to
    self.servers = servers
    self.group = group
  }

  /// Whether an event of the picture's group is wanted.
  func admits(_ event: TraceEvent, term: Observed<Term>) -> Bool {
    guard servers.isEmpty || servers.contains(event.server) else { return false }
    return !isBefore(event, term, from) && !isBehind(event, term, to)
  }

  private func isBefore(_ event: TraceEvent, _ term: Observed<Term>, _ bound: Bound?) -> Bool {
    switch bound {
    case nil: false
    case .line(let line): event.position.line < line
    case .term(let first): (term.value ?? .zero) < first
    }
  }

  private func isBehind(_ event: TraceEvent, _ term: Observed<Term>, _ bound: Bound?) -> Bool {
    switch bound {
    case nil: false
    case .line(let line): event.position.line > line
    case .term(let last): (term.value ?? .zero) > last
    }
  }
}
