public import TraceFormat

/// What a picture leaves out is counted by these words.
public enum EventCategory: Int, CaseIterable, Sendable {
  case lifecycle
  case roles
  case votes
  case commits
  case log
  case applied
  case messages
  case configurations
  case clients
  case observations

  /// One event of the category, to follow a 1.
  var singular: String {
    switch self {
    case .lifecycle: "start or crash"
    case .roles: "role change"
    case .votes: "vote"
    case .commits: "commit"
    case .log: "log change"
    case .applied: "applied entry"
    case .messages: "message"
    case .configurations: "configuration"
    case .clients: "client operation"
    case .observations: "observation"
    }
  }

  /// The events of the category, to follow a number: "12 role changes".
  public var plural: String {
    switch self {
    case .lifecycle: "starts and crashes"
    case .roles: "role changes"
    case .votes: "votes"
    case .commits: "commits"
    case .log: "log changes"
    case .applied: "applied entries"
    case .messages: "messages"
    case .configurations: "configurations"
    case .clients: "client operations"
    case .observations: "observations"
    }
  }
}

extension EventKind {
  /// The word under which a picture counts the event when it leaves it out.
  public var category: EventCategory {
    switch self {
    case .start, .stop, .crash: .lifecycle
    case .roleChanged, .campaignStarted, .leaderObserved: .roles
    case .voteDecided: .votes
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: .messages
    case .entriesAppended, .logTruncated, .persisted, .snapshotTaken, .snapshotInstalled: .log
    case .committed: .commits
    case .applied: .applied
    case .configurationProposed, .configurationInUse: .configurations
    case .clientCalled, .clientReturned: .clients
    case .serverNamed, .leaseHeld, .observed: .observations
    }
  }

  /// The message of an event that is one half of a message.
  var message: Message? {
    switch self {
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      message
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      nil
    }
  }
}
