/// Reads the NDJSON traces of etcd's raft library, built with its tag `with_tla`.
///
/// Only lines with `"tag":"trace"` are events. `github.com/etcd-io/raft`: `state_trace.go`, `tla/Traceetcdraft.tla`.
///
/// Nothing that the library records is missing between two lines of a server, so the dialect says that it is complete
/// until a line cannot be read. What it does not record must not be concluded from a line's absence:
/// - PreVote, TimeoutNow and ReadIndex messages, forwarded proposals, ticks, crashes: a term may rise, a leader may step
///   down and a campaign may begin without a visible message.
/// - Messages on the network: `Send…` is recorded when a message is queued in memory, and an answer leaves only after
///   what it promises is stored. A crash between the two takes both back.
/// - The origin of a first log: a server begins behind a snapshot, or `Bootstrap` commits a first membership. Those
///   entries may carry term 1 at a server in term 0 and before the election of term 1. While a process starts, the
///   library shows zeros for what it has stored; the reader claims nothing of that.
/// - Learners: memberships show voters only, so `learners` is always empty, and a learner's role is follower.
/// - How an acknowledged index came about: it may be the end of the request, of a snapshot, or the commit index that the
///   follower had already. Answers to heartbeats and to leaders of earlier terms acknowledge nothing.
/// - A heartbeat's commit index: the leader lowers it to what the follower has acknowledged.
/// - Snapshots' terms, and their installation, which shows only in the follower's next line.
/// - Whether one proposed change of a single voter goes through a joint membership.
public struct EtcdRaftTraceReader: TraceReader, TaggedLineReader {
  static let tag = "trace"

  /// No longer complete once a line could not be read.
  public private(set) var dialect: SourceDialect
  public internal(set) var tally = ReadingTally()

  let lines: LineReader
  let file: FileID
  private var scanner: EtcdRaftLineScanner
  private var interpreter: EtcdRaftInterpreter

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    scanner = EtcdRaftLineScanner(symbols: symbols)
    interpreter = EtcdRaftInterpreter(symbols: symbols)
    dialect = SourceDialect()
    dialect.durability = .onEvidence
    dialect.configurationUse = .onApply
    dialect.isComplete = true
    dialect.showsMessages = true
    dialect.divergences = DivergenceSet(.untracedMessages, .acknowledgesCommitted, .heartbeatsShowMatch)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    try readBatch(into: &events)
  }

  mutating func scan(_ bytes: Span<UInt8>) throws(JSONError) -> EtcdRaftLine? { try scanner.scan(bytes) }

  mutating func append(
    _ line: EtcdRaftLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    try interpreter.append(line, at: position, to: &events)
  }

  /// What was lost may have been a restart: nothing that the servers have shown holds on.
  mutating func forgetBehindLoss() {
    dialect.isComplete = false
    interpreter.forgetServers()
  }
}
