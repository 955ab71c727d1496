import TraceFormat

extension EventName {
  /// The other decision on the same request: a source that shows the one can show the other.
  var counterpart: EventName? {
    switch self {
    case .voteGranted: .voteRefused
    case .voteRefused: .voteGranted
    case .preVoteGranted: .preVoteRefused
    case .preVoteRefused: .preVoteGranted
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .messageSent,
      .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated, .persisted,
      .committed, .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      nil
    }
  }

  /// Whether a side shows neither such an event nor its counterpart.
  func isAbsent(from counts: [EventName: Int]) -> Bool {
    counts[self] == nil && counterpart.flatMap { counts[$0] } == nil
  }
}
