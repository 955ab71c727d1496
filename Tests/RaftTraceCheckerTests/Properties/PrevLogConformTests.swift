import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("PrevLogConform, Raft §5.3 and Figure 2")
struct PrevLogConformTests {
  private func append(after index: UInt64, term: UInt64, count: Int) -> MessageBody {
    .appendEntriesRequest(
      AppendEntriesRequest(
        prevLogIndex: .known(LogIndex(index)), prevLogTerm: .known(Term(term)),
        entries: EntryBatch(count: count)))
  }

  private func acknowledge(_ index: UInt64) -> MessageBody {
    .appendEntriesResponse(AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(index))))
  }

  /// n1 holds entries 11 to 13 of term 1.
  private func trace(isComplete: Bool = true) -> TraceBuilder {
    var trace = TraceBuilder { $0.isComplete = isComplete }
    trace.append("n1", (11...13).map { trace.entry($0, term: 1) })
    return trace
  }

  @Test("An acknowledgement behind an entry of another term violates it at the acknowledgement")
  func mismatch() {
    var trace = trace()
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 2, count: 1))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectViolations([.prevLogConform], trace)
    #expect(trace.check().violations.first?.firstUnexplained?.line == 3)
  }

  @Test("An acknowledgement behind an entry that the follower does not have violates it")
  func gap() {
    var trace = TraceBuilder { $0.isComplete = true }
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 2, count: 1)) {
      $0.moment = .before
      $0.lastLogIndex = .known(LogIndex(12))
    }
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectViolations([.prevLogConform], trace)
  }

  @Test("An acknowledgement behind the right entry holds")
  func match() {
    var trace = trace()
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 1, count: 1))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectHeld(.prevLogConform, trace)
  }

  @Test("Where another request reaches as far, the acknowledgement may be of that one")
  func otherRequest() {
    var trace = trace()
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 2, count: 1))
    trace.receive("n1", from: "n3", term: 3, append(after: 10, term: 1, count: 4))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectViolations([], trace)
  }

  @Test("What a request may have overwritten is no longer known")
  func overwritten() {
    var trace = trace()
    trace.receive("n1", from: "n3", term: 3, append(after: 11, term: 1, count: 2))
    trace.send("n1", to: "n3", term: 3, acknowledge(13))
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 3, count: 1))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectViolations([], trace)
  }

  @Test("Where lines may be missing nothing is known of the log")
  func sampled() {
    var trace = trace(isComplete: false)
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 2, count: 1))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectNotObservable(.prevLogConform, trace)
  }

  @Test("A stale request may be answered with the commit index")
  func staleRequest() {
    var trace = trace()
    trace.commit("n1", 14)
    trace.receive("n1", from: "n3", term: 3, append(after: 13, term: 2, count: 1))
    trace.send("n1", to: "n3", term: 3, acknowledge(14))
    expectViolations([], trace)
  }
}
