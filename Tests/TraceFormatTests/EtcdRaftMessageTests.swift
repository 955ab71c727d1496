import Testing
import TraceFormat

@Suite("etcd's raft library: messages")
struct EtcdRaftMessageTests {
  private static let states = [("Send", Observation.Moment.after), ("Receive", .before)]

  private func read(_ name: String, _ message: String, nid: String = "1") throws -> (
    TraceEvent, EtcdRaftReading
  ) {
    let line = EtcdRaftFixtureLine(
      name: name, nid: nid, vote: "1", commit: "4", role: "StateLeader", log: "6", more: message)
    let reading = EtcdRaftReading([line])
    #expect(reading.errors.isEmpty)
    return (try #require(reading.events.last), reading)
  }

  @Test(
    "MsgApp carries the preceding entry, the number of entries and the leader's commit index",
    arguments: states)
  func append(direction: String, moment: Observation.Moment) throws {
    let message = EtcdRaftFixtureLine.message(
      "MsgApp", from: "1", to: "2", entries: "2", logTerm: "3", index: "4", commit: "5")
    let (event, reading) = try read(direction + "AppendEntriesRequest", message)
    let request = AppendEntriesRequest(
      prevLogIndex: .known(LogIndex(4)), prevLogTerm: .known(Term(3)), entries: EntryBatch(count: 2),
      leaderCommit: .known(LogIndex(5)))
    let expected = Message(
      source: reading.server("1"), destination: .known(reading.server("2")), term: .known(Term(1)),
      body: .appendEntriesRequest(request))
    #expect(event.kind == (direction == "Send" ? .messageSent(expected) : .messageReceived(expected)))
    #expect(event.observation.moment == moment)
    #expect(event.observation.lastLogIndex == .known(LogIndex(6)))
    #expect(event.observation.commitIndex == .known(LogIndex(4)))
    #expect(event.observation.votedFor == .known(reading.server("1")))
    #expect(event.time == .known(WallTime(nanoseconds: 7_500_000_000)))
  }

  @Test("MsgHeartbeat has no entries and names none before them")
  func heartbeat() throws {
    let message = EtcdRaftFixtureLine.message("MsgHeartbeat", from: "1", to: "2", commit: "5")
    let (event, _) = try read("SendAppendEntriesRequest", message)
    let request = AppendEntriesRequest(
      prevLogIndex: .known(.zero), prevLogTerm: .known(.zero), entries: EntryBatch(count: 0),
      leaderCommit: .known(LogIndex(5)))
    #expect(body(of: event) == .appendEntriesRequest(request))
  }

  @Test(
    "MsgSnap tells the snapshot's index as its number of entries, and no term",
    arguments: ["AppendEntriesRequest", "Snapshot"])
  func snapshot(name: String) throws {
    let message = EtcdRaftFixtureLine.message("MsgSnap", from: "1", to: "2", entries: "18")
    let (event, _) = try read("Receive" + name, message)
    let request = InstallSnapshotRequest(
      snapshot: Snapshot(lastIncludedIndex: LogIndex(18)), isDone: .known(true))
    #expect(body(of: event) == .installSnapshotRequest(request))
  }

  @Test("An accepting MsgAppResp acknowledges its index")
  func acceptance() throws {
    let message = EtcdRaftFixtureLine.message("MsgAppResp", from: "2", to: "1", index: "6")
    let (event, _) = try read("ReceiveAppendEntriesResponse", message)
    let response = AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(6)))
    #expect(body(of: event) == .appendEntriesResponse(response))
  }

  @Test(
    "A rejecting MsgAppResp hints at an index, and at its term where it was looked up",
    arguments: [("2", 2 as UInt64?), ("0", nil)])
  func rejection(logTerm: String, conflictTerm: UInt64?) throws {
    let message = EtcdRaftFixtureLine.message(
      "MsgAppResp", from: "2", to: "1", logTerm: logTerm, index: "6", reject: true, rejectHint: "3")
    let (event, _) = try read("ReceiveAppendEntriesResponse", message)
    let response = AppendEntriesResponse(
      success: .known(false), conflictIndex: .known(LogIndex(3)),
      conflictTerm: Observed(conflictTerm.map { Term($0) }))
    #expect(body(of: event) == .appendEntriesResponse(response))
  }

  @Test(
    "Answers to heartbeats and to leaders of earlier terms acknowledge nothing",
    arguments: ["MsgHeartbeatResp", "MsgAppResp"])
  func emptyAnswer(type: String) throws {
    let (event, _) = try read(
      "ReceiveAppendEntriesResponse", EtcdRaftFixtureLine.message(type, from: "2", to: "1"))
    #expect(
      body(of: event) == .appendEntriesResponse(AppendEntriesResponse(matchIndex: .known(.zero))))
  }

  @Test("MsgVote tells the end of the candidate's log")
  func voteRequest() throws {
    let message = EtcdRaftFixtureLine.message("MsgVote", from: "1", to: "2", logTerm: "3", index: "6")
    let (event, _) = try read("SendRequestVoteRequest", message)
    let request = RequestVoteRequest(lastLogIndex: .known(LogIndex(6)), lastLogTerm: .known(Term(3)))
    #expect(body(of: event) == .requestVoteRequest(request))
    #expect(event.observation.moment == .after)
  }

  @Test("MsgVoteResp is logged before the vote is stored", arguments: [true, false])
  func voteResponse(isGranted: Bool) throws {
    let message = EtcdRaftFixtureLine.message("MsgVoteResp", from: "1", to: "2", reject: !isGranted)
    let (event, _) = try read("SendRequestVoteResponse", message)
    #expect(body(of: event) == .requestVoteResponse(RequestVoteResponse(voteGranted: .known(isGranted))))
    #expect(event.observation.moment == .before)
  }

  @Test("A candidate's answer to itself is its own vote, and no message")
  func ownVote() throws {
    let message = EtcdRaftFixtureLine.message("MsgVoteResp", from: "1", to: "1")
    let (sent, reading) = try read("SendRequestVoteResponse", message)
    let vote = VoteDecision(
      candidate: reading.server("1"), term: .known(Term(1)), isGranted: true,
      lastLogIndex: .known(LogIndex(6)))
    #expect(sent.kind == .voteDecided(vote))
    #expect(try read("ReceiveRequestVoteResponse", message).0.kind == .observed)
  }

  @Test("A leader's answer to itself is its own append, and no message", arguments: ["Send", "Receive"])
  func ownAppend(direction: String) throws {
    let message = EtcdRaftFixtureLine.message("MsgAppResp", from: "1", to: "1", index: "6")
    #expect(try read(direction + "AppendEntriesResponse", message).0.kind == .observed)
  }

  @Test("Of a type that the library does not trace today only the state is taken")
  func unlistedType() throws {
    let message = EtcdRaftFixtureLine.message("MsgProp", from: "2", to: "1")
    let (event, _) = try read("ReceiveAppendEntriesRequest", message)
    #expect(event.kind == .observed)
    #expect(event.observation.currentTerm == .known(Term(1)))
  }

  private func body(of event: TraceEvent) -> MessageBody? {
    switch event.kind {
    case .messageSent(let message), .messageReceived(let message): message.body
    default: nil
    }
  }
}
