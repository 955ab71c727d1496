import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("LogWellFormed, LeaderAppendOnly and LogMatching, Raft §5.3")
struct LogTests {
  @Test("Terms that fall within one batch violate LogWellFormed")
  func fallingTerms() {
    var trace = TraceBuilder()
    trace.append("n1", [trace.entry(3, term: 2), trace.entry(4, term: 1)])
    expectViolations([.logWellFormed], trace)
  }

  @Test("A message whose entries follow on a later term, or are ahead of its own, violates LogWellFormed")
  func wrongMessages() {
    var falling = TraceBuilder()
    let after = AppendEntriesRequest(
      prevLogIndex: .known(LogIndex(2)), prevLogTerm: .known(Term(3)),
      entries: EntryBatch([falling.entry(3, term: 2)]))
    falling.send("n1", to: "n2", term: 4, .appendEntriesRequest(after))
    expectViolations([.logWellFormed], falling)

    var ahead = TraceBuilder()
    let early = AppendEntriesRequest(entries: EntryBatch([ahead.entry(3, term: 5)]))
    ahead.send("n1", to: "n2", term: 4, .appendEntriesRequest(early))
    expectViolations([.logWellFormed], ahead)
  }

  private func appendBehind(_ last: UInt64, term: UInt64, _ entries: [LogEntry], _ trace: inout TraceBuilder)
  {
    trace.add("n1", .entriesAppended(EntryBatch(entries))) {
      $0.moment = .before
      $0.lastLogIndex = .known(LogIndex(last))
      $0.lastLogTerm = .known(Term(term))
    }
  }

  @Test("An append behind a gap, or behind a later term, violates it where the line shows the log before it")
  func behindShownEnd() {
    for (index, term, violated) in [(5, 2, true), (4, 1, true), (4, 2, false), (3, 3, false)]
      as [(UInt64, UInt64, Bool)]
    {
      var trace = TraceBuilder()
      appendBehind(3, term: 2, [trace.entry(index, term: term)], &trace)
      expectViolations(violated ? [.logWellFormed] : [], trace)
    }
  }

  @Test("Entries whose terms rise behind what they follow hold")
  func wellFormed() {
    var trace = TraceBuilder()
    trace.append("n1", [trace.entry(3, term: 2), trace.entry(4, term: 2), trace.entry(5, term: 3)], term: 3)
    expectHeld(.logWellFormed, trace)
  }

  @Test("Between two lines the log may have changed unseen")
  func betweenLines() {
    var trace = TraceBuilder { $0.isComplete = true }
    trace.append("n1", [trace.entry(3, term: 2)])
    trace.append("n1", [trace.entry(5, term: 1)])
    expectViolations([], trace)
  }

  @Test("In a complete trace an append is compared with what the lines before it put there")
  func appendedBehind() {
    for isComplete in [true, false] {
      var trace = TraceBuilder { $0.isComplete = isComplete }
      trace.append("n1", [trace.entry(1, term: 1)])
      trace.append("n1", [trace.entry(2, term: 3)])
      trace.append("n2", [trace.entry(1, term: 2)])
      trace.append("n2", [trace.entry(2, term: 3)])
      expectViolations(isComplete ? [.logMatching] : [], trace)
    }
  }

  @Test("A leader that cuts its log in its own term violates LeaderAppendOnly")
  func leaderTruncates() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2)
    trace.truncate("n1", from: 5, term: 2)
    expectViolations([.leaderAppendOnly], trace)
  }

  @Test("A truncation without a term waits for the next line that shows one")
  func truncationWithoutTerm() {
    var same = TraceBuilder()
    same.role("n1", .leader, term: 2)
    same.truncate("n1", from: 5)
    same.term("n1", 2)
    expectViolations([.leaderAppendOnly], same)

    var later = TraceBuilder()
    later.role("n1", .leader, term: 2)
    later.truncate("n1", from: 5)
    later.term("n1", 3)
    expectNotObservable(.leaderAppendOnly, later)
  }

  @Test("A leader whose log is shown shorter later in its term violates LeaderAppendOnly")
  func leaderShrinks() {
    var trace = TraceBuilder()
    for last in [7, 9, 8] as [UInt64] {
      trace.add("n1", .observed) {
        $0.currentTerm = .known(Term(2))
        $0.role = .known(.leader)
        $0.lastLogIndex = .known(LogIndex(last))
      }
    }
    expectViolations([.leaderAppendOnly], trace)
  }

  @Test("A restarted leader may have lost an unstored tail")
  func leaderRestarts() {
    var trace = TraceBuilder()
    trace.add("n1", .roleChanged(.leader)) {
      $0.currentTerm = .known(Term(2))
      $0.lastLogIndex = .known(LogIndex(9))
    }
    trace.start("n1", term: 2, last: 7)
    trace.truncate("n1", from: 6, term: 2)
    expectViolations([], trace)
  }

  @Test("Different payloads at one index and term violate LogMatching")
  func differentPayloads() {
    var trace = TraceBuilder()
    trace.append("n1", [trace.entry(3, term: 2, payload: 1)])
    trace.append("n2", [trace.entry(3, term: 2, payload: 2)])
    expectViolations([.logMatching], trace)
  }

  @Test("Different terms before one entry violate LogMatching")
  func differentPredecessors() {
    var trace = TraceBuilder()
    trace.append("n1", [trace.entry(2, term: 1), trace.entry(3, term: 2)])
    trace.append("n2", [trace.entry(2, term: 2), trace.entry(3, term: 2)])
    expectViolations([.logMatching], trace)
  }

  @Test("Different entries of different terms at one index are no contradiction")
  func differentTerms() {
    var trace = TraceBuilder()
    trace.append("n1", [trace.entry(2, term: 1, payload: 1), trace.entry(3, term: 2, payload: 2)])
    trace.append("n2", [trace.entry(2, term: 1, payload: 1), trace.entry(3, term: 3, payload: 3)])
    expectHeld(.logMatching, trace)
  }

  @Test("Entries that are only some of a batch need not be neighbours")
  func partialBatch() {
    for count in [2, 3] {
      var trace = TraceBuilder()
      let entries = [trace.entry(5, term: 1), trace.entry(7, term: 1)]
      trace.add("n1", .entriesAppended(EntryBatch(count: .known(count), entries: entries)))
      expectViolations(count == 2 ? [.logWellFormed] : [], trace)
    }
  }
}
