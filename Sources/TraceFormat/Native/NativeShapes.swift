/// The keys that a native event of one name may have.
struct EventShape: Sendable {
  let name: EventName
  let keys: KeySet<EventKey>
  /// The keys that not every event may have.
  let details: KeySet<EventKey>

  init(_ name: EventName) {
    self.name = name
    details = Self.details(name)
    keys = Self.common.union(details)
  }

  private static let common: KeySet<EventKey> = [
    .event, .server, .group, .before, .after, .clock, .time, .at,
  ]

  private static func details(_ name: EventName) -> KeySet<EventKey> {
    switch name {
    case .start, .stop, .crash, .campaignStarted, .observed: []
    case .serverNamed: [.name]
    case .roleChanged: [.role]
    case .voteGranted, .voteRefused, .preVoteGranted, .preVoteRefused:
      [.candidate, .term, .lastLogIndex, .lastLogTerm]
    case .leaderObserved: [.leader]
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: [.message]
    case .entriesAppended: [.entries, .count, .isPartial]
    case .logTruncated: [.index]
    case .persisted: [.termAndVote, .lastLogIndex]
    case .committed: [.index, .term]
    case .applied: [.index, .term, .payload]
    case .snapshotTaken, .snapshotInstalled: [.index, .term, .configuration, .payload]
    case .configurationProposed, .configurationInUse: [.configuration, .index]
    case .clientCalled, .clientReturned: [.client, .request, .action, .key, .value, .outcome, .index]
    case .leaseHeld: [.begin, .end]
    }
  }
}

/// The keys that a native message of one type may have.
struct MessageShape: Sendable {
  let type: MessageType
  let keys: KeySet<MessageKey>
  /// The keys that not every message may have.
  let details: KeySet<MessageKey>

  init(_ type: MessageType) {
    self.type = type
    details = Self.details(type)
    keys = Self.common.union(details)
  }

  private static let common: KeySet<MessageKey> = [.type, .from, .to, .term]

  private static func details(_ type: MessageType) -> KeySet<MessageKey> {
    switch type {
    case .requestVoteRequest: [.lastLogIndex, .lastLogTerm, .isLeadershipTransfer]
    case .preVoteRequest: [.lastLogIndex, .lastLogTerm]
    case .requestVoteResponse, .preVoteResponse: [.voteGranted]
    case .appendEntriesRequest: [.prevLogIndex, .prevLogTerm, .entries, .count, .isPartial, .leaderCommit]
    case .appendEntriesResponse: [.success, .matchIndex, .conflictIndex, .conflictTerm]
    case .installSnapshotRequest: [.lastIncludedIndex, .lastIncludedTerm, .configuration, .content, .isDone]
    case .installSnapshotResponse: [.success, .matchIndex]
    case .timeoutNow: []
    case .readIndexRequest: [.context]
    case .readIndexResponse: [.context, .readIndex]
    }
  }
}
