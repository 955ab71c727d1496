import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: roles")
struct CCFRoleTests {
  private func line(_ function: String, role: String, view: Int = 2, last: Int = 4, _ more: String = "")
    -> CCFFixtureLine
  {
    CCFFixtureLine(function, "1", view: view, last: last, role: role, more: more)
  }

  @Test(
    "A role is shown behind its effect",
    arguments: [
      ("become_pre_vote_candidate", "PreVoteCandidate", Role.preCandidate),
      ("become_candidate", "Candidate", .candidate), ("become_leader", "Leader", .leader),
      ("become_follower", "Follower", .follower),
    ])
  func roles(function: String, word: String, role: Role) throws {
    let reading = CCFReading([line(function, role: word, view: 3)])
    let event = try #require(reading.events.last)
    #expect(event.kind == .roleChanged(role))
    #expect(event.observation.moment == .after)
    #expect(event.observation.role == .known(role))
    #expect(event.observation.currentTerm == .known(Term(3)))
    #expect(event.observation.lastLogIndex == .known(LogIndex(4)))
  }

  @Test("A log that is cut at a step down is told behind it: a leader does not cut its log")
  func stepDown() throws {
    let reading = CCFReading([
      line("commit", role: "Leader", last: 6, CCFFixtureLine.commits(2)),
      line("become_follower", role: "Follower", view: 3),
    ])
    #expect(reading.kinds(at: 2) == [.roleChanged(.follower), .logTruncated(from: LogIndex(5))])
    let observations = reading.events(at: 2).map(\.observation)
    #expect(observations.map(\.lastLogIndex) == [.unknown, .known(LogIndex(4))])
    #expect(observations.map(\.currentTerm) == [.known(Term(3)), .known(Term(3))])
  }

  @Test("A log that is cut at an election is told before it")
  func election() {
    let reading = CCFReading([
      line("become_candidate", role: "Candidate", view: 3, last: 6),
      line("become_leader", role: "Leader", view: 3),
    ])
    #expect(reading.kinds(at: 2) == [.logTruncated(from: LogIndex(5)), .roleChanged(.leader)])
  }

  @Test("A leader that is no part of the service any more has stepped down, of which no line tells")
  func retirement() {
    let reading = CCFReading([
      line("commit", role: "Leader", CCFFixtureLine.commits(4)),
      line(
        "recv_append_entries", role: "None", CCFFixtureLine.append((2, 4), (2, 4)) + CCFFixtureLine.from("0")),
      line(
        "recv_append_entries", role: "None", CCFFixtureLine.append((2, 4), (2, 4)) + CCFFixtureLine.from("0")),
    ])
    #expect(reading.kinds(at: 2).map(\.name) == [.roleChanged, .messageReceived])
    #expect(reading.kinds(at: 2).first == .roleChanged(.follower))
    #expect(reading.kinds(at: 3).map(\.name) == [.messageReceived])
  }

  @Test("A function of another version shows the state")
  func other() throws {
    let event = try #require(
      CCFReading([line("step_down_and_nominate_successor", role: "Leader")]).events.last)
    #expect(event.kind == .observed)
    #expect(event.observation.role == .known(.leader))
  }
}
