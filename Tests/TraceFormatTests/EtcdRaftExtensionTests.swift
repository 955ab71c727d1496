import Testing
import TraceFormat

@Suite("etcd's raft library: Specula's extension")
struct EtcdRaftExtensionTests {
  private func line(
    _ name: String, nid: String = "3", term: Int = 1, commit: Int = 0, log: Int = 0, snapshot: Int = 0,
    more: String = ""
  ) -> EtcdRaftFixtureLine {
    EtcdRaftFixtureLine(
      name: name, nid: nid, term: "\(term)",
      commit: #"\#(commit),"applied":0,"snapshotIndex":\#(snapshot),"snapshotTerm":1,"pendingConfIndex":0"#,
      log: "\(log)", more: more)
  }

  private func read(_ lines: [EtcdRaftFixtureLine]) -> EtcdRaftReading {
    let text = lines.map(\.text).joined(separator: "\n")
      .replacing(#""ts":7.5"#, with: #""ts":"2026-01-19T04:10:56.5Z","scenario":"x""#)
    return EtcdRaftReading(
      text: #"{"ts":"2026-01-19T04:10:56Z","tag":"config","config":{"MaxInflightMsgs":3}}"# + "\n" + text
        + "\n")
  }

  @Test("Its times are RFC 3339, and its line about the library's options is no event")
  func times() throws {
    let reading = read([line("Ready", log: 4)])
    #expect(reading.errors.isEmpty)
    #expect(reading.tally.linesWithoutEvents == 1)
    #expect(reading.events.last?.time == .known(try #require(WallTime(iso8601: "2026-01-19T04:10:56.5Z"))))
  }

  @Test(
    "A snapshot shows its index and term where others show those of an entry, and its installation in the next line"
  )
  func snapshot() {
    let message = EtcdRaftFixtureLine.message("MsgSnap", from: "1", to: "3", logTerm: "1", index: "11")
    let answer = EtcdRaftFixtureLine.message("MsgAppResp", from: "3", to: "1", index: "11")
    let reading = read([
      line("ReceiveAppendEntriesRequest", more: message),
      line("SendAppendEntriesResponse", commit: 11, log: 11, snapshot: 11, more: answer),
      line("Ready", commit: 11, log: 11, snapshot: 11),
    ])
    let snapshot = Snapshot(lastIncludedIndex: LogIndex(11), lastIncludedTerm: .known(Term(1)))
    let bodies = reading.kinds.compactMap { kind -> MessageBody? in
      if case .messageReceived(let message) = kind { message.body } else { nil }
    }
    #expect(
      bodies == [.installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot, isDone: .known(true)))])
    #expect(reading.kinds.filter { $0 == .snapshotInstalled(snapshot) }.count == 1)
    let places = reading.events.filter { $0.position.line == 3 }.map(\.kind.name)
    #expect(places.first == .snapshotInstalled)
    #expect(places.last == .messageSent)
  }

  @Test("A snapshot that is refused is not installed")
  func refusedSnapshot() {
    let message = EtcdRaftFixtureLine.message("MsgSnap", from: "1", to: "3", logTerm: "1", index: "11")
    let reading = read([
      line("ReceiveAppendEntriesRequest", commit: 12, log: 12, snapshot: 12, more: message),
      line("Ready", commit: 12, log: 12, snapshot: 12),
    ])
    #expect(!reading.kinds.contains { $0.name == .snapshotInstalled })
  }

  @Test("Learners are members that do not vote")
  func learners() throws {
    let reading = read([line("Ready", log: 4, more: #","learners":["4","5"]"#)])
    let shown = try #require(reading.events.last?.observation.configuration.value)
    #expect(reading.symbols[shown].learners == [reading.server("4"), reading.server("5")])
    #expect(reading.symbols[shown].voters.count == 3)
  }

  @Test("Entries that the application has taken")
  func applied() {
    let reading = read([line("ApplyEntries", commit: 11, log: 11, more: #","prop":{"applied":11}"#)])
    #expect(reading.events.last?.kind == .observed)
    #expect(reading.events.last?.observation.lastApplied == .known(LogIndex(11)))
  }

  @Test("What a server in term 0 has committed proves no term, once a term has begun")
  func committedBeforeTerms() {
    let early = line("Ready", nid: "1", term: 0, commit: 5, log: 5)
    let late = line("Ready", nid: "3", term: 0, commit: 12, log: 12)
    let reading = read([early, line("BecomeCandidate", nid: "1", commit: 5, log: 5), late])
    #expect(reading.events.map(\.observation.commitIndex).contains(.known(LogIndex(5))))
    #expect(reading.events.last?.observation.commitIndex == .unknown)
  }

  @Test("A snapshot that the application sends by hand is a message")
  func manualSnapshot() {
    let message = EtcdRaftFixtureLine.message("MsgSnap", from: "1", to: "3", logTerm: "1", index: "13")
    let reading = read([line("ManualSendSnapshot", nid: "1", commit: 13, log: 13, more: message)])
    #expect(reading.kinds.last?.name == .messageSent)
  }
}
