/// One message between two servers, with as many of its fields as the trace shows.
///
/// Raft Figure 2, Figure 13; dissertation §3.10 (TimeoutNow), §6.4 (ReadIndex), §9.6 (PreVote).
public struct Message: Hashable, Sendable {
  public var source: ServerID
  public var destination: Observed<ServerID>
  /// The term that the message carries; of a PreVote request the term that the sender would campaign in.
  public var term: Observed<Term>
  public var body: MessageBody

  public init(
    source: ServerID, destination: Observed<ServerID>, term: Observed<Term>, body: MessageBody
  ) {
    self.source = source
    self.destination = destination
    self.term = term
    self.body = body
  }
}

/// What a message says, one struct per RPC.
public enum MessageBody: Hashable, Sendable {
  case requestVoteRequest(RequestVoteRequest)
  case requestVoteResponse(RequestVoteResponse)
  case preVoteRequest(PreVoteRequest)
  case preVoteResponse(PreVoteResponse)
  case appendEntriesRequest(AppendEntriesRequest)
  case appendEntriesResponse(AppendEntriesResponse)
  case installSnapshotRequest(InstallSnapshotRequest)
  case installSnapshotResponse(InstallSnapshotResponse)
  case timeoutNow
  case readIndexRequest(ReadIndexRequest)
  case readIndexResponse(ReadIndexResponse)
}
