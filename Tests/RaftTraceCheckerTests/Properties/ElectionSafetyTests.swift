import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("ElectionSafety, Raft §5.2")
struct ElectionSafetyTests {
  @Test("Two servers that won the same term violate it, with their two lines as witnesses")
  func twoWinners() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2)
    trace.role("n1", .follower, term: 2)
    trace.role("n3", .leader, term: 2)
    expectViolations([.electionSafety], trace)
    #expect(trace.check().witnesses(of: .electionSafety, trace.symbols) == ["n1.log:1", "n3.log:1"])
  }

  @Test("The line that says that a term was won is preferred to a follower's belief, wherever it stands")
  func preferredWitness() {
    var trace = TraceBuilder()
    trace.add("n2", .leaderObserved(trace.id("n1"))) { $0.currentTerm = .known(Term(2)) }
    trace.role("n1", .leader, term: 2)
    trace.role("n3", .leader, term: 2)
    #expect(Set(trace.check().witnesses(of: .electionSafety, trace.symbols)) == ["n1.log:1", "n3.log:1"])
  }

  @Test("A leader that is only known from what it sends counts as well")
  func actingLeaders() {
    var trace = TraceBuilder()
    trace.send("n1", to: "n2", term: 2, .appendEntriesRequest(AppendEntriesRequest()))
    trace.receive("n2", from: "n3", term: 2, .appendEntriesRequest(AppendEntriesRequest()))
    expectViolations([.electionSafety], trace)
  }

  @Test("One leader a term holds, also when it is the same server twice")
  func oneLeader() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2)
    trace.role("n1", .leader, term: 2)
    trace.role("n3", .leader, term: 3)
    expectHeld(.electionSafety, trace)
  }

  @Test("Terms of different groups have nothing to do with each other")
  func groups() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2, group: "a")
    trace.role("n3", .leader, term: 2, group: "b")
    expectHeld(.electionSafety, trace)
  }

  @Test("Without a leader's term nothing is observable")
  func noTerm() {
    var trace = TraceBuilder()
    trace.add("n1", .roleChanged(.leader))
    expectNotObservable(.electionSafety, trace)
  }

  @Test("A leader known by two names is one leader; a third that is another server is not")
  func aliases() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 2)
    trace.add("n2", .leaderObserved(trace.id("10.0.0.1:8300"))) { $0.currentTerm = .known(Term(2)) }
    expectViolations([.electionSafety], trace)
    trace.symbols.unite(trace.id("10.0.0.1:8300"), trace.id("n1"))
    expectViolations([], trace)
    trace.role("n3", .leader, term: 2)
    expectViolations([.electionSafety], trace)
  }
}
