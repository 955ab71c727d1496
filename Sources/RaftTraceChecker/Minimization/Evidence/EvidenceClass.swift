import TraceFormat

/// The kind of a line in the sense in which a complete trace shows all of a kind or none (`Documentation/TraceFormat.md`).
///
/// Each type of message is a kind of its own where it is sent, arrives, is lost or doubled; and all that changes a log is one.
struct EvidenceClass: Hashable {
  private var name: EventName
  private var type: MessageType?

  init(_ kind: EventKind) {
    name = kind.name
    switch kind {
    case .messageReceived(let message) where message.body.bringsEntries:
      (name, type) = (.entriesAppended, nil)
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      type = message.body.type
    case .logTruncated, .snapshotInstalled: name = .entriesAppended
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .entriesAppended, .persisted, .committed, .applied, .snapshotTaken, .configurationProposed,
      .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// Whether a source may leave it out as a whole: everything but starts.
  var isOptional: Bool { name != .start }

  /// Whether it is no step of a server and no cause of one, as what happens to a message on its way, or what a client does.
  var isNoStep: Bool {
    switch name {
    case .stop, .crash, .serverNamed, .messageDropped, .messageDuplicated, .clientCalled, .clientReturned,
      .leaseHeld:
      true
    case .start, .roleChanged, .campaignStarted, .voteGranted, .voteRefused, .preVoteGranted, .preVoteRefused,
      .leaderObserved, .messageSent, .messageReceived, .entriesAppended, .logTruncated, .persisted,
      .committed,
      .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse, .observed:
      false
    }
  }

  /// Whether a source that shows every message shows it.
  var isMessage: Bool {
    switch name {
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended: true
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteGranted, .voteRefused,
      .preVoteGranted, .preVoteRefused, .leaderObserved, .logTruncated, .persisted, .committed, .applied,
      .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      false
    }
  }
}

extension MessageBody {
  fileprivate var bringsEntries: Bool { type == .appendEntriesRequest || type == .installSnapshotRequest }
}
