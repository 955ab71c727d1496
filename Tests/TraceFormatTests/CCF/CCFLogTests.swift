import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: entries, commits, and logs that are cut")
struct CCFLogTests {
  private static let start = CCFFixtureLine.bootstrap("0")
  private static let blank = CCFFixtureLine("drop_pending_to", "1", view: 0, last: 0, commit: 0, role: "None")

  private func leader(_ function: String, last: Int, _ more: String) -> CCFFixtureLine {
    CCFFixtureLine(function, "0", last: last, role: "Leader", more: more)
  }

  private func follower(_ function: String, last: Int, commit: Int = 0, view: Int = 2, _ more: String = "")
    -> CCFFixtureLine
  {
    CCFFixtureLine(function, "1", view: view, last: last, commit: commit, more: more)
  }

  private func request(_ previous: (Int, Int), _ last: (Int, Int), term: Int = 2, commit: Int = 2) -> String {
    CCFFixtureLine.append(previous, last, term: term, commit: commit) + CCFFixtureLine.from("0")
  }

  @Test("A leader's entry comes behind the state that its line shows")
  func replicate() throws {
    let reading = CCFReading([Self.start, leader("replicate", last: 2, CCFFixtureLine.entry(3))])
    let event = try #require(reading.events.last)
    #expect(event.kind == CCFReading.appended((3, 2)))
    #expect(event.observation.moment == .before)
    #expect(event.observation.lastLogIndex == .known(LogIndex(2)))
  }

  @Test("A follower appends one entry a line, of the request's terms")
  func execute() {
    let reading = CCFReading([
      follower("recv_append_entries", last: 0, request((0, 0), (2, 2))),
      follower("execute_append_entries_sync", last: 0), follower("execute_append_entries_sync", last: 1),
    ])
    #expect(
      reading.kinds.suffix(2) == [CCFReading.appended((1, nil)), CCFReading.appended((2, 2))],
      "nothing says the first entry's term")
  }

  @Test(
    "What the leader's log holds tells the terms between the two that a request names, however late it arrives"
  )
  func termsOfOldEntries() {
    let reading = CCFReading([
      Self.start, leader("replicate", last: 2, CCFFixtureLine.entry(3)),
      CCFFixtureLine("become_follower", "0", view: 3, last: 3),
      follower("recv_append_entries", last: 0, request((0, 0), (2, 3))),
      follower("execute_append_entries_sync", last: 0),
    ])
    #expect(reading.kinds.last == CCFReading.appended((1, 2)))
    guard case .messageReceived(let message)? = reading.kinds(at: 4).last,
      case .appendEntriesRequest(let received) = message.body
    else {
      Issue.record("no request")
      return
    }
    #expect(received.entries.entries.map(\.term) == [.known(Term(2)), .known(Term(2)), .known(Term(2))])
  }

  @Test("A follower's log that conflicts is cut before the first entry that replaces it")
  func conflict() throws {
    let reading = CCFReading([
      follower("recv_append_entries", last: 7, commit: 4, view: 4, request((2, 4), (3, 6), term: 4)),
      follower("execute_append_entries_sync", last: 4, commit: 4, view: 4),
    ])
    #expect(reading.kinds(at: 2) == [.logTruncated(from: LogIndex(5)), CCFReading.appended((5, nil))])
    let cut = try #require(reading.events(at: 2).first).observation
    #expect(cut.moment == .after)
    #expect(cut.lastLogIndex == .known(LogIndex(4)))
    #expect(cut.currentTerm == .known(Term(4)))
  }

  @Test("A membership that replaces an entry cuts the log, though its line shows the log behind it")
  func conflictAtMembership() {
    let reading = CCFReading([
      follower("recv_append_entries", last: 6, commit: 4, view: 4, request((2, 4), (4, 5), term: 4)),
      follower("add_configuration", last: 5, commit: 4, view: 4, CCFFixtureLine.adds(5, ["0", "1"])),
      follower("send_append_entries_response", last: 5, commit: 4, view: 4, CCFFixtureLine.answer(true, 5)),
    ])
    #expect(
      reading.kinds(at: 2) == [
        .logTruncated(from: LogIndex(5)), CCFReading.appended((5, 4)), reading.use(["0", "1"], at: 5),
      ])
    #expect(reading.kinds(at: 3).count == 1)
  }

  @Test("A commit is shown behind its effect, with the term of its entry")
  func commit() throws {
    let reading = CCFReading([
      Self.start, leader("replicate", last: 2, CCFFixtureLine.entry(3)),
      leader("commit", last: 3, CCFFixtureLine.commits(3)),
    ])
    let event = try #require(reading.events.last)
    #expect(event.kind == CCFReading.committed(3, 2))
    #expect(event.observation.moment == .after)
    #expect(event.observation.commitIndex == .known(LogIndex(3)))
    #expect(event.observation.role == .known(.leader))
  }

  @Test("Older versions show a commit only in the state")
  func oldCommit() {
    let reading = CCFReading([CCFFixtureLine("commit", "0", last: 3, commit: 3, role: "Leader")])
    #expect(reading.kinds == [CCFReading.committed(3, nil)])
  }

  @Test("A retired server's commit does not say what it is behind it")
  func retiredCommit() throws {
    var line = leader("commit", last: 2, CCFFixtureLine.commits(2))
    line.membership = "Retired"
    #expect(try #require(CCFReading([line]).events.last).observation.role == .unknown)
  }
}
