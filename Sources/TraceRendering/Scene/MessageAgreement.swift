import TraceFormat

extension Message {
  /// Whether both may be the same message seen at its two ends: no field that both show differs.
  func agrees(with other: Message) -> Bool {
    source == other.source && destination.agrees(with: other.destination) && term.agrees(with: other.term)
      && body.agrees(with: other.body)
  }
}

extension MessageBody {
  fileprivate func agrees(with other: MessageBody) -> Bool {
    switch (self, other) {
    case (.requestVoteRequest(let a), .requestVoteRequest(let b)):
      a.lastLogIndex.agrees(with: b.lastLogIndex) && a.lastLogTerm.agrees(with: b.lastLogTerm)
    case (.requestVoteResponse(let a), .requestVoteResponse(let b)): a.voteGranted.agrees(with: b.voteGranted)
    case (.preVoteRequest(let a), .preVoteRequest(let b)):
      a.lastLogIndex.agrees(with: b.lastLogIndex) && a.lastLogTerm.agrees(with: b.lastLogTerm)
    case (.preVoteResponse(let a), .preVoteResponse(let b)): a.voteGranted.agrees(with: b.voteGranted)
    case (.appendEntriesRequest(let a), .appendEntriesRequest(let b)): a.agrees(with: b)
    case (.appendEntriesResponse(let a), .appendEntriesResponse(let b)):
      a.success.agrees(with: b.success) && a.matchIndex.agrees(with: b.matchIndex)
        && a.conflictIndex.agrees(with: b.conflictIndex)
    case (.installSnapshotRequest(let a), .installSnapshotRequest(let b)):
      a.snapshot.lastIncludedIndex == b.snapshot.lastIncludedIndex
    case (.installSnapshotResponse(let a), .installSnapshotResponse(let b)):
      a.success.agrees(with: b.success) && a.matchIndex.agrees(with: b.matchIndex)
    case (.timeoutNow, .timeoutNow): true
    case (.readIndexRequest(let a), .readIndexRequest(let b)): a.context.agrees(with: b.context)
    case (.readIndexResponse(let a), .readIndexResponse(let b)):
      a.context.agrees(with: b.context) && a.readIndex.agrees(with: b.readIndex)
    case (.requestVoteRequest, _), (.requestVoteResponse, _), (.preVoteRequest, _), (.preVoteResponse, _),
      (.appendEntriesRequest, _), (.appendEntriesResponse, _), (.installSnapshotRequest, _),
      (.installSnapshotResponse, _), (.timeoutNow, _), (.readIndexRequest, _), (.readIndexResponse, _):
      false
    }
  }
}

extension AppendEntriesRequest {
  fileprivate func agrees(with other: AppendEntriesRequest) -> Bool {
    prevLogIndex.agrees(with: other.prevLogIndex) && prevLogTerm.agrees(with: other.prevLogTerm)
      && entries.count.agrees(with: other.entries.count) && leaderCommit.agrees(with: other.leaderCommit)
  }
}

extension Observed where Value: Equatable {
  /// Whether two observations may be of one value.
  func agrees(with other: Observed) -> Bool {
    guard let a = value, let b = other.value else { return true }
    return a == b
  }
}
