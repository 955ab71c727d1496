/// The names of events in the native format and in log mappings, one per kind of event.
///
/// A voter's decision has four names, so that a line reads as what it says.
public enum EventName: String, CaseIterable, Sendable {
  case start
  case stop
  case crash
  case serverNamed
  case roleChanged
  case campaignStarted
  case voteGranted
  case voteRefused
  case preVoteGranted
  case preVoteRefused
  case leaderObserved
  case messageSent
  case messageReceived
  case messageDropped
  case messageDuplicated
  case entriesAppended
  case logTruncated
  case persisted
  case committed
  case applied
  case snapshotTaken
  case snapshotInstalled
  case configurationProposed
  case configurationInUse
  case clientCalled
  case clientReturned
  case leaseHeld
  case observed
}

extension EventKind {
  /// The event's name in the native format.
  public var name: EventName {
    switch self {
    case .start: .start
    case .stop: .stop
    case .crash: .crash
    case .serverNamed: .serverNamed
    case .roleChanged: .roleChanged
    case .campaignStarted: .campaignStarted
    case .voteDecided(let vote): vote.eventName
    case .leaderObserved: .leaderObserved
    case .messageSent: .messageSent
    case .messageReceived: .messageReceived
    case .messageDropped: .messageDropped
    case .messageDuplicated: .messageDuplicated
    case .entriesAppended: .entriesAppended
    case .logTruncated: .logTruncated
    case .persisted: .persisted
    case .committed: .committed
    case .applied: .applied
    case .snapshotTaken: .snapshotTaken
    case .snapshotInstalled: .snapshotInstalled
    case .configurationProposed: .configurationProposed
    case .configurationInUse: .configurationInUse
    case .clientCalled: .clientCalled
    case .clientReturned: .clientReturned
    case .leaseHeld: .leaseHeld
    case .observed: .observed
    }
  }
}

extension VoteDecision {
  fileprivate var eventName: EventName {
    if isPreVote { return isGranted ? .preVoteGranted : .preVoteRefused }
    return isGranted ? .voteGranted : .voteRefused
  }
}
