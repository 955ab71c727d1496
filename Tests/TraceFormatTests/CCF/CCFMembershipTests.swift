import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: memberships")
struct CCFMembershipTests {
  private func leader(_ function: String, last: Int, commit: Int = 2, _ more: String) -> CCFFixtureLine {
    CCFFixtureLine(function, "0", last: last, commit: commit, role: "Leader", more: more)
  }

  private func adds(_ index: Int, _ servers: [String]) -> CCFFixtureLine {
    leader("add_configuration", last: index - 1, CCFFixtureLine.adds(index, servers))
  }

  @Test("A leader proposes a membership, appends its entry and uses it together with the one before")
  func proposal() throws {
    let reading = CCFReading([.bootstrap("0"), adds(3, ["0", "1"])])
    #expect(
      reading.kinds(at: 2) == [
        .configurationProposed(reading.change(["0", "1"], at: 3)), CCFReading.appended((3, 2)),
        reading.use(["0", "1"], outgoing: ["0"], at: 3),
      ])
    let before = try #require(reading.events(at: 2).first).observation
    #expect(before.moment == .before)
    #expect(before.lastLogIndex == .known(LogIndex(2)))
    #expect(before.configuration == .known(reading.configuration(["0"])))
  }

  @Test("A request to the new member is sent before the log shows the entry that adds it")
  func sendingWhileAppending() throws {
    let message = CCFFixtureLine.append((2, 2), (2, 2)) + CCFFixtureLine.to("1")
    let reading = CCFReading([
      .bootstrap("0"), adds(3, ["0", "1"]), leader("send_append_entries", last: 2, message),
      leader("replicate", last: 3, CCFFixtureLine.entry(4)),
    ])
    #expect(reading.kinds(at: 3).map(\.name) == [.messageSent])
    #expect(try #require(reading.events(at: 3).first).observation.lastLogIndex == .unknown)
    #expect(reading.kinds(at: 4) == [CCFReading.appended((4, 2))])
  }

  @Test("A membership is in force until a later one is committed; the commit still needs both")
  func commit() throws {
    let both = CCFFixtureLine.configurations((1, ["0"]), (3, ["0", "1"]))
    let reading = CCFReading([
      .bootstrap("0"), adds(3, ["0", "1"]), leader("commit", last: 3, CCFFixtureLine.commits(3, both)),
    ])
    #expect(reading.kinds(at: 3) == [CCFReading.committed(3, 2), reading.use(["0", "1"])])
    #expect(try #require(reading.events(at: 3).first).observation.configuration == .unknown)
  }

  @Test(
    "Of three in force the state shows none, and what decisions needed for certain is used: the oldest and the newest"
  )
  func three() throws {
    let reading = CCFReading([
      .bootstrap("0"), adds(3, ["0", "1"]), adds(4, ["0", "1", "2"]),
      leader("replicate", last: 4, CCFFixtureLine.entry(5)),
    ])
    #expect(reading.kinds(at: 3).last == reading.use(["0", "1", "2"], outgoing: ["0"], at: 4))
    #expect(try #require(reading.events.last).observation.configuration == .unknown)
  }

  @Test("A membership that is cut off the log is in force no more")
  func rollback() {
    let reading = CCFReading([
      .bootstrap("0"), adds(3, ["0", "1"]), CCFFixtureLine("become_follower", "0", view: 3, last: 2),
    ])
    #expect(
      reading.kinds(at: 3) == [
        .roleChanged(.follower), .logTruncated(from: LogIndex(3)), reading.use(["0"]),
      ])
  }

  @Test("What a line shows to be in force is believed, also where the trace begins behind it")
  func shown() throws {
    let both = CCFFixtureLine.configurations((1, ["0"]), (3, ["1", "0"]))
    let reading = CCFReading([CCFFixtureLine("become_candidate", "1", role: "Candidate", more: both)])
    #expect(reading.kinds == [reading.use(["0", "1"], outgoing: ["0"]), .roleChanged(.candidate)])
    #expect(
      try #require(reading.events.last).observation.configuration
        == .known(reading.configuration(["0", "1"], outgoing: ["0"])))
  }

  @Test("A membership equal to the newest changes nothing")
  func equal() {
    let reading = CCFReading([.bootstrap("0"), adds(3, ["0"])])
    #expect(reading.kinds(at: 2).map(\.name) == [.configurationProposed, .entriesAppended])
  }
}
