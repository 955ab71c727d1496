/// What happened at a server, in one vocabulary for every source.
///
/// Closed on purpose: a new kind must break the build wherever it matters.
public enum EventKind: Hashable, Sendable {
  /// A process begins; the observation shows the durable state it recovered. A new incarnation.
  case start
  /// A process ends in good order.
  case stop
  /// A process ends without warning.
  case crash
  /// The server's name for people, as interned in `TraceSymbols.names`.
  case serverNamed(NameID)

  case roleChanged(Role)
  /// The election timer fired, or TimeoutNow arrived: the server begins to campaign.
  case campaignStarted
  /// A voter decides on a candidate's request.
  case voteDecided(VoteDecision)
  /// The server learns who leads its current term.
  case leaderObserved(ServerID)

  case messageSent(Message)
  case messageReceived(Message)
  case messageDropped(Message)
  case messageDuplicated(Message)

  case entriesAppended(EntryBatch)
  /// The log loses the entries from this index on.
  case logTruncated(from: LogIndex)
  /// A write reached stable storage.
  case persisted(Persistence)
  case committed(CommitAdvance)
  case applied(LogEntry)

  case snapshotTaken(Snapshot)
  case snapshotInstalled(Snapshot)

  case configurationProposed(ConfigurationChange)
  case configurationInUse(ConfigurationChange)

  case clientCalled(ClientOperation)
  case clientReturned(ClientOperation)
  case leaseHeld(Lease)

  /// Nothing happened but an observation, as of a poll or a dump.
  case observed
}
