import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: messages")
struct CCFMessageTests {
  private func read(_ function: String, _ packet: String, view: Int = 3) throws -> (Message, Observation) {
    let peer =
      function.hasPrefix("recv")
      ? CCFFixtureLine.from("1") : CCFFixtureLine.from("0") + CCFFixtureLine.to("1")
    let line = CCFFixtureLine(function, "0", view: view, last: 8, role: "Leader", more: packet + peer)
    let reading = CCFReading([line])
    #expect(reading.errors.isEmpty)
    let event = try #require(reading.events.last)
    let message: Message
    switch event.kind {
    case .messageSent(let sent): message = sent
    case .messageDropped(let dropped): message = dropped
    case .messageReceived(let received):
      #expect(received.source == reading.server("1"))
      #expect(received.destination == .known(reading.server("0")))
      return (received, event.observation)
    default: throw ReadingError(file: "ccf.ndjson", kind: .emptyInput)
    }
    #expect(message.source == reading.server("0"))
    #expect(message.destination == .known(reading.server("1")))
    return (message, event.observation)
  }

  @Test(
    "A request for entries names what precedes them, their number and the leader's commit index",
    arguments: [
      ("send_append_entries", Observation.Moment.after), ("recv_append_entries", .before),
      ("drop_pending_to", .after),
    ])
  func append(function: String, moment: Observation.Moment) throws {
    let (message, shown) = try read(
      function, CCFFixtureLine.append((2, 4), (2, 6), term: 3, commit: 5))
    let entries = [5, 6].map { LogEntry(index: LogIndex($0), term: .known(Term(2))) }
    #expect(message.term == .known(Term(3)))
    #expect(
      message.body
        == .appendEntriesRequest(
          AppendEntriesRequest(
            prevLogIndex: .known(LogIndex(4)), prevLogTerm: .known(Term(2)), entries: EntryBatch(entries),
            leaderCommit: .known(LogIndex(5)))))
    #expect(shown.moment == moment)
  }

  @Test("A heartbeat brings no entries; a previous entry that the leader does not have has no term")
  func heartbeat() throws {
    let (message, _) = try read("send_append_entries", CCFFixtureLine.append((0, 9), (2, 8)))
    #expect(
      message.body
        == .appendEntriesRequest(
          AppendEntriesRequest(
            prevLogIndex: .known(LogIndex(9)), prevLogTerm: .unknown, entries: EntryBatch(count: 0),
            leaderCommit: .known(LogIndex(2)))))
  }

  @Test("A yes acknowledges an index, a no tells where the logs may agree, in the term of that entry")
  func answers() throws {
    let (yes, _) = try read("recv_append_entries_response", CCFFixtureLine.answer(true, 6, term: 3))
    #expect(
      yes.body
        == .appendEntriesResponse(
          AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(6)))))
    let (no, shown) = try read("send_append_entries_response", CCFFixtureLine.answer(false, 6, term: 2))
    #expect(no.term == .known(Term(2)))
    #expect(shown.currentTerm == .known(Term(3)))
    #expect(
      no.body
        == .appendEntriesResponse(
          AppendEntriesResponse(success: .known(false), conflictIndex: .known(LogIndex(6)))))
  }

  @Test("A request for a vote shows the last committable entry")
  func votes() throws {
    let (request, _) = try read("send_request_vote", CCFFixtureLine.voteRequest((2, 6), term: 3))
    #expect(
      request.body
        == .requestVoteRequest(
          RequestVoteRequest(lastLogIndex: .known(LogIndex(6)), lastLogTerm: .known(Term(2)))))
    let (vote, _) = try read("recv_request_vote_response", CCFFixtureLine.vote(true, term: 3))
    #expect(vote.body == .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
    let (sent, _) = try read("send_request_vote_response", CCFFixtureLine.vote(false, term: 3))
    #expect(sent.body == .requestVoteResponse(RequestVoteResponse(voteGranted: .known(false))))
  }

  @Test(
    "A pre-vote is asked for in the next term, in the words of either version",
    arguments: [
      ("raft_request_vote", "raft_request_vote_response", true),
      ("raft_request_pre_vote", "raft_request_pre_vote_response", false),
    ])
  func preVotes(requestType: String, responseType: String, isMarked: Bool) throws {
    let (request, _) = try read(
      "recv_request_vote",
      CCFFixtureLine.voteRequest((2, 6), term: 3, type: requestType, isPreVote: isMarked))
    #expect(request.term == .known(Term(4)))
    #expect(
      request.body
        == .preVoteRequest(PreVoteRequest(lastLogIndex: .known(LogIndex(6)), lastLogTerm: .known(Term(2)))))
    let (vote, _) = try read(
      "recv_request_vote_response",
      CCFFixtureLine.vote(true, term: 3, type: responseType, isPreVote: isMarked))
    #expect(vote.term == .known(Term(3)))
    #expect(vote.body == .preVoteResponse(PreVoteResponse(voteGranted: .known(true))))
  }

  @Test("The message that makes a successor campaign is TimeoutNow")
  func nomination() throws {
    let packet = #","packet":{"msg":"raft_propose_request_vote","term":3}"#
    let (message, shown) = try read("recv_propose_request_vote", packet)
    #expect(message.body == .timeoutNow)
    #expect(message.term == .known(Term(3)))
    #expect(shown.moment == .before)
  }

  @Test("A message of another version is an observation")
  func other() throws {
    let packet = #","packet":{"msg":"raft_gossip","term":3}"# + CCFFixtureLine.from("1")
    let reading = CCFReading([CCFFixtureLine("recv_request_vote", "0", more: packet)])
    #expect(reading.errors.isEmpty)
    #expect(reading.kinds == [.observed])
  }
}
