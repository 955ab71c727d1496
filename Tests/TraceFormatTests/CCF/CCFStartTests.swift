import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: starts")
struct CCFStartTests {
  @Test("The first server starts as leader, writes the first membership and a signature, and commits both")
  func bootstrap() throws {
    let reading = CCFReading([.bootstrap("0")])
    #expect(
      reading.kinds == [
        .start, .roleChanged(.leader), CCFReading.appended((1, 2), (2, 2)), reading.use(["0"], at: 1),
        CCFReading.committed(2, 2),
      ])
    let start = try #require(reading.events.first).observation
    #expect(start.currentTerm == .known(Term(2)))
    #expect(start.role == .known(.leader))
    #expect(start.lastLogIndex == .known(.zero))
    #expect(start.votedFor == .unknown)
    let end = try #require(reading.events.last).observation
    #expect(end.moment == .after)
    #expect(end.commitIndex == .known(LogIndex(2)))
    #expect(end.lastLogIndex == .known(LogIndex(2)))
  }

  @Test("Without the runner's preparation the same is told line by line")
  func rawBootstrap() {
    let none = CCFFixtureLine.configurations()
    let reading = CCFReading([
      CCFFixtureLine("become_leader", "0", last: 0, commit: 0, role: "Leader", more: none),
      CCFFixtureLine("replicate", "0", last: 0, commit: 0, role: "Leader", more: CCFFixtureLine.entry(1)),
      CCFFixtureLine(
        "add_configuration", "0", last: 0, commit: 0, role: "Leader",
        more: CCFFixtureLine.adds(1, ["0"]) + none),
      CCFFixtureLine("replicate", "0", last: 1, commit: 0, role: "Leader", more: CCFFixtureLine.entry(2)),
      CCFFixtureLine(
        "commit", "0", last: 2, commit: 0, role: "Leader",
        more: CCFFixtureLine.commits(2, CCFFixtureLine.configurations((1, ["0"])))),
    ])
    #expect(
      reading.kinds == [
        .start, .roleChanged(.leader), CCFReading.appended((1, 2)),
        .configurationProposed(reading.change(["0"], at: 1)), reading.use(["0"], at: 1),
        CCFReading.appended((2, 2)), CCFReading.committed(2, 2),
      ])
  }

  @Test("A server that has heard of no view starts with nothing; one that has was there before the trace")
  func others() throws {
    let request = CCFFixtureLine.append((2, 2), (2, 2)) + CCFFixtureLine.from("0")
    let reading = CCFReading([
      CCFFixtureLine("recv_append_entries", "1", view: 0, last: 0, commit: 0, role: "None", more: request),
      CCFFixtureLine("recv_append_entries", "2", more: request),
    ])
    #expect(reading.kinds(at: 1).map(\.name) == [.start, .messageReceived])
    let blank = try #require(reading.events.first).observation
    #expect(blank.currentTerm == .known(.zero))
    #expect(blank.votedFor == .known(nil))
    #expect(blank.role == .known(.follower))
    #expect(reading.kinds(at: 2).map(\.name) == [.messageReceived])
  }

  @Test("Deprecated scenarios give every server its membership without an entry")
  func membershipWithoutEntry() {
    let reading = CCFReading([
      CCFFixtureLine(
        "add_configuration", "1", view: 0, last: 0, commit: 0, role: "None",
        more: CCFFixtureLine.adds(0, ["0", "1"]) + CCFFixtureLine.configurations())
    ])
    #expect(reading.kinds == [.start, reading.use(["0", "1"])])
  }

  @Test("The dialect says what a replay needs to know")
  func dialect() {
    let dialect = CCFReading([.bootstrap("0")]).dialect
    #expect(dialect.isComplete && dialect.isOrdered && dialect.showsMessages)
    #expect(dialect.configurationUse == .onAppend)
    #expect(dialect.divergences.contains(.rollsBackAtStepDown))
    #expect(!dialect.divergences.contains(.acknowledgesLastIndex))
  }

  @Test("Lines whose clock goes back are in no order")
  func clock() {
    let line = CCFFixtureLine.bootstrap("0").text
    let later = line.replacing(#""h_ts":"7""#, with: #""h_ts":"9""#)
    #expect(CCFReading(text: "\(line)\n\(later)\n").dialect.isOrdered)
    #expect(!CCFReading(text: "\(later)\n\(line)\n").dialect.isOrdered)
  }
}
