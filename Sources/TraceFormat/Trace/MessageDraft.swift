/// The fields of a message while a reader gathers them.
public struct MessageDraft: Sendable {
  public var type: MessageType?
  public var source: Observed<ServerID> = .unknown
  public var destination: Observed<ServerID> = .unknown
  public var term: Observed<Term> = .unknown
  public var lastLogIndex: Observed<LogIndex> = .unknown
  public var lastLogTerm: Observed<Term> = .unknown
  public var isLeadershipTransfer: Observed<Bool> = .unknown
  public var voteGranted: Observed<Bool> = .unknown
  public var prevLogIndex: Observed<LogIndex> = .unknown
  public var prevLogTerm: Observed<Term> = .unknown
  public var entries = EntryBatch()
  public var leaderCommit: Observed<LogIndex> = .unknown
  public var success: Observed<Bool> = .unknown
  public var matchIndex: Observed<LogIndex> = .unknown
  public var conflictIndex: Observed<LogIndex> = .unknown
  public var conflictTerm: Observed<Term> = .unknown
  public var lastIncludedIndex: Observed<LogIndex> = .unknown
  public var lastIncludedTerm: Observed<Term> = .unknown
  public var configuration: Observed<ConfigurationID> = .unknown
  public var content: Observed<PayloadHash> = .unknown
  public var isDone: Observed<Bool> = .unknown
  public var context: Observed<PayloadHash> = .unknown
  public var readIndex: Observed<LogIndex> = .unknown

  public init() {}

  /// The typed message.
  ///
  /// - Throws: the field without which the message says nothing.
  public func finish() throws(MissingField) -> Message {
    Message(source: try require(source, "from"), destination: destination, term: term, body: try body())
  }

  private func body() throws(MissingField) -> MessageBody {
    guard let type else { throw MissingField("type") }
    switch type {
    case .requestVoteRequest:
      return .requestVoteRequest(
        RequestVoteRequest(
          lastLogIndex: lastLogIndex, lastLogTerm: lastLogTerm, isLeadershipTransfer: isLeadershipTransfer))
    case .requestVoteResponse: return .requestVoteResponse(RequestVoteResponse(voteGranted: voteGranted))
    case .preVoteRequest:
      return .preVoteRequest(PreVoteRequest(lastLogIndex: lastLogIndex, lastLogTerm: lastLogTerm))
    case .preVoteResponse: return .preVoteResponse(PreVoteResponse(voteGranted: voteGranted))
    case .appendEntriesRequest:
      return .appendEntriesRequest(
        AppendEntriesRequest(
          prevLogIndex: prevLogIndex, prevLogTerm: prevLogTerm, entries: entries, leaderCommit: leaderCommit))
    case .appendEntriesResponse:
      return .appendEntriesResponse(
        AppendEntriesResponse(
          success: success, matchIndex: matchIndex, conflictIndex: conflictIndex, conflictTerm: conflictTerm))
    case .installSnapshotRequest:
      return .installSnapshotRequest(InstallSnapshotRequest(snapshot: try snapshot(), isDone: isDone))
    case .installSnapshotResponse:
      return .installSnapshotResponse(InstallSnapshotResponse(success: success, matchIndex: matchIndex))
    case .timeoutNow: return .timeoutNow
    case .readIndexRequest: return .readIndexRequest(ReadIndexRequest(context: context))
    case .readIndexResponse:
      return .readIndexResponse(ReadIndexResponse(context: context, readIndex: readIndex))
    }
  }

  private func snapshot() throws(MissingField) -> Snapshot {
    Snapshot(
      lastIncludedIndex: try require(lastIncludedIndex, "lastIncludedIndex"),
      lastIncludedTerm: lastIncludedTerm, configuration: configuration, content: content)
  }
}
