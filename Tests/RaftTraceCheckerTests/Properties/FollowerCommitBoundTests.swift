import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("FollowerCommitBound, Raft §5.3 and Figure 2")
struct FollowerCommitBoundTests {
  /// n1 follows in term 4, and is asked to append one entry behind entry 6.
  private func trace(isComplete: Bool = true) -> TraceBuilder {
    var trace = TraceBuilder { $0.isComplete = isComplete }
    trace.role("n1", .follower, term: 3)
    trace.role("n1", .follower, term: 4)
    trace.receive("n1", from: "n2", term: 4, append(after: 6, count: 1))
    return trace
  }

  private func append(after index: UInt64, count: Int) -> MessageBody {
    .appendEntriesRequest(
      AppendEntriesRequest(
        prevLogIndex: .known(LogIndex(index)), prevLogTerm: .known(Term(3)),
        entries: EntryBatch(count: count),
        leaderCommit: .known(LogIndex(9))))
  }

  @Test("A commit beyond the last entry that any request reaches violates it; up to there it holds")
  func bound() {
    for (commit, violated) in [(8, true), (7, false)] as [(UInt64, Bool)] {
      var trace = trace()
      trace.commit("n1", commit, term: 4)
      expectViolations(violated ? [.followerCommitBound] : [], trace)
      #expect(trace.check().status(.followerCommitBound) == (violated ? .violated : .held))
    }
  }

  @Test("What was committed before may be learned again after a restart")
  func restart() {
    var trace = trace()
    trace.commit("n1", 7, term: 4)
    trace.start("n1", term: 4)
    trace.role("n1", .follower, term: 4)
    trace.commit("n1", 7, term: 4)
    expectHeld(.followerCommitBound, trace)
  }

  @Test("Requests of the term may have come before the trace, or before a missing line")
  func beginning() {
    var late = TraceBuilder { $0.isComplete = true }
    late.role("n1", .follower, term: 4)
    late.receive("n1", from: "n2", term: 4, append(after: 6, count: 1))
    late.commit("n1", 8, term: 4)
    expectNotObservable(.followerCommitBound, late)

    var sampled = trace(isComplete: false)
    sampled.commit("n1", 8, term: 4)
    expectNotObservable(.followerCommitBound, sampled)
  }

  @Test("A commit index that a state shows may be older than the term: only what rises above it is judged")
  func shownByState() {
    for (states, status) in [([9], .notObservable), ([9, 10], .violated)] as [([UInt64], PropertyStatus)] {
      var trace = trace()
      for commit in states {
        trace.add("n1", .observed) {
          $0.currentTerm = .known(Term(4))
          $0.commitIndex = .known(LogIndex(commit))
        }
      }
      #expect(trace.check().status(.followerCommitBound) == status)
    }
  }

  @Test("A snapshot verifies what it covers, and a leader is not bound")
  func otherBounds() {
    var snapshot = trace()
    snapshot.add("n1", .snapshotInstalled(Snapshot(lastIncludedIndex: LogIndex(8))))
    snapshot.commit("n1", 8, term: 4)
    expectHeld(.followerCommitBound, snapshot)

    var leader = trace()
    leader.role("n1", .candidate, term: 5)
    leader.role("n1", .leader, term: 5)
    leader.commit("n1", 8, term: 5)
    expectNotObservable(.followerCommitBound, leader)
  }
}
