import TraceFormat

/// The messages that were sent, as long as they are few enough to be kept.
struct SentMessages {
  /// How many different messages are kept; of more, none is missed any more.
  private static let messageMaximum = 1 << 15
  /// How many messages are compared field by field, where lines show less than all of them.
  private static let comparisonMaximum = 1 << 22

  private var messages: Set<Message> = []
  private var hasForgotten = false
  private var comparisons = 0

  mutating func note(_ message: Message) {
    if hasForgotten { return }
    messages.insert(message)
    if messages.count > Self.messageMaximum { forget() }
  }

  /// Whether a message may have been sent; nil where that is not known any more.
  mutating func contains(_ message: Message) -> Bool? {
    if hasForgotten { return nil }
    if messages.contains(message) { return true }
    comparisons += messages.count
    if comparisons > Self.comparisonMaximum {
      forget()
      return nil
    }
    return messages.contains { $0.mayBe(message) }
  }

  private mutating func forget() {
    messages = []
    hasForgotten = true
  }
}

extension Message {
  /// Whether two lines may speak of one message: nothing that both show differs.
  fileprivate func mayBe(_ other: Message) -> Bool {
    source == other.source && destination.mayBe(other.destination) && term.mayBe(other.term)
      && body.mayBe(other.body)
  }
}

extension MessageBody {
  fileprivate func mayBe(_ other: MessageBody) -> Bool {
    switch (self, other) {
    case (.requestVoteRequest(let a), .requestVoteRequest(let b)):
      a.lastLogIndex.mayBe(b.lastLogIndex) && a.lastLogTerm.mayBe(b.lastLogTerm)
        && a.isLeadershipTransfer.mayBe(b.isLeadershipTransfer)
    case (.requestVoteResponse(let a), .requestVoteResponse(let b)): a.voteGranted.mayBe(b.voteGranted)
    case (.preVoteRequest(let a), .preVoteRequest(let b)):
      a.lastLogIndex.mayBe(b.lastLogIndex) && a.lastLogTerm.mayBe(b.lastLogTerm)
    case (.preVoteResponse(let a), .preVoteResponse(let b)): a.voteGranted.mayBe(b.voteGranted)
    case (.appendEntriesRequest(let a), .appendEntriesRequest(let b)):
      a.prevLogIndex.mayBe(b.prevLogIndex) && a.prevLogTerm.mayBe(b.prevLogTerm)
        && a.leaderCommit.mayBe(b.leaderCommit) && a.entries.mayBe(b.entries)
    case (.appendEntriesResponse(let a), .appendEntriesResponse(let b)):
      a.success.mayBe(b.success) && a.matchIndex.mayBe(b.matchIndex)
        && a.conflictIndex.mayBe(b.conflictIndex) && a.conflictTerm.mayBe(b.conflictTerm)
    case (.installSnapshotRequest(let a), .installSnapshotRequest(let b)):
      a.snapshot.mayBe(b.snapshot) && a.isDone.mayBe(b.isDone)
    case (.installSnapshotResponse(let a), .installSnapshotResponse(let b)):
      a.success.mayBe(b.success) && a.matchIndex.mayBe(b.matchIndex)
    case (.timeoutNow, .timeoutNow): true
    case (.readIndexRequest(let a), .readIndexRequest(let b)): a.context.mayBe(b.context)
    case (.readIndexResponse(let a), .readIndexResponse(let b)):
      a.context.mayBe(b.context) && a.readIndex.mayBe(b.readIndex)
    case (.requestVoteRequest, _), (.requestVoteResponse, _), (.preVoteRequest, _), (.preVoteResponse, _),
      (.appendEntriesRequest, _), (.appendEntriesResponse, _), (.installSnapshotRequest, _),
      (.installSnapshotResponse, _), (.timeoutNow, _), (.readIndexRequest, _), (.readIndexResponse, _):
      false
    }
  }
}

extension Snapshot {
  fileprivate func mayBe(_ other: Snapshot) -> Bool {
    lastIncludedIndex == other.lastIncludedIndex && lastIncludedTerm.mayBe(other.lastIncludedTerm)
      && configuration.mayBe(other.configuration) && content.mayBe(other.content)
  }
}

extension EntryBatch {
  fileprivate func mayBe(_ other: EntryBatch) -> Bool {
    guard count.mayBe(other.count) else { return false }
    return entries.allSatisfy { entry in
      guard let theirs = other.entries.first(where: { $0.index == entry.index }) else {
        return !other.isWhole
      }
      return entry.term.mayBe(theirs.term) && entry.payload.mayBe(theirs.payload)
    }
  }
}

extension Observed where Value: Equatable {
  /// Whether two lines may show the same value.
  fileprivate func mayBe(_ other: Observed) -> Bool { !isKnown || !other.isKnown || self == other }
}
