import TraceFormat

/// The terms and indices of a line, which must fit into a model.
struct NumbersOfLine {
  /// The largest of them; nil for a line without any.
  private(set) var largest: UInt64?

  /// Leaves room for counting on.
  static let maximum: UInt64 = 1 << 31

  init(_ event: TraceEvent) {
    let shown = event.observation
    add(shown.currentTerm, shown.lastLogTerm)
    add(shown.lastLogIndex, shown.commitIndex, shown.lastApplied, shown.snapshotIndex)
    switch event.kind {
    case .voteDecided(let vote):
      add(vote.term, vote.lastLogTerm)
      add(vote.lastLogIndex)
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      add(message)
    case .entriesAppended(let batch): add(batch)
    case .logTruncated(let index): add(.known(index))
    case .committed(let advance): add(.known(advance.index))
    case .applied(let entry): add(entry)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot): add(snapshot)
    case .configurationProposed(let change), .configurationInUse(let change): add(change.index)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .persisted,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  private mutating func add(_ number: UInt64) { largest = max(largest ?? 0, number) }
  private mutating func add(_ terms: Observed<Term>...) {
    for term in terms { if let term = term.value { add(term.rawValue) } }
  }
  private mutating func add(_ indices: Observed<LogIndex>...) {
    for index in indices { if let index = index.value { add(index.rawValue) } }
  }
  private mutating func add(_ entry: LogEntry) {
    add(.known(entry.index))
    add(entry.term)
  }
  private mutating func add(_ batch: EntryBatch) { for entry in batch.entries { add(entry) } }
  private mutating func add(_ snapshot: Snapshot) {
    add(.known(snapshot.lastIncludedIndex))
    add(snapshot.lastIncludedTerm)
  }

  private mutating func add(_ message: Message) {
    add(message.term)
    switch message.body {
    case .requestVoteRequest(let request):
      add(request.lastLogIndex)
      add(request.lastLogTerm)
    case .preVoteRequest(let request):
      add(request.lastLogIndex)
      add(request.lastLogTerm)
    case .appendEntriesRequest(let request):
      add(request.prevLogIndex, request.leaderCommit)
      add(request.prevLogTerm)
      add(request.entries)
    case .appendEntriesResponse(let response): add(response.matchIndex, response.conflictIndex)
    case .installSnapshotRequest(let request): add(request.snapshot)
    case .installSnapshotResponse(let response): add(response.matchIndex)
    case .requestVoteResponse, .preVoteResponse, .timeoutNow, .readIndexRequest, .readIndexResponse: break
    }
  }
}
