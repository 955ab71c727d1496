/// One entry of a replicated log, as far as a trace shows it.
///
/// Raft §5.3. The payload is kept as a digest only: with term and index alone a duplicated entry looks the same.
public struct LogEntry: Hashable, Sendable, BitwiseCopyable {
  public var index: LogIndex
  public var term: Observed<Term>
  public var payload: Observed<PayloadHash>

  public init(index: LogIndex, term: Observed<Term>, payload: Observed<PayloadHash> = .unknown) {
    self.index = index
    self.term = term
    self.payload = payload
  }

  /// Term and index together, where the term is known.
  public var position: Observed<LogPosition> {
    term.map { LogPosition(term: $0, index: index) }
  }
}
