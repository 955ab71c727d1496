import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("hashicorp/raft with Specula's instrumentation")
struct SpeculaTests {
  private typealias Line = SpeculaFixtureLine

  private static let requestVote =
    #""type":"RequestVoteRequest","term":2,"from":"s1","to":"s3","entries":0,"lastLogTerm":1,"lastLogIndex":4"#
  private static let append =
    #""type":"AppendEntriesRequest","term":2,"from":"s1","to":"s3","prevLogIndex":1,"prevLogTerm":1,"entries":2,"commitIndex":1"#

  @Test("A candidate votes for itself, and shows its state behind the change")
  func candidate() throws {
    let reading = SpeculaReading([Line(name: "BecomeCandidate", role: "Candidate")])
    let event = try #require(reading.events.first)
    #expect(event.kind == .roleChanged(.candidate))
    #expect(event.observation.moment == .after)
    #expect(event.observation.votedFor == .known(reading.symbols.server("s1")))
    #expect(event.observation.lastLogTerm == .known(Term(1)))
    #expect(event.time == .known(try #require(WallTime(iso8601: "2026-02-20T10:55:04.5Z"))))
  }

  @Test("A request for a vote arrives and is decided in one line", arguments: [true, false])
  func vote(isGranted: Bool) {
    let line = Line(
      name: "HandleRequestVoteRequest", nid: "s3",
      message: Self.requestVote + (isGranted ? #","voteGranted":true"# : ""))
    let reading = SpeculaReading([line])
    let request = RequestVoteRequest(lastLogIndex: .known(LogIndex(4)), lastLogTerm: .known(Term(1)))
    let decision = VoteDecision(
      candidate: reading.symbols.server("s1"), term: .known(Term(2)), isGranted: isGranted,
      lastLogIndex: request.lastLogIndex, lastLogTerm: request.lastLogTerm)
    #expect(
      reading.kinds == [
        .messageReceived(reading.message(from: "s1", to: "s3", .requestVoteRequest(request))),
        .voteDecided(decision),
      ])
    #expect(reading.events.map(\.observation.currentTerm) == [.unknown, .known(Term(2))])
    #expect(reading.events.map(\.observation.votedFor) == [.unknown, .unknown])
  }

  @Test("A candidate's answer to itself is no message")
  func ownVote() {
    let fields = #""type":"RequestVoteResponse","term":2,"to":"s1","entries":0,"voteGranted":true,"from":"#
    let reading = SpeculaReading([
      Line(name: "HandleRequestVoteResponse", role: "Candidate", message: fields + #""s1""#),
      Line(name: "HandleRequestVoteResponse", role: "Candidate", message: fields + #""s2""#),
    ])
    let response = RequestVoteResponse(voteGranted: .known(true))
    #expect(
      reading.kinds == [
        .observed, .messageReceived(reading.message(from: "s2", to: "s1", .requestVoteResponse(response))),
      ])
  }

  @Test("A request for entries arrives and is answered in one line; the answer reaches to its end")
  func entries() throws {
    let line = Line(
      name: "HandleAppendEntriesRequest", nid: "s3", last: "3", message: Self.append + #","success":true"#)
    let reading = SpeculaReading([line])
    let request = AppendEntriesRequest(
      prevLogIndex: .known(LogIndex(1)), prevLogTerm: .known(Term(1)), entries: EntryBatch(count: 2),
      leaderCommit: .known(LogIndex(1)))
    let response = AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(3)))
    #expect(
      reading.kinds == [
        .messageReceived(reading.message(from: "s1", to: "s3", .appendEntriesRequest(request))),
        .messageSent(reading.message(from: "s3", to: "s1", .appendEntriesResponse(response))),
      ])
    #expect(try #require(reading.events.last).observation.lastLogIndex == .known(LogIndex(3)))
  }

  @Test("Routines beside the main one are believed in what they send and get, not in the state they show")
  func otherRoutines() {
    let heartbeat = #""type":"AppendEntriesRequest","term":2,"from":"s1","to":"s3","entries":0"#
    let answer = #""type":"AppendEntriesResponse","term":2,"from":"s3","to":"s1","entries":0,"success":true"#
    let reading = SpeculaReading([
      Line(name: "SendReplicateEntries", role: "Leader", message: Self.append + #","subtype":"replicate""#),
      Line(name: "SendHeartbeat", role: "Leader", message: heartbeat + #","subtype":"heartbeat""#),
      Line(name: "HandleReplicateResponse", role: "Leader", message: answer + #","matchIndex":3"#),
      Line(name: "HandleHeartbeatResponse", role: "Leader", message: answer + #","subtype":"heartbeat""#),
      Line(name: "HandleAppendEntriesRequest", nid: "s3", message: heartbeat + #","success":true"#),
      Line(name: "PersistVote"),
    ])
    #expect(
      reading.kinds.map(\.name) == [
        .messageSent, .messageSent, .messageReceived, .messageReceived, .messageReceived, .messageSent,
        .observed,
      ])
    #expect(reading.events.allSatisfy { $0.observation == Observation() })
    let matches = reading.kinds.compactMap { kind -> Observed<LogIndex>? in
      guard case .messageReceived(let message) = kind,
        case .appendEntriesResponse(let response) = message.body
      else { return nil }
      return response.matchIndex
    }
    #expect(matches == [.known(LogIndex(3)), .unknown])
  }

  @Test("A commit index that is back at 0 is a new life, of which no line tells")
  func restart() {
    let commit = Line(name: "AdvanceCommitIndex", role: "Leader", commit: "3", last: "3")
    let again = Line(name: "BecomeCandidate", term: "3", role: "Candidate")
    let follower = Line(
      name: "HandleRequestVoteRequest", term: "3",
      message: Self.requestVote.replacing(#""s1""#, with: #""s2""#))
    #expect(SpeculaReading([commit, follower]).kinds.contains(.start))
    #expect(!SpeculaReading([commit, again]).kinds.contains(.start))
  }

  @Test("Nothing is concluded from what is missing or in which order it stands")
  func dialect() {
    let dialect = SpeculaReading([Line(name: "BecomeLeader", role: "Leader")]).dialect
    #expect(!dialect.isComplete && !dialect.isOrdered && !dialect.showsMessages)
    #expect(dialect.divergences.contains(.repeatsVotes))
  }

  @Test("The format is told from etcd's by the words for roles")
  func recognition() throws {
    let config = #"{"ts":"2026-02-20T10:55:04Z","tag":"config","config":{"servers":["s1"]}}"#
    let text = "\(config)\n\(Line(name: "BecomeLeader", role: "Leader").text)\n"
    #expect(try FormatTable().guess(Array(text.utf8), file: "x").name == "specula-raft")
    for other in ["StateLeader", "leader"] {
      let bytes = Array(text.replacing(#""role":"Leader""#, with: #""role":"\#(other)""#).utf8)
      let isRecognized = SpeculaTraceReader.recognizes(bytes.span)
      #expect(!isRecognized)
    }
  }

  @Test(
    "A broken line is an error with file and line, and reading goes on behind it",
    arguments: [
      #"{"tag":"trace","event":{"name":"BecomeLeader""#, #"{"tag":"trace"}"#,
      #"{"tag":"trace","event":{"name":"BecomeLeader"}}"#, #"{"tag":"trace","event":{"nid":"s1"}}"#,
      #"{"tag":"trace","event":{"name":"AdvanceCommitIndex","nid":"s1"}}"#,
      #"{"tag":"trace","event":{"name":"SendHeartbeat","nid":"s1"}}"#,
      #"{"tag":"trace","event":{"name":"BecomeLeader","nid":"s1","state":{"term":-1}}}"#,
      #"{"tag":"trace","event":{"name":"BecomeLeader","nid":7}}"#,
    ])
  func brokenLine(line: String) {
    let good = Line(name: "BecomeLeader", role: "Leader").text
    let reading = SpeculaReading(
      ByteSource(bytes: Array("\(good)\nplain text\n\(line)\n\(good)\n".utf8), name: "s.ndjson"))
    #expect(reading.errors.map(\.line) == [3])
    #expect(reading.events.map(\.position.line) == [1, 4])
    #expect(reading.tally.badLines == 1)
    #expect(reading.tally.linesWithoutEvents == 1)
  }

  @Test("Bytes that are changed at random never stop the reader", arguments: 0..<100)
  func fuzz(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let lines = [
      Line(name: "HandleRequestVoteRequest", nid: "s3", message: Self.requestVote).text,
      Line(name: "HandleAppendEntriesRequest", nid: "s3", message: Self.append).text,
      Line(name: "AdvanceCommitIndex", role: "Leader", commit: "3").text,
    ]
    var bytes: [UInt8] = []
    for _ in 0..<20 { bytes += Array(random.element(of: lines).utf8) + [10] }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let reading = SpeculaReading(ByteSource(bytes: bytes, name: "s.ndjson"))
    #expect(reading.errors.allSatisfy { $0.line != nil }, "seed \(seed)")
    #expect(reading.tally.events == reading.events.count, "seed \(seed)")
  }
}
