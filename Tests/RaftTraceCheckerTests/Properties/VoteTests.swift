import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("OneVotePerTerm and VoteDurable, Raft §5.2")
struct VoteTests {
  private let granted = MessageBody.requestVoteResponse(RequestVoteResponse(voteGranted: .known(true)))

  @Test("Two votes for different candidates of one term violate OneVotePerTerm at the second")
  func twoVotes() {
    var trace = TraceBuilder()
    trace.grant("n3", to: "n1", term: 1)
    trace.grant("n3", to: "n2", term: 1)
    expectViolations([.oneVotePerTerm], trace)
    let violation = trace.check().violations.first
    #expect(violation?.firstUnexplained.map(trace.symbols.describe) == "n3.log:2")
  }

  @Test("A repeated vote for the same candidate, and a vote in the next term, are legal")
  func repeatedVote() {
    var trace = TraceBuilder()
    trace.grant("n3", to: "n1", term: 1)
    trace.grant("n3", to: "n1", term: 1)
    trace.grant("n3", to: "n2", term: 2)
    expectHeld(.oneVotePerTerm, trace)
  }

  @Test("A candidate that votes for another in its own term has voted twice")
  func candidateVotes() {
    var trace = TraceBuilder()
    trace.role("n3", .candidate, term: 4)
    trace.grant("n3", to: "n1", term: 4)
    expectViolations([.oneVotePerTerm], trace)
  }

  @Test("A pre-vote is no vote")
  func preVote() {
    var trace = TraceBuilder()
    for candidate in ["n1", "n2"] {
      trace.add(
        "n3",
        .voteDecided(
          VoteDecision(
            candidate: trace.id(candidate), term: .known(Term(2)), isGranted: true, isPreVote: true)))
    }
    expectNotObservable(.oneVotePerTerm, trace)
  }

  @Test("A vote that was never proven to be stored may be forgotten in a crash")
  func unprovenVote() {
    var trace = TraceBuilder()
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n1", term: 1)
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n2", term: 1)
    expectHeld(.oneVotePerTerm, trace)
  }

  @Test("A stored vote must come back: a vote for another after a restart violates both properties")
  func storedVote() {
    var trace = TraceBuilder()
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n1", term: 1)
    trace.add("n3", .persisted(Persistence(coversTermAndVote: true)))
    trace.start("n3", term: 1)
    trace.grant("n3", to: "n2", term: 1)
    expectViolations([.oneVotePerTerm, .voteDurable], trace)
  }

  @Test("In a source whose steps are durable at once a forgotten vote shows at the restart itself")
  func forgottenVote() {
    var trace = TraceBuilder { $0.durability = .atOnce }
    trace.grant("n3", to: "n1", term: 1)
    trace.add("n3", .start) {
      $0.currentTerm = .known(Term(1))
      $0.votedFor = .known(nil)
    }
    expectViolations([.voteDurable], trace)
  }

  @Test("A vote that another server's yes proves to be stored must come back")
  func answeredCandidate() {
    var trace = TraceBuilder()
    trace.start("n3", term: 0)
    trace.role("n3", .candidate, term: 1)
    trace.receive("n3", from: "n1", term: 1, granted)
    trace.start("n3", term: 1)
    trace.grant("n3", to: "n2", term: 1)
    expectViolations([.oneVotePerTerm, .voteDurable], trace)
  }

  @Test("Two candidates that both count a vote of one server in one term prove that it voted twice")
  func countedTwice() {
    var trace = TraceBuilder()
    trace.receive("n1", from: "n3", term: 1, granted)
    trace.receive("n2", from: "n3", term: 1, granted)
    expectViolations([.oneVotePerTerm], trace)
  }

  @Test("In a complete trace a counted vote is one that was stored, wherever the counting line stands")
  func countedThenForgotten() {
    var trace = TraceBuilder { $0.isComplete = true }
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n1", term: 1)
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n2", term: 1)
    trace.receive("n1", from: "n3", term: 1, granted)
    expectViolations([.oneVotePerTerm], trace)
  }

  @Test("Stepping down within a term does not clear the vote")
  func stepDownClearsVote() {
    var trace = TraceBuilder()
    trace.grant("n3", to: "n1", term: 1)
    trace.add("n3", .roleChanged(.follower)) {
      $0.currentTerm = .known(Term(1))
      $0.votedFor = .known(nil)
    }
    expectViolations([.voteDurable], trace)
  }

  @Test("A vote that comes back after a restart holds")
  func keptVote() {
    var trace = TraceBuilder { $0.durability = .atOnce }
    trace.grant("n3", to: "n1", term: 1)
    let candidate = trace.id("n1")
    trace.add("n3", .start) {
      $0.currentTerm = .known(Term(1))
      $0.votedFor = .known(candidate)
    }
    expectHeld(.voteDurable, trace)
  }

  @Test("A new term clears the vote")
  func newTermClearsVote() {
    var trace = TraceBuilder()
    trace.grant("n3", to: "n1", term: 1)
    trace.add("n3", .observed) {
      $0.currentTerm = .known(Term(2))
      $0.votedFor = .known(nil)
    }
    expectViolations([], trace)
  }

  @Test("A candidate that counts its own vote has not stored it: after a crash it may vote for another")
  func ownVoteIsNotStored() {
    var trace = TraceBuilder()
    trace.start("n3", term: 0)
    trace.receive("n3", from: "n3", term: 1, granted)
    trace.start("n3", term: 0)
    trace.grant("n3", to: "n1", term: 1)
    trace.receive("n1", from: "n3", term: 1, granted)
    expectHeld(.oneVotePerTerm, trace)
  }

  @Test("Where identities are reused, a blank start is a new server that may vote in any term")
  func reusedIdentity() {
    for reuses in [false, true] {
      var trace = TraceBuilder {
        $0.durability = .atOnce
        $0.reusesIdentities = reuses
      }
      trace.grant("n3", to: "n1", term: 1)
      trace.start("n3", term: 0, last: 0)
      trace.grant("n3", to: "n2", term: 1)
      expectViolations(reuses ? [] : [.oneVotePerTerm, .voteDurable], trace)
    }
  }

  @Test("Two candidates that turn out to be one server, known by two names, had one vote")
  func aliases() {
    var trace = TraceBuilder()
    trace.grant("n3", to: "n1", term: 1)
    trace.grant("n3", to: "10.0.0.1:8300", term: 1)
    expectViolations([.oneVotePerTerm], trace)
    trace.symbols.unite(trace.id("10.0.0.1:8300"), trace.id("n1"))
    expectViolations([], trace)
  }
}
