import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Schedules of traces in the manner of other producers")
struct ForeignScheduleTests {
  private static func read(_ lines: [String], dialect: String) throws -> Schedule {
    let header = #"{"format":"raft-trace","version":1,"dialect":{\#(dialect)}}"#
    let text = ([header] + lines).joined(separator: "\n") + "\n"
    let symbols = TraceSymbols()
    var reader = NativeTraceReader(
      LineReader(ByteSource(bytes: Array(text.utf8), name: "t")), symbols: symbols)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    var trace = RecordedTrace(dialects: [reader.dialect])
    trace.lines = events.map { RecordedTrace.Line($0) }
    return try ScheduleReader(trace, symbols: symbols).read()
  }

  private static let (n1, n2, n3) = (ServerID(0), ServerID(1), ServerID(2))
  private static let start = ["n1", "n2", "n3"].map {
    #"{"event":"start","server":"\#($0)","after":{"currentTerm":0,"role":"follower","lastLogIndex":0,"commitIndex":0}}"#
  }

  @Test("Lines without a cause of their own belong to the step before, wherever others stand between")
  func splitHandlers() throws {
    func message(_ event: String, _ at: String, _ from: String, _ to: String, _ rest: String) -> String {
      #"{"event":"\#(event)","server":"\#(at)","message":{"type":"\#(rest),"from":"\#(from)","to":"\#(to)","term":1}}"#
    }
    let ask = #"RequestVoteRequest","lastLogIndex":0,"lastLogTerm":0"#
    let grant = #"RequestVoteResponse","voteGranted":true"#
    let schedule = try Self.read(
      Self.start + [
        #"{"event":"roleChanged","server":"n1","role":"candidate","after":{"currentTerm":1,"votedFor":"n1"}}"#,
        message("messageSent", "n1", "n1", "n2", ask),
        message("messageReceived", "n2", "n1", "n2", ask),
        message("messageSent", "n1", "n1", "n3", ask),
        #"{"event":"voteGranted","server":"n2","candidate":"n1","term":1}"#,
        message("messageReceived", "n3", "n1", "n3", ask),
        message("messageSent", "n2", "n2", "n1", grant),
        message("messageReceived", "n1", "n2", "n1", grant),
        message("messageSent", "n3", "n3", "n1", grant),
        #"{"event":"roleChanged","server":"n1","role":"leader"}"#,
      ], dialect: #""isOrdered":true,"isComplete":true,"showsMessages":true"#)
    let request: (ServerID) -> Packet = {
      .requestVoteRequest(from: Self.n1, to: $0, term: Term(1), lastLog: .zero)
    }
    let answer = Packet.requestVoteResponse(from: Self.n2, to: Self.n1, term: Term(1), voteGranted: true)
    #expect(
      schedule.steps.map(\.action) == [
        .electionTimeout(Self.n1), .receive(request(Self.n2)), .receive(request(Self.n3)), .receive(answer),
      ])
    #expect(schedule.steps[0].sent == [request(Self.n2), request(Self.n3)])
    #expect(schedule.steps[1].sent == [answer])
    #expect(schedule.steps[3].shown?.state.role == .leader)
    #expect(schedule.initialState[Self.n1].membership.voters == ServerSet(first: 3))
  }

  @Test("Messages that no line shows are implied by what they lead to")
  func noMessages() throws {
    let entry = #""entries":[{"index":1,"term":1,"payload":"x"}]"#
    let schedule = try Self.read(
      Self.start + [
        #"{"event":"roleChanged","server":"n1","role":"candidate","after":{"currentTerm":1,"votedFor":"n1"}}"#,
        #"{"event":"voteGranted","server":"n3","candidate":"n1","term":1,"after":{"currentTerm":1}}"#,
        #"{"event":"roleChanged","server":"n1","role":"leader","after":{"currentTerm":1}}"#,
        #"{"event":"entriesAppended","server":"n1",\#(entry)}"#,
        #"{"event":"observed","server":"n3"}"#,
        #"{"event":"entriesAppended","server":"n3",\#(entry)}"#,
        #"{"event":"committed","server":"n1","index":1}"#,
        #"{"event":"crash","server":"n2"}"#,
        #"{"event":"start","server":"n3","after":{"currentTerm":1,"lastLogIndex":1}}"#,
      ], dialect: #""isOrdered":true"#)
    let position = LogPosition.zero
    var entries = EntryList()
    entries.append(.noOperation(term: Term(1)))
    let (a, b) = (Self.n1, Self.n3)
    #expect(
      schedule.steps.map(\.action) == [
        .electionTimeout(a),
        .receive(.requestVoteRequest(from: a, to: b, term: Term(1), lastLog: position)),
        .receive(.requestVoteResponse(from: b, to: a, term: Term(1), voteGranted: true)),
        .sendAppendEntries(from: a, to: b),
        .receive(
          .appendEntriesRequest(
            from: a, to: b, term: Term(1), prevLog: position, entries: entries, leaderCommit: .zero)),
        .receive(
          .appendEntriesResponse(from: b, to: a, term: Term(1), success: true, matchIndex: LogIndex(1))),
        .restart(Self.n2), .restart(b),
      ])
    #expect(schedule.options.appendsNoOperation)
    #expect(
      schedule.steps[3].lines.isEmpty && schedule.steps[3].shown == nil && schedule.steps[3].sent == nil)
    #expect(schedule.steps[5].shown?.state.commitIndex == LogIndex(1))
  }

  @Test("Why a trace has no schedule")
  func unreadable() throws {
    #expect(throws: UnreadableSchedule.neitherOrderedNorComplete) { try Self.read(Self.start, dialect: "") }
    #expect(throws: UnreadableSchedule.noServer) { try Self.read([], dialect: "") }
    #expect(throws: UnreadableSchedule.severalGroups(2)) {
      try Self.read(
        Self.start + [#"{"event":"observed","server":"n1","group":"g"}"#], dialect: #""isOrdered":true"#)
    }
    #expect(throws: UnreadableSchedule.tooManyServers(8)) {
      try Self.read(
        (1...8).map { #"{"event":"observed","server":"n\#($0)"}"# }, dialect: #""isOrdered":true"#)
    }
    #expect(throws: UnreadableSchedule.logTooLong(Self.n1, entries: 17)) {
      try Self.read(
        [#"{"event":"start","server":"n1","after":{"lastLogIndex":17,"lastLogTerm":1}}"#],
        dialect: #""isOrdered":true"#)
    }
    #expect(throws: UnreadableSchedule.numberTooLarge(.max, line: 0)) {
      try Self.read(
        [#"{"event":"observed","server":"n1","after":{"currentTerm":18446744073709551615}}"#],
        dialect: #""isOrdered":true"#)
    }
  }
}
