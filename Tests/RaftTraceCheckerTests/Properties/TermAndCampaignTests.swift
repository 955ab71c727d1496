import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("TermMonotonic, VoteUpToDate, CampaignWellFormed and IdentityStable, Raft §5.1, §5.2, §5.4.1")
struct TermAndCampaignTests {
  @Test("A term that falls while a server runs violates TermMonotonic")
  func termFalls() {
    var trace = TraceBuilder()
    trace.term("n1", 5)
    trace.term("n1", 4)
    expectViolations([.termMonotonic], trace)
  }

  @Test("A term that was not stored may be lost in a crash; one that was recovered before may not")
  func termOverRestart() {
    var lost = TraceBuilder()
    lost.start("n1", term: 4, last: 9)
    lost.role("n1", .candidate, term: 5)
    lost.start("n1", term: 4, last: 9)
    expectHeld(.termMonotonic, lost)

    var fallen = TraceBuilder()
    fallen.start("n1", term: 4, last: 9)
    fallen.start("n1", term: 3, last: 9)
    expectViolations([.termMonotonic], fallen)
  }

  @Test("A blank start after a life with a stored term violates IdentityStable and TermMonotonic")
  func wiped() {
    var trace = TraceBuilder()
    trace.start("n1", term: 4, last: 9, commit: 7)
    trace.start("n1", term: 0, last: 0, commit: 0)
    expectViolations([.identityStable, .termMonotonic], trace)

    var declared = trace
    declared.dialect.reusesIdentities = true
    expectViolations([], declared)
  }

  @Test("A log that comes back shorter than what was committed on disk violates IdentityStable")
  func restoredBackup() {
    var trace = TraceBuilder()
    trace.start("n1", term: 4, last: 9, commit: 7)
    trace.start("n1", term: 4, last: 6, commit: 5)
    expectViolations([.identityStable], trace)
  }

  @Test("An uncommitted tail may be lost or cut over a restart")
  func shorterTail() {
    var trace = TraceBuilder()
    trace.start("n1", term: 4, last: 9, commit: 7)
    trace.start("n1", term: 5, last: 7, commit: 7)
    expectHeld(.identityStable, trace)
  }

  private func decide(
    _ trace: inout TraceBuilder, candidate: (UInt64, UInt64), voter: (UInt64, UInt64), granted: Bool = true
  ) {
    let vote = VoteDecision(
      candidate: trace.id("n1"), term: .known(Term(9)), isGranted: granted,
      lastLogIndex: .known(LogIndex(candidate.1)), lastLogTerm: .known(Term(candidate.0)))
    trace.add("n2", .voteDecided(vote)) {
      $0.lastLogTerm = .known(Term(voter.0))
      $0.lastLogIndex = .known(LogIndex(voter.1))
    }
  }

  @Test(
    "A vote for a candidate whose log is behind violates VoteUpToDate",
    arguments: [((1, 9), (2, 3)), ((2, 3), (2, 4))] as [((UInt64, UInt64), (UInt64, UInt64))])
  func staleCandidate(_ candidate: (UInt64, UInt64), _ voter: (UInt64, UInt64)) {
    var trace = TraceBuilder()
    decide(&trace, candidate: candidate, voter: voter)
    expectViolations([.voteUpToDate], trace)
    var refused = TraceBuilder()
    decide(&refused, candidate: candidate, voter: voter, granted: false)
    expectNotObservable(.voteUpToDate, refused)
  }

  @Test(
    "A vote for a candidate whose log is as good or better is right",
    arguments: [((3, 1), (2, 9)), ((2, 4), (2, 4)), ((2, 5), (2, 4))]
      as [((UInt64, UInt64), (UInt64, UInt64))])
  func goodCandidate(_ candidate: (UInt64, UInt64), _ voter: (UInt64, UInt64)) {
    var trace = TraceBuilder()
    decide(&trace, candidate: candidate, voter: voter)
    expectHeld(.voteUpToDate, trace)
  }

  @Test("The log shown with an answer is that of the decision only in a complete trace")
  func requestThenResponse() {
    func trace(isComplete: Bool, showsLogAt line: Int) -> TraceBuilder {
      var trace = TraceBuilder { $0.isComplete = isComplete }
      let request = RequestVoteRequest(lastLogIndex: .known(LogIndex(3)), lastLogTerm: .known(Term(1)))
      let granted = RequestVoteResponse(voteGranted: .known(true))
      func showLog(_ observation: inout Observation) {
        observation.lastLogTerm = .known(Term(2))
        observation.lastLogIndex = .known(LogIndex(1))
      }
      trace.receive("n2", from: "n1", term: 9, .requestVoteRequest(request)) { if line == 1 { showLog(&$0) } }
      trace.send("n2", to: "n1", term: 9, .requestVoteResponse(granted)) { if line == 2 { showLog(&$0) } }
      return trace
    }
    expectViolations([.voteUpToDate], trace(isComplete: true, showsLogAt: 1))
    expectViolations([.voteUpToDate], trace(isComplete: true, showsLogAt: 2))
    expectViolations([.voteUpToDate], trace(isComplete: false, showsLogAt: 1))
    expectNotObservable(.voteUpToDate, trace(isComplete: false, showsLogAt: 2))
  }

  @Test("A campaign in a term in which the server already followed violates CampaignWellFormed")
  func noNewTerm() {
    var trace = TraceBuilder()
    trace.role("n1", .follower, term: 3)
    trace.role("n1", .candidate, term: 3)
    expectViolations([.campaignWellFormed], trace)
  }

  @Test("A campaign in a later term, or one told twice, is well formed")
  func newTerm() {
    var trace = TraceBuilder()
    trace.role("n1", .follower, term: 3)
    trace.role("n1", .preCandidate, term: 3)
    trace.role("n1", .candidate, term: 5)
    trace.role("n1", .candidate, term: 5)
    expectHeld(.campaignWellFormed, trace)
  }

  @Test("A candidate that voted for another, or that holds an entry of its own term, is not well formed")
  func wrongCandidates() {
    var other = TraceBuilder()
    let rival = other.id("n2")
    other.add("n1", .roleChanged(.candidate)) {
      $0.currentTerm = .known(Term(3))
      $0.votedFor = .known(rival)
    }
    expectViolations([.campaignWellFormed, .oneVotePerTerm], other)

    var ahead = TraceBuilder()
    ahead.send(
      "n1", to: "n2", term: 3,
      .requestVoteRequest(RequestVoteRequest(lastLogIndex: .known(LogIndex(4)), lastLogTerm: .known(Term(3))))
    )
    expectViolations([.campaignWellFormed], ahead)
  }

  @Test("Entries that a server held before any term were bootstrapped, and their terms say nothing")
  func bootstrapped() {
    for (last, violated) in [(3, false), (4, true)] as [(UInt64, Bool)] {
      var trace = TraceBuilder()
      trace.start("n1")
      trace.add("n1", .observed) {
        $0.currentTerm = .known(Term(0))
        $0.lastLogIndex = .known(LogIndex(3))
      }
      let request = RequestVoteRequest(lastLogIndex: .known(LogIndex(last)), lastLogTerm: .known(Term(2)))
      trace.send("n1", to: "n2", term: 2, .requestVoteRequest(request))
      expectViolations(violated ? [.campaignWellFormed] : [], trace)
    }
  }

  @Test("A server that shows its new term before its new role has not followed in that term")
  func termBeforeRole() {
    var trace = TraceBuilder()
    trace.add("n1", .campaignStarted) {
      $0.currentTerm = .known(Term(4))
      $0.role = .known(.follower)
    }
    trace.role("n1", .candidate, term: 4)
    expectHeld(.campaignWellFormed, trace)
  }

  @Test("In a complete trace the voter's last term may be known from what it acknowledged or appended before")
  func knownLastTerm() {
    for (candidateTerm, violated) in [(1, true), (2, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder { $0.isComplete = true }
      let probe = AppendEntriesRequest(
        prevLogIndex: .known(LogIndex(7)), prevLogTerm: .known(Term(2)), entries: EntryBatch(count: 0))
      trace.receive("n2", from: "n3", term: 2, .appendEntriesRequest(probe))
      trace.send(
        "n2", to: "n3", term: 2,
        .appendEntriesResponse(AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(7)))))
      let request = RequestVoteRequest(
        lastLogIndex: .known(LogIndex(9)), lastLogTerm: .known(Term(candidateTerm)))
      trace.receive("n2", from: "n1", term: 3, .requestVoteRequest(request))
      trace.send(
        "n2", to: "n1", term: 3, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true)))
      ) { $0.lastLogIndex = .known(LogIndex(7)) }
      expectViolations(violated ? [.voteUpToDate] : [], trace)
      #expect(trace.check().status(.voteUpToDate) == (violated ? .violated : .held))
    }
  }
}
