import Testing
import TraceFormat

@Suite("etcd's raft library: roles, new entries and commits")
struct EtcdRaftLeaderTests {
  private func leader(
    _ name: String, term: String = "2", commit: String = "3", role: String = "StateLeader", log: String,
    more: String = ""
  ) -> EtcdRaftFixtureLine {
    EtcdRaftFixtureLine(name: name, term: term, vote: "1", commit: commit, role: role, log: log, more: more)
  }

  private func entries(_ indices: ClosedRange<UInt64>, term: UInt64) -> EventKind {
    .entriesAppended(EntryBatch(indices.map { LogEntry(index: LogIndex($0), term: .known(Term(term))) }))
  }

  @Test(
    "Become… shows the role that the server has now",
    arguments: [("Follower", Role.follower), ("Candidate", .candidate), ("Leader", .leader)])
  func roles(word: String, role: Role) throws {
    let reading = EtcdRaftReading([leader("Become" + word, role: "State" + word, log: "4")])
    let event = try #require(reading.events.last)
    #expect(event.kind == .roleChanged(role))
    #expect(event.observation.moment == .after)
    #expect(event.observation.role == .known(role))
    #expect(event.observation.currentTerm == .known(Term(2)))
  }

  @Test("Pre-candidates are seen in the state only")
  func preCandidate() {
    let reading = EtcdRaftReading([leader("Ready", role: "StatePreCandidate", log: "4")])
    #expect(reading.events.last?.observation.role == .known(.preCandidate))
  }

  @Test(
    "What makes a leader's log longer in its term are entries of that term, told before the line that shows them"
  )
  func growth() throws {
    let ownAck = EtcdRaftFixtureLine.message("MsgAppResp", term: "2", from: "1", to: "1", index: "6")
    let reading = EtcdRaftReading([
      leader("BecomeLeader", log: "4"), leader("Replicate", log: "4"),
      leader("SendAppendEntriesResponse", log: "6", more: ownAck), leader("Ready", log: "6"),
    ])
    #expect(
      reading.kinds.dropFirst() == [
        .roleChanged(.leader), .observed, entries(5...6, term: 2), .observed, .observed,
      ])
    try #require(reading.events.count == 6)
    #expect(reading.events[2].observation.moment == .before)
    #expect(reading.events[2].observation.lastLogIndex == .known(LogIndex(4)))
    #expect(reading.events[3].position == reading.events[4].position)
    #expect(reading.events[4].position.line == 3)
  }

  @Test("A longer log proves no entry where the role or the term has changed, or the server is no leader")
  func noGrowth() {
    let reading = EtcdRaftReading([
      leader("Ready", role: "StateFollower", log: "4"), leader("Ready", role: "StateFollower", log: "5"),
      leader("BecomeLeader", log: "6"), leader("BecomeLeader", term: "3", log: "7"),
      leader("BecomeFollower", term: "3", role: "StateFollower", log: "8"),
    ])
    for kind in reading.kinds {
      #expect(kind.name != .entriesAppended)
    }
  }

  @Test("Of a gap that no memory could hold only the number of entries is told in full")
  func hugeGrowth() throws {
    let reading = EtcdRaftReading([leader("Ready", log: "4"), leader("Ready", log: "18446744073709551615")])
    guard case .entriesAppended(let batch)? = reading.kinds.dropLast().last else {
      Issue.record("no entries in \(reading.kinds)")
      return
    }
    #expect(batch.count == .unknown)
    #expect(batch.entries.count == 1_024)
    #expect(batch.entries.first?.index == LogIndex(5))
  }

  @Test("Commit is an advance only where the index differs from the one shown before")
  func commits() {
    let reading = EtcdRaftReading([
      leader("Commit", commit: "3", log: "6"), leader("Commit", commit: "3", log: "6"),
      leader("Commit", commit: "5", log: "6"), leader("Commit", commit: "5", log: "6"),
    ])
    let advance = EventKind.committed(CommitAdvance(index: LogIndex(5)))
    #expect(reading.kinds.dropFirst() == [.observed, .observed, advance, .observed])
    #expect(reading.events.last?.observation.moment == .after)
  }

  @Test("A commit index that moves on another line is left to the observation")
  func silentCommit() {
    let reading = EtcdRaftReading([
      leader("Ready", commit: "3", log: "6"), leader("Ready", commit: "4", log: "6"),
    ])
    #expect(reading.kinds.dropFirst() == [.observed, .observed])
    #expect(reading.events.last?.observation.commitIndex == .known(LogIndex(4)))
  }

  @Test("Servers of one file do not mix")
  func servers() {
    var other = leader("Commit", commit: "1", log: "2")
    other.nid = "2"
    let reading = EtcdRaftReading([
      leader("Commit", commit: "3", log: "6"), other, leader("Commit", commit: "3", log: "6"),
    ])
    #expect(!reading.kinds.contains { $0.name == .committed || $0.name == .entriesAppended })
    #expect(reading.events.last?.server == reading.server("1"))
  }
}
