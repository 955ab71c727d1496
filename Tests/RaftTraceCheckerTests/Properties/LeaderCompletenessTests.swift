import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("LeaderCompleteness, Raft §5.4.3")
struct LeaderCompletenessTests {
  private func campaign(
    _ trace: inout TraceBuilder, _ server: String, term: UInt64, last: UInt64, lastTerm: UInt64
  ) {
    let request = RequestVoteRequest(
      lastLogIndex: .known(LogIndex(last)), lastLogTerm: .known(Term(lastTerm)))
    trace.send(server, to: "n9", term: term, .requestVoteRequest(request))
  }

  @Test("A leader elected without an entry that was committed in an earlier term violates it")
  func atElection() {
    var trace = TraceBuilder()
    trace.commit("n2", 147, term: 2)
    campaign(&trace, "n3", term: 4, last: 68, lastTerm: 2)
    trace.role("n3", .leader, term: 4)
    expectViolations([.leaderCompleteness], trace)
  }

  @Test("A stale leader that commits in its old term what a later leader lacks violates it too")
  func atCommit() {
    var trace = TraceBuilder()
    campaign(&trace, "n3", term: 4, last: 68, lastTerm: 2)
    trace.role("n3", .leader, term: 4)
    trace.commit("n2", 147, term: 2)
    expectViolations([.leaderCompleteness], trace)
  }

  @Test("A candidate with a short log that is not elected proves nothing")
  func onlyCandidate() {
    var trace = TraceBuilder()
    trace.commit("n2", 147, term: 2)
    campaign(&trace, "n3", term: 4, last: 68, lastTerm: 2)
    trace.role("n3", .candidate, term: 4)
    expectNotObservable(.leaderCompleteness, trace)
  }

  @Test("A leader of the term in which the commit happened, or of an earlier one, may lack the entry")
  func earlierLeaders() {
    var trace = TraceBuilder()
    campaign(&trace, "n3", term: 4, last: 68, lastTerm: 2)
    trace.role("n3", .leader, term: 4)
    trace.commit("n2", 147, term: 4)
    trace.commit("n1", 147, term: 5)
    expectNotObservable(.leaderCompleteness, trace)
  }

  @Test("The entry's own term is no bound: a stale leader between it and the commit is legal (Figure 8)")
  func figure8() {
    var trace = TraceBuilder()
    campaign(&trace, "n3", term: 3, last: 1, lastTerm: 1)
    trace.role("n3", .leader, term: 3)
    trace.commit("n1", 2, entryTerm: 2, term: 4)
    expectNotObservable(.leaderCompleteness, trace)
  }

  @Test("A long log whose last term is older than a committed entry lacks that entry")
  func olderLastTerm() {
    var trace = TraceBuilder()
    trace.commit("n2", 10, entryTerm: 3, term: 3)
    campaign(&trace, "n3", term: 4, last: 12, lastTerm: 2)
    trace.role("n3", .leader, term: 4)
    expectViolations([.leaderCompleteness], trace)
  }

  @Test("A commit that shows no term is bounded by the server's next shown term")
  func commitWithoutTerm() {
    for (next, violated) in [(3, true), (4, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      trace.term("n2", 2)
      trace.commit("n2", 10)
      trace.term("n2", next)
      campaign(&trace, "n3", term: 4, last: 5, lastTerm: 2)
      trace.role("n3", .leader, term: 4)
      expectViolations(violated ? [.leaderCompleteness] : [], trace)
    }
  }

  @Test("A complete leader holds")
  func complete() {
    var trace = TraceBuilder()
    trace.commit("n2", 10, entryTerm: 2, term: 2)
    campaign(&trace, "n3", term: 4, last: 10, lastTerm: 2)
    trace.role("n3", .leader, term: 4)
    expectHeld(.leaderCompleteness, trace)
  }

  @Test("The frontier of facts answers as the plain list of all facts does")
  func frontierAgainstPlainTwin() {
    for seed in UInt64(1)...200 {
      var generator = SeededRandom(seed: seed)
      var trace = TraceBuilder()
      var commits: [(term: UInt64, index: UInt64)] = []
      var leaders: [(term: UInt64, last: UInt64)] = []
      for step in 0..<12 {
        let term = UInt64.random(in: 1...6, using: &generator)
        let index = UInt64.random(in: 1...6, using: &generator)
        if Bool.random(using: &generator) {
          trace.commit("c\(step)", index, term: term)
          commits.append((term, index))
        } else if !leaders.contains(where: { $0.term == term }) {
          campaign(&trace, "l\(step)", term: term, last: index, lastTerm: 0)
          trace.role("l\(step)", .leader, term: term)
          leaders.append((term, index))
        }
      }
      let plain = leaders.contains { leader in
        commits.contains { $0.term < leader.term && $0.index > leader.last }
      }
      #expect(trace.check().violated.contains(.leaderCompleteness) == plain, "seed \(seed)")
    }
  }
}
