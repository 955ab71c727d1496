import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("What a sequence diagram draws")
struct SequenceDiagramTests {
  private func diagram(_ trace: SampleTrace, _ violations: [Violation] = []) -> SequenceDiagram {
    SequenceDiagram(
      EventSelection(of: trace.events, for: .sequenceDiagram, violations: violations), symbols: trace.symbols)
  }

  private func arrows(_ trace: SampleTrace) -> [SequenceDiagram.Arrow] {
    diagram(trace).elements.compactMap { if case .arrow(let arrow) = $0 { arrow } else { nil } }
  }

  private func notes(_ trace: SampleTrace) -> [String] {
    diagram(trace).elements.flatMap { if case .note(let note) = $0 { note.lines } else { [String]() } }
  }

  @Test("A message that is seen at both ends is one arrow")
  func bothEnds() {
    let arrows = arrows(SampleTraces.logConflict())
    #expect(arrows.map(\.label) == ["AppendEntries t3: 5@3 after 4@1", "append ok to 5 t3"])
    #expect(arrows.map(\.fate) == [.arrived, .arrived])
    #expect(arrows.map(\.isResponse) == [false, true])
  }

  @Test("A request and the decision on it are one arrow; a decision and its counted answer another")
  func halves() {
    let arrows = arrows(SampleTraces.election())
    #expect(arrows.map(\.label) == ["RequestVote t1 (log 1)", "RequestVote t1 (log 1)", "vote granted t1"])
    #expect(
      arrows.map { [$0.source, $0.destination] }.sorted { $0[0] < $1[0] } == [[0, 2], [0, 1], [1, 0]])
    #expect(!notes(SampleTraces.election()).contains { $0.hasPrefix("votes") })
  }

  @Test("A message whose arrival is not shown, a lost one and one to nobody known are told apart")
  func fates() {
    var trace = SampleTrace()
    trace.add("n1", .messageSent(trace.voteRequest("n1", "n2", 1)))
    trace.add("n2", .messageDropped(trace.voteRequest("n3", "n2", 1)))
    trace.add(
      "n1",
      .messageSent(Message(source: trace.id("n1"), destination: .unknown, term: .unknown, body: .timeoutNow)))
    #expect(arrows(trace).map(\.fate) == [.unseen, .lost])
    #expect(notes(trace) == ["sends TimeoutNow"])
  }

  @Test("Of equal messages the first sent is the first to arrive, and fields that differ part them")
  func pairing() {
    var trace = SampleTrace(isOneFile: true)
    let heartbeat = trace.message(
      "n1", "n2", 1, .appendEntriesRequest(AppendEntriesRequest(entries: EntryBatch([]))))
    let entries = trace.message(
      "n1", "n2", 1, .appendEntriesRequest(AppendEntriesRequest(entries: EntryBatch(count: 2))))
    for message in [heartbeat, entries, heartbeat] { trace.add("n1", .messageSent(message)) }
    for message in [entries, heartbeat] { trace.add("n2", .messageReceived(message)) }
    #expect(MessagePairing(trace.events).departures == [nil, nil, nil, 1, 0])
  }

  @Test("A message from a server that has changed since says so")
  func delayed() {
    var trace = SampleTrace(isOneFile: true)
    let message = trace.voteRequest("n1", "n2", 1)
    trace.add("n1", .messageSent(message))
    trace.add("n1", .roleChanged(.follower), term: 2)
    trace.add("n2", .messageReceived(message))
    #expect(arrows(trace).map(\.isDelayed) == [true])
  }

  @Test("A violation stands behind the arrow of a witness that sends a message")
  func sendingWitness() {
    var trace = SampleTrace(isOneFile: true)
    let answer = trace.voteResponse("n2", "n1", 1)
    let position = trace.add("n2", .messageSent(answer))
    trace.add("n1", .observed, term: 1)
    trace.add("n1", .messageReceived(answer))
    let violation = Violation(
      property: .oneVotePerTerm, group: GroupID(0),
      clash: .twoVotes(voter: trace.id("n2"), trace.id("n1"), trace.id("n3"), Term(1)),
      witnesses: [
        Witness(
          position: position, server: trace.id("n2"), statement: .voted(candidate: trace.id("n1"), Term(1)))
      ])
    let elements = diagram(trace, [violation]).elements
    #expect(elements.count == 3)
    guard case .arrow(let arrow) = elements[1], case .violation = elements[2] else {
      Issue.record("the violation does not follow the arrow")
      return
    }
    #expect(arrow.witness?.numbers == [1])
  }

  @Test("An observation is worded by what it shows, and one that shows nothing new is left out and counted")
  func observations() {
    var trace = SampleTrace(isOneFile: true)
    trace.add("n1", .observed, term: 4, votedFor: "n1")
    trace.add("n1", .observed, term: 4)
    trace.add("n1", .observed, commit: 7)
    #expect(notes(trace) == ["t4, vote n1", "commit 7"])
    #expect(diagram(trace).omission.sentence == "showing 2 of 3 events; left out: 1 observation")
  }

  @Test("The violation stands behind its last witness, and witnesses are marked")
  func violation() {
    let (trace, violations) = SampleTraces.splitVote()
    let elements = diagram(trace, violations).elements
    guard case .violation(let summary)? = elements.last else {
      Issue.record("the violation is not the last element")
      return
    }
    #expect(summary.clash == "n1 and n3 both won term 4")
    #expect(summary.proofs.map(\.location) == ["n2.log:2", "n1.log:4", "n2.log:4", "n2.log:5", "n3.log:4"])
    let marked = elements.compactMap { element -> [Int]? in
      switch element {
      case .arrow(let arrow): arrow.witness?.numbers
      case .note(let note): note.witness?.numbers
      case .violation: nil
      }
    }
    #expect(Set(marked.joined()) == [1, 2, 3, 4, 5])
  }
}
