/// The fields of an event while a reader gathers them, in any order and from any syntax.
///
/// Flat, so that one table of field names serves the native format and every log mapping; `finish()` then makes the typed
/// event, or says which field is missing.
public struct EventDraft: Sendable {
  public var name: EventName?
  public var group: GroupID = TraceSymbols.defaultGroup
  public var server: Observed<ServerID> = .unknown
  public var time: Observed<WallTime> = .unknown
  public var clock: Observed<VectorClock> = .unknown
  public var observation = Observation()

  public var role: Observed<Role> = .unknown
  public var candidate: Observed<ServerID> = .unknown
  public var leader: Observed<ServerID> = .unknown
  public var displayName: Observed<NameID> = .unknown
  public var term: Observed<Term> = .unknown
  public var index: Observed<LogIndex> = .unknown
  public var lastLogIndex: Observed<LogIndex> = .unknown
  public var lastLogTerm: Observed<Term> = .unknown
  public var payload: Observed<PayloadHash> = .unknown
  public var coversTermAndVote: Observed<Bool> = .unknown
  public var configuration: Observed<ConfigurationID> = .unknown
  public var entries = EntryBatch()
  public var message = MessageDraft()
  public var client: Observed<NameID> = .unknown
  public var request: Observed<UInt64> = .unknown
  public var action: Observed<ClientOperation.Action> = .unknown
  public var key: Observed<NameID> = .unknown
  public var outcome: Observed<ClientOperation.Outcome> = .unknown
  public var leaseBegin: Observed<WallTime> = .unknown
  public var leaseEnd: Observed<WallTime> = .unknown

  public init() {}

  /// The typed event at a position.
  ///
  /// - Throws: the field without which the event says nothing.
  public func finish(at position: SourcePosition) throws(MissingField) -> TraceEvent {
    TraceEvent(
      group: group, server: try require(server, "server"), position: position, kind: try kind(),
      observation: observation, time: time, clock: clock)
  }

  private func kind() throws(MissingField) -> EventKind {
    guard let name else { throw MissingField("event") }
    switch name {
    case .start: return .start
    case .stop: return .stop
    case .crash: return .crash
    case .serverNamed: return .serverNamed(try require(displayName, "name"))
    case .roleChanged: return .roleChanged(try require(role, "role"))
    case .campaignStarted: return .campaignStarted
    case .voteGranted: return .voteDecided(try vote(isGranted: true, isPreVote: false))
    case .voteRefused: return .voteDecided(try vote(isGranted: false, isPreVote: false))
    case .preVoteGranted: return .voteDecided(try vote(isGranted: true, isPreVote: true))
    case .preVoteRefused: return .voteDecided(try vote(isGranted: false, isPreVote: true))
    case .leaderObserved: return .leaderObserved(try require(leader, "leader"))
    case .messageSent: return .messageSent(try message.finish())
    case .messageReceived: return .messageReceived(try message.finish())
    case .messageDropped: return .messageDropped(try message.finish())
    case .messageDuplicated: return .messageDuplicated(try message.finish())
    case .entriesAppended: return .entriesAppended(entries)
    case .logTruncated: return .logTruncated(from: try require(index, "index"))
    case .persisted: return .persisted(persistence)
    case .committed: return .committed(CommitAdvance(index: try require(index, "index"), entryTerm: term))
    case .applied: return .applied(LogEntry(index: try require(index, "index"), term: term, payload: payload))
    case .snapshotTaken: return .snapshotTaken(try snapshot())
    case .snapshotInstalled: return .snapshotInstalled(try snapshot())
    case .configurationProposed: return .configurationProposed(try configurationChange())
    case .configurationInUse: return .configurationInUse(try configurationChange())
    case .clientCalled: return .clientCalled(try clientOperation())
    case .clientReturned: return .clientReturned(try clientOperation())
    case .leaseHeld:
      return .leaseHeld(Lease(begin: try require(leaseBegin, "begin"), end: try require(leaseEnd, "end")))
    case .observed: return .observed
    }
  }

  private func vote(isGranted: Bool, isPreVote: Bool) throws(MissingField) -> VoteDecision {
    VoteDecision(
      candidate: try require(candidate, "candidate"), term: term, isGranted: isGranted,
      isPreVote: isPreVote, lastLogIndex: lastLogIndex, lastLogTerm: lastLogTerm)
  }

  private var persistence: Persistence {
    Persistence(coversTermAndVote: coversTermAndVote.value ?? false, lastLogIndex: lastLogIndex)
  }

  private func snapshot() throws(MissingField) -> Snapshot {
    Snapshot(
      lastIncludedIndex: try require(index, "index"), lastIncludedTerm: term,
      configuration: configuration, content: payload)
  }

  private func configurationChange() throws(MissingField) -> ConfigurationChange {
    ConfigurationChange(configuration: try require(configuration, "configuration"), index: index)
  }

  private func clientOperation() throws(MissingField) -> ClientOperation {
    ClientOperation(
      client: try require(client, "client"), request: try require(request, "request"), action: action,
      key: key, value: payload, outcome: outcome, index: index)
  }
}

/// The field of an event that its source did not give and without which the event says nothing.
public struct MissingField: Error, Hashable, Sendable {
  /// The field's name in the native format.
  public let field: String

  init(_ field: StaticString) { self.field = "\(field)" }
}

func require<Value>(_ observed: Observed<Value>, _ field: StaticString) throws(MissingField) -> Value {
  guard let value = observed.value else { throw MissingField(field) }
  return value
}
