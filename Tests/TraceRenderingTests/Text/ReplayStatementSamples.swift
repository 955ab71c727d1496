import RaftTraceChecker
import TraceFormat

extension StatementSample {
  /// What a replay says of the line that it refutes, and of those that led there.
  static let replay = states + messages

  private static let states = [
    Self(.roleIs(.leader, .known(Term(4))), "n2 is leader in term 4"),
    Self(.roleIs(.preCandidate, .unknown), "n2 is pre-candidate"),
    Self(.votedForIs(Cast.n3, .known(Term(4))), "n2's vote in term 4 is for n3"),
    Self(.votedForIs(Cast.n2, .unknown), "n2's vote is for itself"),
    Self(.votedForIs(nil, .known(Term(4))), "n2's vote in term 4 is for nobody"),
    Self(.commitIs(LogIndex(7)), "n2's commit index is 7"),
    Self(.tookSnapshot(snapshot), "n2 takes a snapshot through entry 7 (term 3)"),
    Self(.installedSnapshot(snapshot), "n2 installs a snapshot through entry 7 (term 3)"),
    Self(.configurationIs(ConfigurationID(0)), "n2's configuration is n1, n2 and n3"),
    Self(
      .configurationIs(ConfigurationID(1)), "n2's configuration is n1 joint with n1 and n2, with learner n3"),
    Self(.stopped, "n2 stops"),
    Self(.hearsAcknowledgement(from: Cast.n3, LogIndex(7)), "n2 hears n3 acknowledge entries through 7"),
  ]

  private static let messages = [
    Self(
      .received(
        message(
          .appendEntriesRequest(
            AppendEntriesRequest(
              prevLogIndex: .known(LogIndex(5)), prevLogTerm: .known(Term(3)), entries: EntryBatch(count: 2),
              leaderCommit: .known(LogIndex(4)))))),
      "n2 receives n1's AppendEntries of term 4: 2 entries after entry 5 (term 3), leaderCommit 4"),
    Self(
      .sent(
        message(
          from: Cast.n2, to: Cast.n1,
          .appendEntriesRequest(
            AppendEntriesRequest(
              prevLogIndex: .known(.zero), prevLogTerm: .known(.zero),
              entries: EntryBatch([Cast.entry(1, 4, payload: 0xab)]))))),
      "n2 sends n1 AppendEntries of term 4: entry 1 (term 4)"),
    Self(
      .received(message(.appendEntriesRequest(AppendEntriesRequest(entries: EntryBatch(count: 0))))),
      "n2 receives n1's AppendEntries of term 4: no entries"),
    Self(
      .received(message(.appendEntriesRequest(AppendEntriesRequest()))),
      "n2 receives n1's AppendEntries of term 4: entries"),
    Self(
      .received(
        message(
          .requestVoteRequest(
            RequestVoteRequest(lastLogIndex: .known(LogIndex(7)), lastLogTerm: .known(Term(3)))))),
      "n2 receives n1's RequestVote of term 4: its log ends at entry 7 (term 3)"),
    Self(
      .sent(
        Message(
          source: Cast.n2, destination: .unknown, term: .unknown,
          body: .requestVoteRequest(RequestVoteRequest()))), "n2 sends RequestVote"),
    Self(
      .sent(message(from: Cast.n2, to: Cast.n1, .requestVoteResponse(response(true)))),
      "n2 sends n1 an answer to RequestVote of term 4: vote granted"),
    Self(
      .received(message(.requestVoteResponse(response(false)))),
      "n2 receives n1's answer to RequestVote of term 4: no vote"),
    Self(
      .received(message(from: Cast.n2, .preVoteRequest(PreVoteRequest()))),
      "n2 receives its own PreVote of term 4"),
    Self(
      .received(message(.preVoteResponse(PreVoteResponse(voteGranted: .known(true))))),
      "n2 receives n1's answer to PreVote of term 4: granted"),
    Self(
      .received(
        message(
          .appendEntriesResponse(
            AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(7)))))),
      "n2 receives n1's answer to AppendEntries of term 4: success, matchIndex 7"),
    Self(
      .received(message(.appendEntriesResponse(AppendEntriesResponse(success: .known(false))))),
      "n2 receives n1's answer to AppendEntries of term 4: refused"),
    Self(
      .received(message(.installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot)))),
      "n2 receives n1's InstallSnapshot of term 4: through entry 7 (term 3)"),
    Self(
      .received(
        message(.installSnapshotResponse(InstallSnapshotResponse(matchIndex: .known(LogIndex(7)))))),
      "n2 receives n1's answer to InstallSnapshot of term 4: matchIndex 7"),
    Self(.received(message(.timeoutNow)), "n2 receives n1's TimeoutNow of term 4"),
    Self(
      .received(message(.readIndexRequest(ReadIndexRequest()))), "n2 receives n1's ReadIndex of term 4"),
    Self(
      .received(message(.readIndexResponse(ReadIndexResponse(readIndex: .known(LogIndex(7)))))),
      "n2 receives n1's answer to ReadIndex of term 4: readIndex 7"),
  ]

  private static let snapshot = Snapshot(
    lastIncludedIndex: LogIndex(7), lastIncludedTerm: .known(Term(3)))

  private static func response(_ isGranted: Bool) -> RequestVoteResponse {
    RequestVoteResponse(voteGranted: .known(isGranted))
  }

  private static func message(
    from source: ServerID = Cast.n1, to destination: ServerID = Cast.n2, _ body: MessageBody
  ) -> Message {
    Message(source: source, destination: .known(destination), term: .known(Term(4)), body: body)
  }
}
