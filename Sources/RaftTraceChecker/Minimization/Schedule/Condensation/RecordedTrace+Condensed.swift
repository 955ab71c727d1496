import TraceFormat

extension RecordedTrace {
  /// The same lines, with the indices of a shorter log; what tells of an entry that is none there tells nothing else.
  func condensed(by scale: LogScale) -> RecordedTrace {
    var result = self
    for place in lines.indices {
      result.lines[place].event.kind = lines[place].event.kind.condensed(by: scale)
      result.lines[place].event.observation = lines[place].event.observation.condensed(by: scale)
    }
    return result
  }
}

extension Observation {
  fileprivate func condensed(by scale: LogScale) -> Observation {
    var shown = self
    (shown.lastLogIndex, shown.lastLogTerm) = scale.position(lastLogIndex, lastLogTerm)
    shown.commitIndex = commitIndex.map { scale($0) }
    shown.lastApplied = lastApplied.map { scale($0) }
    shown.durableIndex = durableIndex.map { scale($0) }
    shown.snapshotIndex = snapshotIndex.map { scale($0) }
    return shown
  }
}

extension EventKind {
  fileprivate func condensed(by scale: LogScale) -> EventKind {
    switch self {
    case .voteDecided(var vote):
      (vote.lastLogIndex, vote.lastLogTerm) = scale.position(vote.lastLogIndex, vote.lastLogTerm)
      return .voteDecided(vote)
    case .messageSent(let message): return message.condensed(by: scale).map { .messageSent($0) } ?? .observed
    case .messageReceived(let message):
      return message.condensed(by: scale).map { .messageReceived($0) } ?? .observed
    case .messageDropped(let message):
      return message.condensed(by: scale).map { .messageDropped($0) } ?? .observed
    case .messageDuplicated(let message):
      return message.condensed(by: scale).map { .messageDuplicated($0) } ?? .observed
    case .entriesAppended(let batch): return .entriesAppended(scale.batch(batch))
    case .logTruncated(let index): return .logTruncated(from: scale.following(index))
    case .committed(var advance):
      advance.index = scale(advance.index)
      return advance.index == .zero ? .observed : .committed(advance)
    case .applied(var entry):
      guard scale.keeps(entry.index) else { return .observed }
      entry.index = scale(entry.index)
      return .applied(entry)
    case .snapshotTaken(let snapshot):
      return snapshot.condensed(by: scale).map { .snapshotTaken($0) } ?? .observed
    case .snapshotInstalled(let snapshot):
      return snapshot.condensed(by: scale).map { .snapshotInstalled($0) } ?? .observed
    case .configurationProposed(var change):
      change.index = change.index.map { scale($0) }
      return .configurationProposed(change)
    case .configurationInUse(var change):
      change.index = change.index.map { scale($0) }
      return .configurationInUse(change)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .persisted,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      return self
    }
  }
}

extension Snapshot {
  /// - Returns: nil where it covers nothing of the shorter log.
  fileprivate func condensed(by scale: LogScale) -> Snapshot? {
    var result = self
    result.lastIncludedIndex = scale(lastIncludedIndex)
    return result.lastIncludedIndex == .zero ? nil : result
  }
}

extension Message {
  /// - Returns: nil for one that carries nothing of the shorter log.
  fileprivate func condensed(by scale: LogScale) -> Message? {
    var result = self
    switch body {
    case .requestVoteRequest(var request):
      (request.lastLogIndex, request.lastLogTerm) = scale.position(request.lastLogIndex, request.lastLogTerm)
      result.body = .requestVoteRequest(request)
    case .preVoteRequest(var request):
      (request.lastLogIndex, request.lastLogTerm) = scale.position(request.lastLogIndex, request.lastLogTerm)
      result.body = .preVoteRequest(request)
    case .appendEntriesRequest(var request):
      (request.prevLogIndex, request.prevLogTerm) = scale.position(request.prevLogIndex, request.prevLogTerm)
      request.entries = scale.batch(request.entries)
      request.leaderCommit = request.leaderCommit.map { scale($0) }
      result.body = .appendEntriesRequest(request)
    case .appendEntriesResponse(var response):
      response.matchIndex = response.matchIndex.map { scale($0) }
      response.conflictIndex = response.conflictIndex.map { scale.following($0) }
      result.body = .appendEntriesResponse(response)
    case .installSnapshotRequest(var request):
      guard let snapshot = request.snapshot.condensed(by: scale) else { return nil }
      request.snapshot = snapshot
      result.body = .installSnapshotRequest(request)
    case .installSnapshotResponse(var response):
      response.matchIndex = response.matchIndex.map { scale($0) }
      if response.matchIndex == .known(.zero), response.success == .known(true) { return nil }
      result.body = .installSnapshotResponse(response)
    case .readIndexResponse(var response):
      response.readIndex = response.readIndex.map { scale($0) }
      result.body = .readIndexResponse(response)
    case .requestVoteResponse, .preVoteResponse, .timeoutNow, .readIndexRequest: break
    }
    return result
  }
}
