extension EventName {
  /// The fields of its own that an event of this name has, besides `server`, `group`, time and state.
  ///
  /// A mapping that fills another one is refused: the value would be lost without a word.
  func takes(_ field: MappingField.EventField) -> Bool {
    field == .server || field == .group || details.contains(field)
  }

  /// Whether the event carries a message.
  var hasMessage: Bool {
    switch self {
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: true
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteGranted, .voteRefused,
      .preVoteGranted, .preVoteRefused, .leaderObserved, .entriesAppended, .logTruncated, .persisted,
      .committed, .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      false
    }
  }

  private var details: [MappingField.EventField] {
    switch self {
    case .start, .stop, .crash, .campaignStarted, .observed: []
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: []
    case .serverNamed: [.name]
    case .roleChanged: [.role]
    case .voteGranted, .voteRefused, .preVoteGranted, .preVoteRefused:
      [.candidate, .term, .lastLogIndex, .lastLogTerm]
    case .leaderObserved: [.leader]
    case .entriesAppended: [.count]
    case .logTruncated: [.index]
    case .persisted: [.termAndVote, .lastLogIndex]
    case .committed: [.index, .term]
    case .applied: [.index, .term, .payload]
    case .snapshotTaken, .snapshotInstalled: [.index, .term, .payload, .voters, .outgoingVoters, .learners]
    case .configurationProposed, .configurationInUse: [.index, .voters, .outgoingVoters, .learners]
    case .clientCalled, .clientReturned: [.client, .request, .action, .key, .value, .outcome, .index]
    case .leaseHeld: [.begin, .end]
    }
  }
}
