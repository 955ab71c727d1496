/// What a record of etcd's write-ahead log says.
///
/// etcd, `server/storage/wal`, `walpb.Record` and `raftpb`.
enum EtcdWALRecord {
  case metadata(node: UInt64)
  case entry(index: LogIndex, term: Term, payload: PayloadHash)
  case state(term: Term, vote: UInt64, commit: LogIndex)
  case snapshot(index: LogIndex, term: Term)

  /// Tells an entry's contents apart, as dumps name them too.
  static func payload(_ digest: Span<UInt8>) -> PayloadHash { PayloadHash(of: digest) }
}

/// The write-ahead log of one server, told as events.
struct EtcdWALTelling {
  let symbols: TraceSymbols
  private var log: DurableLog?

  init(symbols: TraceSymbols) { self.symbols = symbols }

  /// False where no record has told whose log it is.
  mutating func tell(
    _ record: EtcdWALRecord, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) -> Bool {
    if case .metadata(let node) = record {
      if log == nil {
        var log = DurableLog(server: server(node))
        log.begin(behind: nil, position, &events)
        self.log = log
      }
      return true
    }
    guard var log else { return false }
    switch record {
    case .metadata: break
    case .entry(let index, let term, let payload):
      log.append(
        LogEntry(index: index, term: .known(term), payload: .known(payload)), position, &events)
    case .state(let term, let vote, let commit):
      log.note(term: term, votedFor: .known(vote == 0 ? nil : server(vote)), position, &events)
      log.note(commit: commit, position, &events)
    case .snapshot(let index, let term):
      log.note(snapshot: LogEntry(index: index, term: .known(term)), position, &events)
    }
    self.log = log
    return true
  }

  /// Servers go by their id as etcd's log shows it: hexadecimal, without leading zeros.
  private func server(_ id: UInt64) -> ServerID { symbols.server(String(id, radix: 16)) }
}
