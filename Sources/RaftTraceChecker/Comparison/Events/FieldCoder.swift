import TraceFormat

/// Takes the fields of an event, or puts them back: one walk over the fields serves both.
protocol FieldCoder {
  mutating func code<Value: WordCodable>(_ value: inout Observed<Value>, _ field: ComparedField)
  mutating func code<Value: WordCodable>(_ value: inout Value, _ field: ComparedField)
  mutating func code(_ entries: inout [LogEntry])
}

extension Observation {
  mutating func code(with coder: inout some FieldCoder) {
    coder.code(&currentTerm, .currentTerm)
    coder.code(&votedFor, .votedFor)
    coder.code(&role, .role)
    coder.code(&leader, .leader)
    coder.code(&lastLogIndex, .lastLogIndex)
    coder.code(&lastLogTerm, .lastLogTerm)
    coder.code(&commitIndex, .commitIndex)
    coder.code(&lastApplied, .lastApplied)
    coder.code(&durableIndex, .durableIndex)
    coder.code(&snapshotIndex, .snapshotIndex)
    coder.code(&stateHash, .stateHash)
    coder.code(&configuration, .configuration)
  }
}

extension EventKind {
  mutating func code(with coder: inout some FieldCoder) {
    switch self {
    case .start, .stop, .crash, .campaignStarted, .observed: break
    // A name for people is no fact of the run.
    case .serverNamed: break
    case .roleChanged(var role):
      coder.code(&role, .newRole)
      self = .roleChanged(role)
    case .voteDecided(var vote):
      vote.code(with: &coder)
      self = .voteDecided(vote)
    case .leaderObserved(var leader):
      coder.code(&leader, .newLeader)
      self = .leaderObserved(leader)
    case .messageSent(var message):
      message.code(with: &coder)
      self = .messageSent(message)
    case .messageReceived(var message):
      message.code(with: &coder)
      self = .messageReceived(message)
    case .messageDropped(var message):
      message.code(with: &coder)
      self = .messageDropped(message)
    case .messageDuplicated(var message):
      message.code(with: &coder)
      self = .messageDuplicated(message)
    case .entriesAppended(var batch):
      batch.code(with: &coder)
      self = .entriesAppended(batch)
    case .logTruncated(var index):
      coder.code(&index, .index)
      self = .logTruncated(from: index)
    case .persisted(var persistence):
      coder.code(&persistence.coversTermAndVote, .termAndVote)
      coder.code(&persistence.lastLogIndex, .index)
      self = .persisted(persistence)
    case .committed(var commit):
      coder.code(&commit.index, .index)
      coder.code(&commit.entryTerm, .entryTerm)
      self = .committed(commit)
    case .applied(var entry):
      entry.code(with: &coder)
      self = .applied(entry)
    case .snapshotTaken(var snapshot):
      snapshot.code(with: &coder)
      self = .snapshotTaken(snapshot)
    case .snapshotInstalled(var snapshot):
      snapshot.code(with: &coder)
      self = .snapshotInstalled(snapshot)
    case .configurationProposed(var change):
      change.code(with: &coder)
      self = .configurationProposed(change)
    case .configurationInUse(var change):
      change.code(with: &coder)
      self = .configurationInUse(change)
    case .clientCalled(var operation):
      operation.code(with: &coder)
      self = .clientCalled(operation)
    case .clientReturned(var operation):
      operation.code(with: &coder)
      self = .clientReturned(operation)
    case .leaseHeld(var lease):
      coder.code(&lease.begin, .begin)
      coder.code(&lease.end, .end)
      self = .leaseHeld(lease)
    }
  }
}

extension VoteDecision {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&candidate, .candidate)
    coder.code(&term, .campaignTerm)
    coder.code(&lastLogIndex, .candidateLogIndex)
    coder.code(&lastLogTerm, .candidateLogTerm)
  }
}

extension LogEntry {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&index, .index)
    coder.code(&term, .entryTerm)
    coder.code(&payload, .payload)
  }
}

extension EntryBatch {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&count, .count)
    coder.code(&entries)
  }
}

extension Snapshot {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&lastIncludedIndex, .lastIncludedIndex)
    coder.code(&lastIncludedTerm, .lastIncludedTerm)
    coder.code(&configuration, .members)
    coder.code(&content, .content)
  }
}

extension ConfigurationChange {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&configuration, .members)
    coder.code(&index, .index)
  }
}

extension ClientOperation {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&client, .client)
    coder.code(&request, .request)
    coder.code(&action, .action)
    coder.code(&key, .key)
    coder.code(&value, .value)
    coder.code(&outcome, .outcome)
    coder.code(&index, .index)
  }
}

extension Message {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    coder.code(&source, .from)
    coder.code(&destination, .to)
    coder.code(&term, .messageTerm)
    body.code(with: &coder)
  }
}

extension MessageBody {
  fileprivate mutating func code(with coder: inout some FieldCoder) {
    switch self {
    case .timeoutNow: break
    case .requestVoteRequest(var request):
      coder.code(&request.lastLogIndex, .candidateLogIndex)
      coder.code(&request.lastLogTerm, .candidateLogTerm)
      coder.code(&request.isLeadershipTransfer, .isLeadershipTransfer)
      self = .requestVoteRequest(request)
    case .requestVoteResponse(var response):
      coder.code(&response.voteGranted, .voteGranted)
      self = .requestVoteResponse(response)
    case .preVoteRequest(var request):
      coder.code(&request.lastLogIndex, .candidateLogIndex)
      coder.code(&request.lastLogTerm, .candidateLogTerm)
      self = .preVoteRequest(request)
    case .preVoteResponse(var response):
      coder.code(&response.voteGranted, .voteGranted)
      self = .preVoteResponse(response)
    case .appendEntriesRequest(var request):
      coder.code(&request.prevLogIndex, .prevLogIndex)
      coder.code(&request.prevLogTerm, .prevLogTerm)
      request.entries.code(with: &coder)
      coder.code(&request.leaderCommit, .leaderCommit)
      self = .appendEntriesRequest(request)
    case .appendEntriesResponse(var response):
      coder.code(&response.success, .success)
      coder.code(&response.matchIndex, .matchIndex)
      coder.code(&response.conflictIndex, .conflictIndex)
      coder.code(&response.conflictTerm, .conflictTerm)
      self = .appendEntriesResponse(response)
    case .installSnapshotRequest(var request):
      request.snapshot.code(with: &coder)
      coder.code(&request.isDone, .isDone)
      self = .installSnapshotRequest(request)
    case .installSnapshotResponse(var response):
      coder.code(&response.success, .success)
      coder.code(&response.matchIndex, .matchIndex)
      self = .installSnapshotResponse(response)
    case .readIndexRequest(var request):
      coder.code(&request.context, .context)
      self = .readIndexRequest(request)
    case .readIndexResponse(var response):
      coder.code(&response.context, .context)
      coder.code(&response.readIndex, .readIndex)
      self = .readIndexResponse(response)
    }
  }
}
