import TraceFormat

/// What an event is, without its values: its name, and of a message which RPC.
struct EventShape: Hashable, Sendable {
  let name: EventName
  let message: MessageType?

  init(_ kind: EventKind) {
    name = kind.name
    message =
      switch kind {
      case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
        .messageDuplicated(let message):
        message.body.type
      case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
        .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
        .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
        nil
      }
  }

  /// The kind with values that are still to be filled in.
  var blankKind: EventKind {
    let server = ServerID(0)
    let snapshot = Snapshot(lastIncludedIndex: .zero)
    let change = ConfigurationChange(configuration: ConfigurationID(0))
    let operation = ClientOperation(client: NameID(0), request: 0)
    let time = WallTime(nanoseconds: 0)
    return switch name {
    case .start: .start
    case .stop: .stop
    case .crash: .crash
    case .serverNamed: .serverNamed(NameID(0))
    case .roleChanged: .roleChanged(.follower)
    case .campaignStarted: .campaignStarted
    case .voteGranted: .voteDecided(VoteDecision(candidate: server, term: .unknown, isGranted: true))
    case .voteRefused: .voteDecided(VoteDecision(candidate: server, term: .unknown, isGranted: false))
    case .preVoteGranted:
      .voteDecided(VoteDecision(candidate: server, term: .unknown, isGranted: true, isPreVote: true))
    case .preVoteRefused:
      .voteDecided(VoteDecision(candidate: server, term: .unknown, isGranted: false, isPreVote: true))
    case .leaderObserved: .leaderObserved(server)
    case .messageSent: .messageSent(blankMessage)
    case .messageReceived: .messageReceived(blankMessage)
    case .messageDropped: .messageDropped(blankMessage)
    case .messageDuplicated: .messageDuplicated(blankMessage)
    case .entriesAppended: .entriesAppended(EntryBatch())
    case .logTruncated: .logTruncated(from: .zero)
    case .persisted: .persisted(Persistence(coversTermAndVote: false))
    case .committed: .committed(CommitAdvance(index: .zero))
    case .applied: .applied(LogEntry(index: .zero, term: .unknown))
    case .snapshotTaken: .snapshotTaken(snapshot)
    case .snapshotInstalled: .snapshotInstalled(snapshot)
    case .configurationProposed: .configurationProposed(change)
    case .configurationInUse: .configurationInUse(change)
    case .clientCalled: .clientCalled(operation)
    case .clientReturned: .clientReturned(operation)
    case .leaseHeld: .leaseHeld(Lease(begin: time, end: time))
    case .observed: .observed
    }
  }

  private var blankMessage: Message {
    let body: MessageBody =
      switch message ?? .timeoutNow {
      case .requestVoteRequest: .requestVoteRequest(RequestVoteRequest())
      case .requestVoteResponse: .requestVoteResponse(RequestVoteResponse())
      case .preVoteRequest: .preVoteRequest(PreVoteRequest())
      case .preVoteResponse: .preVoteResponse(PreVoteResponse())
      case .appendEntriesRequest: .appendEntriesRequest(AppendEntriesRequest())
      case .appendEntriesResponse: .appendEntriesResponse(AppendEntriesResponse())
      case .installSnapshotRequest:
        .installSnapshotRequest(InstallSnapshotRequest(snapshot: Snapshot(lastIncludedIndex: .zero)))
      case .installSnapshotResponse: .installSnapshotResponse(InstallSnapshotResponse())
      case .timeoutNow: .timeoutNow
      case .readIndexRequest: .readIndexRequest(ReadIndexRequest())
      case .readIndexResponse: .readIndexResponse(ReadIndexResponse())
      }
    return Message(source: ServerID(0), destination: .unknown, term: .unknown, body: body)
  }

  /// The shape as a number; equal numbers are equal shapes.
  var code: UInt16 {
    Self.nameCodes[name, default: 0] << 8 | (message.flatMap { Self.messageCodes[$0] } ?? 0xff)
  }

  init(code: UInt16) {
    name = EventName.allCases[Int(code >> 8)]
    message = code & 0xff == 0xff ? nil : MessageType.allCases[Int(code & 0xff)]
  }

  private static let nameCodes = Dictionary(
    uniqueKeysWithValues: EventName.allCases.enumerated().map { ($1, UInt16($0)) })
  private static let messageCodes = Dictionary(
    uniqueKeysWithValues: MessageType.allCases.enumerated().map { ($1, UInt16($0)) })
}
