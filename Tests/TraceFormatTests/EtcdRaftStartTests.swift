import Testing
import TraceFormat

@Suite("etcd's raft library: how a server starts")
struct EtcdRaftStartTests {
  @Test("InitState is a start that shows the log, and not yet the stored term, vote, commit and membership")
  func initState() throws {
    let reading = EtcdRaftReading([
      EtcdRaftFixtureLine(name: "InitState", term: "0", commit: "4", log: "9", conf: "[[],[]]")
    ])
    let event = try #require(reading.events.first)
    #expect(reading.kinds == [.start])
    #expect(event.server == reading.server("1"))
    #expect(event.observation.moment == .after)
    #expect(event.observation.role == .known(.follower))
    #expect(event.observation.lastLogIndex == .known(LogIndex(9)))
    #expect(event.observation.currentTerm == .unknown)
    #expect(event.observation.votedFor == .unknown)
    #expect(event.observation.commitIndex == .unknown)
  }

  @Test(
    "A restarted server shows zeros until it has loaded its state; BecomeFollower shows what it recovered")
  func restart() {
    let reading = EtcdRaftReading([
      EtcdRaftFixtureLine(name: "Ready", term: "3", vote: "2", commit: "8", log: "9"),
      EtcdRaftFixtureLine(name: "InitState", term: "0", commit: "4", log: "9", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "ApplyConfChange", term: "0", commit: "4", log: "9", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "BecomeFollower", term: "3", vote: "2", commit: "7", log: "9"),
    ])
    let membership = EventKind.configurationInUse(reading.configuration(["1", "2", "3"]))
    #expect(
      reading.kinds == [membership, .observed, .start, .observed, membership, .roleChanged(.follower)])
    let terms = reading.events.map(\.observation.currentTerm)
    let shown = Observed.known(Term(3))
    #expect(terms == [shown, shown, .unknown, .unknown, shown, shown])
    #expect(reading.events.last?.observation.votedFor == .known(reading.server("2")))
    #expect(reading.events.last?.observation.commitIndex == .known(LogIndex(7)))
  }

  @Test("Bootstrap commits entries that no quorum has seen: nothing is claimed before it is over")
  func bootstrap() throws {
    let bootstrapped = EtcdRaftFixtureLine(
      name: "ApplyConfChange", term: "1", commit: "2", log: "2", conf: #"[["1"],[]]"#)
    let reading = EtcdRaftReading([
      EtcdRaftFixtureLine(name: "InitState", term: "0", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "ApplyConfChange", term: "0", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "BecomeFollower", term: "0", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "BecomeFollower", term: "1", conf: "[[],[]]"),
      bootstrapped,
      EtcdRaftFixtureLine(name: "Ready", term: "1", commit: "2", log: "2", conf: #"[["1","2"],[]]"#),
    ])
    let follower = EventKind.roleChanged(.follower)
    let membership = EventKind.configurationInUse(reading.configuration(["1", "2"]))
    #expect(reading.kinds == [.start, .observed, follower, follower, .observed, membership, .observed])
    // The last line tells of the membership first.
    for event in reading.events.dropLast(2) {
      #expect(event.observation.currentTerm == .unknown)
      #expect(event.observation.lastLogIndex == .unknown)
      #expect(event.observation.commitIndex == .unknown)
    }
    let last = try #require(reading.events.last)
    #expect(last.observation.commitIndex == .known(LogIndex(2)))
    #expect(last.observation.lastLogIndex == .known(LogIndex(2)))
  }

  @Test("A server that joins with an empty log is known by its first line behind the start")
  func joiner() throws {
    let heartbeat = EtcdRaftFixtureLine.message("MsgHeartbeat", from: "2", to: "1")
    let reading = EtcdRaftReading([
      EtcdRaftFixtureLine(name: "InitState", term: "0", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "BecomeFollower", term: "0", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "ReceiveAppendEntriesRequest", term: "0", conf: "[[],[]]", more: heartbeat),
      EtcdRaftFixtureLine(name: "BecomeFollower", term: "1", conf: "[[],[]]"),
    ])
    try #require(reading.events.count == 4)
    #expect(reading.events[2].observation.currentTerm == .known(.zero))
    #expect(reading.events[2].observation.votedFor == .known(nil))
    #expect(reading.events[2].observation.lastLogIndex == .known(.zero))
    #expect(reading.events[3].observation.currentTerm == .known(Term(1)))
  }

  @Test("Each life of a server begins anew: the first commit shown in it is no advance")
  func lives() {
    let reading = EtcdRaftReading([
      EtcdRaftFixtureLine(name: "Ready", commit: "3", log: "5"),
      EtcdRaftFixtureLine(name: "InitState", term: "0", log: "5", conf: "[[],[]]"),
      EtcdRaftFixtureLine(name: "Commit", commit: "2", role: "StateLeader", log: "5"),
    ])
    #expect(reading.kinds.last == .observed)
    #expect(reading.events.last?.observation.commitIndex == .known(LogIndex(2)))
  }
}
