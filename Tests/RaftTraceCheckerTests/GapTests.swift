import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("A line that could not be read could have been anything")
struct GapTests {
  @Test("Behind a gap a server may have restarted: nothing of one life is compared over it")
  func restartInGap() {
    var trace = TraceBuilder()
    trace.term("n1", 5)
    trace.commit("n1", 9)
    trace.term("n1", 4)
    trace.commit("n1", 3)
    #expect(check(trace, gapBehind: 4).violated == [.termMonotonic, .commitMonotonic])
    #expect(check(trace, gapBehind: 2).violated == [])
  }

  @Test("What compares servers over terms and indices is compared over a gap as before")
  func leadersOverGap() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2)
    trace.add("n1", .leaderObserved(trace.id("n2"))) { $0.currentTerm = .known(Term(2)) }
    #expect(check(trace, gapBehind: 1).violated == [.electionSafety])
  }

  private func check(_ trace: TraceBuilder, gapBehind count: Int) -> CheckReport {
    var checker = TraceChecker(symbols: trace.symbols)
    for (i, event) in trace.events.enumerated() {
      checker.consider(event, dialect: trace.dialect)
      if i + 1 == count { checker.noteGap(dialect: trace.dialect) }
    }
    return checker.finish()
  }
}
