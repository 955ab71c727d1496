/// The fields of `msg` as they were written; the library uses the same ones for every type.
struct EtcdRaftMessage {
  var type: EtcdRaftMessageType = .other
  var term: Observed<Term> = .unknown
  var source: ServerID?
  var destination: ServerID?
  /// The number of entries; of a snapshot its last index.
  var entries: Observed<UInt64> = .unknown
  var logTerm: Observed<Term> = .unknown
  var index: Observed<LogIndex> = .unknown
  var commit: Observed<LogIndex> = .unknown
  var isRejection: Observed<Bool> = .unknown
  var rejectHint: Observed<LogIndex> = .unknown

  /// A message to its own sender stands for the completion of a write, and never leaves the server.
  var isToItself: Bool { source != nil && source == destination }

  /// The message in Raft's words; nil for types that are not traced today.
  var message: Message? {
    guard let source, let body else { return nil }
    return Message(source: source, destination: Observed(destination), term: term, body: body)
  }

  private var body: MessageBody? {
    switch type {
    case .msgApp: .appendEntriesRequest(appendEntries)
    case .msgHeartbeat:
      .appendEntriesRequest(
        AppendEntriesRequest(
          prevLogIndex: index, prevLogTerm: logTerm, entries: EntryBatch(count: 0), leaderCommit: commit))
    case .msgSnap: snapshot
    case .msgAppResp: .appendEntriesResponse(acknowledgement)
    case .msgHeartbeatResp: .appendEntriesResponse(.ofNothing)
    case .msgVote:
      .requestVoteRequest(RequestVoteRequest(lastLogIndex: index, lastLogTerm: logTerm))
    case .msgVoteResp: .requestVoteResponse(RequestVoteResponse(voteGranted: isRejection.map { !$0 }))
    case .other: nil
    }
  }

  private var appendEntries: AppendEntriesRequest {
    let count = Observed(entries.value.flatMap { Int(exactly: $0) })
    return AppendEntriesRequest(
      prevLogIndex: index, prevLogTerm: logTerm, entries: EntryBatch(count: count, entries: []),
      leaderCommit: commit)
  }

  /// One message carries the whole snapshot; Specula's extension shows its index and term where others have those of an entry.
  private var snapshot: MessageBody? {
    guard let last = snapshotIndex else { return nil }
    let isExtended = index.value ?? .zero > .zero
    let snapshot = Snapshot(lastIncludedIndex: last, lastIncludedTerm: isExtended ? logTerm : .unknown)
    return .installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot, isDone: .known(true)))
  }

  /// The last entry that the snapshot covers.
  var snapshotIndex: LogIndex? {
    if let index = index.value, index > .zero { return index }
    return entries.value.map { LogIndex($0) }
  }

  /// An answer that accepts index 0 acknowledges nothing.
  ///
  /// With CheckQuorum or PreVote the library sends it to a leader of an earlier term, to tell its own term.
  private var acknowledgement: AppendEntriesResponse {
    guard let isRejection = isRejection.value else { return AppendEntriesResponse() }
    if isRejection {
      return AppendEntriesResponse(
        success: .known(false), conflictIndex: rejectHint, conflictTerm: conflictTerm)
    }
    guard let index = index.value, index > .zero else { return .ofNothing }
    return AppendEntriesResponse(success: .known(true), matchIndex: .known(index))
  }

  /// The term at the hint; 0 where the library did not look it up.
  private var conflictTerm: Observed<Term> {
    logTerm == .known(.zero) ? .unknown : logTerm
  }
}

extension AppendEntriesResponse {
  /// An answer that says nothing of the log.
  fileprivate static var ofNothing: AppendEntriesResponse { AppendEntriesResponse(matchIndex: .known(.zero)) }
}
