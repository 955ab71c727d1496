/// The fields of a message as they were written; each type has its own.
struct CCFPacket: Equatable {
  var type: CCFMessageType = .other
  var isPreVote = false
  var term: Observed<Term> = .unknown
  /// The last entry that is sent, with its term.
  var index: Observed<LogIndex> = .unknown
  var termOfIndex: Observed<Term> = .unknown
  var previousIndex: Observed<LogIndex> = .unknown
  var previousTerm: Observed<Term> = .unknown
  var leaderCommit: Observed<LogIndex> = .unknown
  /// What is acknowledged, or in a refusal where the logs may agree.
  var lastLogIndex: Observed<LogIndex> = .unknown
  var isSuccess: Observed<Bool> = .unknown
  var lastCommittableIndex: Observed<LogIndex> = .unknown
  var lastCommittableTerm: Observed<Term> = .unknown
  var isVoteGranted: Observed<Bool> = .unknown

  /// The message in Raft's words; nil for types of other versions.
  ///
  /// - Parameter entries: what a request brings, as far as it is known.
  func message(from source: ServerID, to destination: ServerID?, entries: EntryBatch) -> Message? {
    guard let body = body(entries) else { return nil }
    return Message(source: source, destination: Observed(destination), term: messageTerm, body: body)
  }

  /// The number of entries; none where the last one is not behind the previous one.
  var count: Observed<UInt64> {
    guard let last = index.value, let previous = previousIndex.value else { return .unknown }
    return .known(last > previous ? last.rawValue - previous.rawValue : 0)
  }

  /// A pre-vote is asked for in the term behind the one that CCF writes.
  private var messageTerm: Observed<Term> {
    guard isRequestForPreVote, let term = term.value, term.rawValue < .max else { return term }
    return .known(Term(term.rawValue + 1))
  }

  private var isRequestForPreVote: Bool {
    switch type {
    case .requestPreVote: true
    case .requestVote: isPreVote
    case .appendEntries, .appendEntriesResponse, .requestVoteResponse, .requestPreVoteResponse,
      .proposeRequestVote, .other:
      false
    }
  }

  private func body(_ entries: EntryBatch) -> MessageBody? {
    switch type {
    case .appendEntries: .appendEntriesRequest(request(entries))
    case .appendEntriesResponse: .appendEntriesResponse(acknowledgement)
    case .requestVote where !isPreVote:
      .requestVoteRequest(
        RequestVoteRequest(lastLogIndex: lastCommittableIndex, lastLogTerm: lastCommittableTerm))
    case .requestVote, .requestPreVote:
      .preVoteRequest(PreVoteRequest(lastLogIndex: lastCommittableIndex, lastLogTerm: lastCommittableTerm))
    case .requestVoteResponse where !isPreVote:
      .requestVoteResponse(RequestVoteResponse(voteGranted: isVoteGranted))
    case .requestVoteResponse, .requestPreVoteResponse:
      .preVoteResponse(PreVoteResponse(voteGranted: isVoteGranted))
    case .proposeRequestVote: .timeoutNow
    case .other: nil
    }
  }

  /// The term 0 of a previous entry says that the leader has none there.
  private func request(_ entries: EntryBatch) -> AppendEntriesRequest {
    let isMissing = previousTerm == .known(.zero) && previousIndex != .known(.zero)
    return AppendEntriesRequest(
      prevLogIndex: previousIndex, prevLogTerm: isMissing ? .unknown : previousTerm, entries: entries,
      leaderCommit: leaderCommit)
  }

  private var acknowledgement: AppendEntriesResponse {
    guard let isSuccess = isSuccess.value else { return AppendEntriesResponse() }
    if isSuccess { return AppendEntriesResponse(success: .known(true), matchIndex: lastLogIndex) }
    return AppendEntriesResponse(success: .known(false), conflictIndex: lastLogIndex)
  }
}
