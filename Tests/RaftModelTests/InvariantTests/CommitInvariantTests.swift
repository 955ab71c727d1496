import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Invariants of commitment, application and restarts")
struct CommitInvariantTests {
  private func command(_ term: UInt64) -> ServerLog.Entry { .command(term: Term(term), from: n1) }

  /// n1 hears that n2 has its entry, and commits it.
  private func committing(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> StepSketch {
    var cluster = try acknowledged(choose)
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    return try StepSketch(&cluster, .receive(response))
  }

  private func acknowledged(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> ModelCluster {
    var cluster = ModelCluster(3, choose)
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    return cluster
  }

  /// n2 learns that its entry is committed.
  private func following() throws -> StepSketch {
    var cluster = try acknowledged()
    try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    return try StepSketch(&cluster, .receive(request))
  }

  @Test("A leader commits what a quorum has, of its own term, and all of that")
  func leaderCommits() throws {
    check(CommitQuorum.self, heldBy: try committing()) { $0.action = .clientAppend(n1) }
    check(CommitQuorum.self, heldBy: try committing()) { $0.after[n2].log.truncate(from: LogIndex(1)) }
    check(CommitCurrentTerm.self, heldBy: try committing()) {
      $0.after[n1].log.replace(at: LogIndex(1), with: self.command(0))
    }
    check(QuorumCommits.self, heldBy: try committing()) { $0.after[n1].commitIndex = .zero }
    check(CommitLeLast.self, heldBy: try committing()) { $0.after[n1].commitIndex = LogIndex(2) }
    check(CommitMonotonic.self, heldBy: try committing()) { $0.before[n1].commitIndex = LogIndex(2) }
  }

  @Test("A follower commits what its leader has verified and committed")
  func followerCommits() throws {
    check(FollowerCommitBound.self, heldBy: try following()) { $0.after[n2].commitIndex = LogIndex(2) }
    check(FollowerCommitBound.self, heldBy: try following()) { $0.after[n2].currentTerm = Term(2) }
    check(FollowerCommits.self, heldBy: try following()) { $0.after[n2].commitIndex = .zero }
  }

  @Test("What is committed stays, and is the same everywhere")
  func safety() throws {
    check(StateMachineSafety.self, heldBy: try following()) {
      $0.after[n2].log.replace(at: LogIndex(1), with: .noOperation(term: Term(1)))
    }
    var cluster = ModelCluster(3)
    cluster.set(n2, term: 1, log: [1, 1], commit: 1)
    cluster.set(n1, term: 1, log: [1])
    try cluster.elect(n1, by: n3)
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    let step = try StepSketch(&cluster, .receive(request))
    check(CommittedNeverOverwritten.self, heldBy: step) { $0.before[n2].commitIndex = LogIndex(2) }
  }

  @Test("A new leader has what was committed in lower terms")
  func leaderCompletenessWhenElected() throws {
    var cluster = ModelCluster(3)
    cluster.set(n1, term: 1, log: [1], commit: 1)
    cluster.set(n2, term: 1, log: [1])
    try cluster.take(.electionTimeout(n2))
    try cluster.deliver(.requestVoteRequest, from: n2, to: n3)
    let response = try #require(cluster.messages(.requestVoteResponse).first)
    let step = try StepSketch(&cluster, .receive(response))
    check(LeaderCompleteness.self, heldBy: step) { $0.after[n2].log.truncate(from: LogIndex(1)) }
    let isOwnTerm = step.changed {
      $0.before.history = HistoryVariables()
      $0.before.history.recordCommitted(self.command(2), at: LogIndex(1), in: Term(2))
    }
    #expect(
      isOwnTerm.judgement(of: LeaderCompleteness.self) == .held, "committed in its own term, not a lower one")
  }

  @Test("A leader of a later term has what an old leader commits")
  func leaderCompletenessWhenCommitted() throws {
    var cluster = try acknowledged()
    var newer = cluster
    try newer.take(.electionTimeout(n2))
    try newer.deliver(.requestVoteRequest, from: n2, to: n3)
    try newer.deliver(.requestVoteResponse, from: n3, to: n2)
    cluster.state = newer.state
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    let step = try StepSketch(&cluster, .receive(response))
    check(LeaderCompleteness.self, heldBy: step) { $0.after[n2].log.truncate(from: LogIndex(1)) }
  }

  @Test("Every quorum has a server with all that is committed")
  func quorumLog() throws {
    check(QuorumLog.self, heldBy: try committing()) { $0.after[n2].log.truncate(from: LogIndex(1)) }
  }

  @Test("Entries are applied once committed, in order, with one outcome")
  func application() throws {
    check(AppliedLeCommit.self, heldBy: try committing()) { $0.after[n1].commitIndex = .zero }
    check(ApplyInOrder.self, heldBy: try committing()) { $0.after[n1].machine &+= 1 }
    check(ApplyInOrder.self, heldBy: try committing()) { $0.before[n1].lastApplied = LogIndex(2) }
    check(CommittedIsApplied.self, heldBy: try committing()) { $0.after[n1].lastApplied = .zero }
    check(StateHashAgrees.self, heldBy: try following()) { $0.after[n1].machine &+= 1 }
    var cluster = try acknowledged { $0.appliesSeparately = true }
    try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
    check(ApplyInOrder.self, heldBy: try StepSketch(&cluster, .apply(n1))) { $0.after[n1] = $0.before[n1] }
  }

  @Test("A restart keeps what is persistent, and loses the rest")
  func restart() throws {
    var cluster = ModelCluster(3)
    cluster.set(n1, term: 2, log: [1, 2], vote: n2, commit: 1)
    let step = try StepSketch(&cluster, .restart(n1))
    check(RestartRestores.self, heldBy: step) { $0.after[n1].log.truncate(from: LogIndex(2)) }
    check(RestartRestores.self, heldBy: step) { $0.after[n1].machine = $0.before[n1].machine }
    check(RestartRestores.self, heldBy: step) { $0.after[n1].commitIndex = LogIndex(2) }
    check(RestartRestores.self, heldBy: step) { $0.after[n1].role = .candidate }
    check(IdentityStable.self, heldBy: step) {
      $0.after[n1] = ServerState(membership: $0.after[n1].membership)
    }
    check(IdentityStable.self, heldBy: step) { $0.after[n1].votedFor = nil }
  }
}
