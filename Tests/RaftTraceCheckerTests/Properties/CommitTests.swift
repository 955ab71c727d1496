import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Commit and apply, Raft §5.3, §5.4")
struct CommitTests {
  @Test("A commit index that falls violates CommitMonotonic, over a restart it may")
  func commitFalls() {
    var trace = TraceBuilder()
    trace.commit("n1", 5)
    trace.commit("n1", 4)
    expectViolations([.commitMonotonic], trace)

    var restarted = TraceBuilder()
    restarted.commit("n1", 5)
    restarted.start("n1")
    restarted.commit("n1", 4)
    restarted.commit("n1", 6)
    expectHeld(.commitMonotonic, restarted)
  }

  @Test("A leader that commits an entry of an older term violates CommitCurrentTerm; a follower may")
  func oldTerm() {
    for isComplete in [false, true] {
      var leader = TraceBuilder { $0.isComplete = isComplete }
      leader.role("n1", .leader, term: 4)
      leader.commit("n1", 5, entryTerm: 3, term: 4)
      expectViolations(isComplete ? [.commitCurrentTerm] : [], leader)
      leader.commit("n1", 6, entryTerm: 3, term: 4)
      expectViolations([.commitCurrentTerm], leader)
    }

    var follower = TraceBuilder()
    follower.role("n1", .follower, term: 4)
    follower.commit("n1", 5, entryTerm: 3, term: 4)
    expectViolations([], follower)
  }

  @Test("An index that was in the log at the campaign is older than the leadership")
  func oldIndex() {
    for (commit, violated) in [(7, true), (8, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      trace.add("n1", .roleChanged(.candidate)) {
        $0.currentTerm = .known(Term(4))
        $0.lastLogIndex = .known(LogIndex(7))
      }
      trace.add("n1", .roleChanged(.leader)) {
        $0.currentTerm = .known(Term(4))
        $0.commitIndex = .known(LogIndex(3))
      }
      trace.commit("n1", commit, term: 4)
      expectViolations(violated ? [.commitCurrentTerm] : [], trace)
      #expect(trace.check().status(.commitCurrentTerm) == (violated ? .violated : .held))
    }
  }

  @Test("What a server had committed before it led is no commit of a leader")
  func baseline() {
    var trace = TraceBuilder()
    trace.add("n1", .roleChanged(.candidate)) {
      $0.currentTerm = .known(Term(4))
      $0.lastLogIndex = .known(LogIndex(7))
    }
    trace.role("n1", .leader, term: 4)
    trace.add("n1", .observed) {
      $0.currentTerm = .known(Term(4))
      $0.role = .known(.leader)
      $0.commitIndex = .known(LogIndex(6))
    }
    expectViolations([], trace)
  }

  @Test("A commit index beyond the log violates CommitLeLast")
  func beyondLog() {
    for (last, violated) in [(4, true), (5, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      trace.add("n1", .observed) {
        $0.commitIndex = .known(LogIndex(5))
        $0.lastLogIndex = .known(LogIndex(last))
      }
      expectViolations(violated ? [.commitLeLast] : [], trace)
      #expect(trace.check().status(.commitLeLast) == (violated ? .violated : .held))
    }
  }

  @Test("A truncation at or below the commit index violates CommittedNeverOverwritten")
  func truncation() {
    for (index, violated) in [(5, true), (6, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      trace.commit("n1", 5)
      trace.truncate("n1", from: index)
      expectViolations(violated ? [.committedNeverOverwritten] : [], trace)
      #expect(trace.check().status(.committedNeverOverwritten) == (violated ? .violated : .held))
    }
  }

  @Test("What was applied is committed, and must not be cut either")
  func truncationOfApplied() {
    var trace = TraceBuilder()
    trace.apply("n1", 5, term: 1)
    trace.truncate("n1", from: 4)
    expectViolations([.committedNeverOverwritten], trace)
  }

  @Test("A commit index that a crash may have forgotten protects nothing")
  func truncationAfterRestart() {
    var trace = TraceBuilder()
    trace.commit("n1", 5)
    trace.start("n1")
    trace.truncate("n1", from: 5)
    expectNotObservable(.committedNeverOverwritten, trace)
  }

  @Test("Different entries committed or applied at one index violate StateMachineSafety")
  func differentEntries() {
    var terms = TraceBuilder()
    terms.apply("n1", 5, term: 1)
    terms.commit("n2", 5, entryTerm: 2)
    expectViolations([.stateMachineSafety], terms)

    var payloads = TraceBuilder()
    payloads.apply("n1", 5, payload: 1)
    payloads.apply("n2", 5, payload: 2)
    expectViolations([.stateMachineSafety], payloads)

    var equal = TraceBuilder()
    equal.apply("n1", 5, term: 1, payload: 1)
    equal.apply("n2", 5, term: 1, payload: 1)
    expectHeld(.stateMachineSafety, equal)
  }

  @Test("A leader's commit of an entry it appended itself shows the entry's term")
  func ownEntries() {
    var trace = TraceBuilder()
    for (server, term) in [("n1", 2), ("n2", 3)] as [(String, UInt64)] {
      trace.role(server, .leader, term: term)
      trace.add(server, .entriesAppended(EntryBatch([trace.entry(5, term: term)]))) {
        $0.currentTerm = .known(Term(term))
        $0.role = .known(.leader)
      }
      trace.add(server, .committed(CommitAdvance(index: LogIndex(5)))) {
        $0.currentTerm = .known(Term(term))
        $0.role = .known(.leader)
      }
    }
    expectViolations([.stateMachineSafety], trace)
  }

  @Test("An entry applied beyond the commit index violates AppliedLeCommit")
  func appliedTooEarly() {
    var trace = TraceBuilder()
    trace.apply("n1", 5)
    trace.commit("n1", 4)
    expectViolations([.appliedLeCommit], trace)

    var right = TraceBuilder()
    right.commit("n1", 5)
    right.apply("n1", 5)
    right.commit("n1", 5)
    expectHeld(.appliedLeCommit, right)
  }

  @Test("An entry applied again in one life violates ApplyInOrder, in a complete trace; a gap does not")
  func applyOrder() {
    for isComplete in [false, true] {
      var again = TraceBuilder { $0.isComplete = isComplete }
      again.apply("n1", 5)
      again.apply("n1", 5)
      expectViolations(isComplete ? [.applyInOrder] : [], again)
    }
    var restarted = TraceBuilder { $0.isComplete = true }
    restarted.apply("n1", 5)
    restarted.apply("n1", 7)
    restarted.start("n1")
    restarted.apply("n1", 5)
    expectHeld(.applyInOrder, restarted)
  }

  @Test("Different hashes of the state at one applied index violate StateHashAgrees")
  func stateHashes() {
    for (hash, violated) in [(2, true), (1, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      for (server, value) in [("n1", 1), ("n2", hash)] {
        trace.add(server, .observed) {
          $0.lastApplied = .known(LogIndex(9))
          $0.stateHash = .known(PayloadHash(value))
        }
      }
      expectViolations(violated ? [.stateHashAgrees] : [], trace)
      #expect(trace.check().status(.stateHashAgrees) == (violated ? .violated : .held))
    }
  }

  @Test("Term and payload of an entry may come from two lines; each violation names the line that clashes")
  func halves() {
    var trace = TraceBuilder()
    trace.apply("n1", 5, term: 1)
    trace.apply("n2", 5, payload: 1)
    trace.apply("n3", 5, payload: 2)
    expectViolations([.stateMachineSafety], trace)
    #expect(trace.check().witnesses(of: .stateMachineSafety, trace.symbols) == ["n2.log:1", "n3.log:1"])
  }
}
