import TraceFormat

/// How much a picture would lose without an event; the first case matters most.
enum Significance: Int, CaseIterable {
  /// The line proves part of a violation.
  case witness
  /// An election step of a witness's server in a witness's term.
  case nearWitness
  case leadership
  case lifecycle
  case vote
  case role
  case commit
  case message
  case other

  init(of event: TraceEvent, term: Observed<Term>, in context: WitnessContext, for picture: PictureKind) {
    if context.number(of: event.position) != nil {
      self = .witness
    } else if context.isNear(event, term: term) {
      self = .nearWitness
    } else {
      self.init(of: event.kind, for: picture)
    }
  }

  private init(of kind: EventKind, for picture: PictureKind) {
    switch kind {
    case .roleChanged(.leader): self = .leadership
    case .start, .stop, .crash: self = .lifecycle
    case .voteDecided: self = .vote
    case .roleChanged, .campaignStarted: self = .role
    case .committed, .logTruncated, .snapshotInstalled: self = .commit
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      self = picture == .sequenceDiagram ? Self(ofDrawn: message.body) : .message
    case .serverNamed, .leaderObserved, .entriesAppended, .persisted, .applied, .snapshotTaken,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      self = .other
    }
  }

  /// A sequence diagram shows messages for their own sake, so those that decide something count as their effect does.
  private init(ofDrawn body: MessageBody) {
    switch body {
    case .requestVoteRequest, .requestVoteResponse, .timeoutNow: self = .vote
    case .preVoteRequest, .preVoteResponse: self = .role
    case .appendEntriesRequest(let request):
      self = request.entries.count == .known(0) ? .message : .commit
    case .installSnapshotRequest, .installSnapshotResponse: self = .commit
    case .appendEntriesResponse, .readIndexRequest, .readIndexResponse: self = .message
    }
  }
}
