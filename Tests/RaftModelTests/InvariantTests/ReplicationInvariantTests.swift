import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Invariants of logs and replication")
struct ReplicationInvariantTests {
  private func command(_ term: UInt64, _ server: ServerID = n1) -> ServerLog.Entry {
    .command(term: Term(term), from: server)
  }

  /// n1 leads term 1 with one entry, and knows nothing of the others' logs.
  private func led(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> ModelCluster {
    var cluster = ModelCluster(3, choose)
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    return cluster
  }

  private func sending() throws -> StepSketch {
    var cluster = try led()
    return try StepSketch(&cluster, .sendAppendEntries(from: n1, to: n2))
  }

  /// n2 takes the entry from n1.
  private func accepting(_ prepare: (inout ModelCluster) -> Void = { _ in }) throws -> StepSketch {
    var cluster = try led()
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    prepare(&cluster)
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    return try StepSketch(&cluster, .receive(request))
  }

  /// n2 refuses what follows an entry that it does not have.
  private func refusal() throws -> (ModelCluster, StepSketch) {
    var cluster = ModelCluster(3)
    cluster.set(n1, term: 0, log: [])
    try cluster.elect(n1, by: n2)
    cluster[n1].log.append(command(1))
    cluster[n1].nextIndex[n2] = LogIndex(2)
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    let step = try StepSketch(&cluster, .receive(request))
    return (cluster, step)
  }

  private func acknowledging() throws -> StepSketch {
    var cluster = try led()
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    return try StepSketch(&cluster, .receive(response))
  }

  @Test("A log has rising terms up to its server's, and changes for a reason")
  func logs() throws {
    check(LogWellFormed.self, heldBy: try accepting()) { $0.after[n2].log.append(self.command(2)) }
    check(LogWellFormed.self, heldBy: try accepting()) {
      $0.after[n2].currentTerm = Term(3)
      $0.after[n2].log.append(self.command(3))
      $0.after[n2].log.append(self.command(2))
    }
    check(LogChangesExplained.self, heldBy: try accepting()) { $0.action = .restart(n2) }
    check(LogChangesExplained.self, heldBy: try accepting()) { $0.after[n2].currentTerm = Term(2) }
  }

  @Test("A leader creates one entry of its term at a time, and deletes none")
  func leaderEntries() throws {
    var cluster = try led()
    let step = try StepSketch(&cluster, .clientAppend(n1))
    check(LeaderCreatesEntries.self, heldBy: step) { $0.after[n1].log.append(self.command(1)) }
    check(LeaderCreatesEntries.self, heldBy: step) {
      $0.after[n1].log.replace(at: LogIndex(2), with: self.command(0))
    }
    check(LeaderCreatesEntries.self, heldBy: step) {
      $0.after[n1].log.replace(at: LogIndex(2), with: .noOperation(term: Term(1)))
    }
    check(LeaderAppendOnly.self, heldBy: step) { $0.after[n1].log.truncate(from: LogIndex(1)) }
    check(LeaderAppendOnly.self, heldBy: step) {
      $0.after[n1].log.replace(at: LogIndex(1), with: .noOperation(term: Term(1)))
    }
  }

  @Test("A new leader puts an empty entry into its log where it has to")
  func noOperation() throws {
    var cluster = ModelCluster(3) { $0.appendsNoOperation = true }
    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    let response = try #require(cluster.messages(.requestVoteResponse).first)
    check(LeaderCreatesEntries.self, heldBy: try StepSketch(&cluster, .receive(response))) {
      $0.after[n1].log.truncate(from: LogIndex(1))
    }
  }

  @Test("Logs that agree at an entry agree before it, and the leader of its term has it")
  func matching() throws {
    check(LogMatching.self, heldBy: try accepting()) {
      $0.after[n2].log.replace(at: LogIndex(1), with: self.command(1, n3))
    }
    check(LogMatching.self, heldBy: try accepting()) {
      for server in [n1, n2] {
        $0.after[server].log.replace(at: LogIndex(1), with: self.command(server == n1 ? 1 : 0))
        $0.after[server].log.append(self.command(1))
      }
    }
    check(LeaderSublog.self, heldBy: try accepting()) { $0.after[n2].log.append(self.command(1)) }
  }

  @Test("A leader sends what it has, from where the follower's log is believed to end")
  func sent() throws {
    check(ReplicationTruthful.self, heldBy: try sending()) {
      $0.before[n1].log.replace(at: LogIndex(1), with: .noOperation(term: Term(1)))
    }
    check(ReplicationTruthful.self, heldBy: try sending()) { $0.before[n1].commitIndex = LogIndex(1) }
    check(ReplicationTruthful.self, heldBy: try sending()) { $0.before[n1].nextIndex[n2] = LogIndex(2) }
    check(EntriesSent.self, heldBy: try sending()) { $0.before[n1].log.append(self.command(1)) }
    check(ConfigInUse.self, heldBy: try sending()) {
      $0.before[n1].log.append(.membership(term: Term(1), Membership(voters: ServerSet([n1, n3]))))
    }
  }

  @Test("A follower accepts what follows its log, and nothing else")
  func consistency() throws {
    check(PrevLogConform.self, heldBy: try accepting()) {
      $0.replaceMessage(.appendEntriesResponse) {
        .appendEntriesResponse(
          from: $0.source, to: $0.destination, term: $0.term, success: false, matchIndex: .zero)
      }
    }
    let (_, refused) = try refusal()
    check(PrevLogConform.self, heldBy: refused) {
      $0.replaceMessage(.appendEntriesResponse) {
        .appendEntriesResponse(
          from: $0.source, to: $0.destination, term: $0.term, success: true, matchIndex: $0.matchIndex)
      }
    }
    check(AckTruthful.self, heldBy: refused) {
      $0.replaceMessage(.appendEntriesResponse) {
        .appendEntriesResponse(
          from: $0.source, to: $0.destination, term: $0.term, success: false, matchIndex: .zero)
      }
    }
    #expect(refused.judgement(of: AppendExact.self) == .notConcerned)
    guard
      case .violated = refused.changed({ $0.after[n2].log.append(self.command(1)) })
        .judgement(of: AppendExact.self)
    else {
      Issue.record("entries that follow nothing are stored")
      return
    }
  }

  @Test("A follower stores exactly what was sent, and deletes only what conflicts")
  func storing() throws {
    let conflict: (inout ModelCluster) -> Void = { $0[n2].log.append(.command(term: .zero, from: n1)) }
    check(NoNeedlessTruncate.self, heldBy: try accepting(conflict)) {
      $0.before[n2].log.replace(at: LogIndex(1), with: self.command(1))
      $0.after[n2].log.truncate(from: LogIndex(1))
    }
    check(AppendExact.self, heldBy: try accepting(conflict)) { $0.after[n2] = $0.before[n2] }
    check(AppendExact.self, heldBy: try accepting()) { $0.after[n2].log.append(self.command(1)) }
    check(AckTruthful.self, heldBy: try accepting()) { $0.after[n2].log.truncate(from: LogIndex(1)) }
    check(AckComplete.self, heldBy: try accepting()) {
      $0.replaceMessage(.appendEntriesResponse) {
        .appendEntriesResponse(
          from: $0.source, to: $0.destination, term: $0.term, success: true, matchIndex: .zero)
      }
    }
  }

  @Test("matchIndex is what the server acknowledged and has, and never goes back")
  func matchIndex() throws {
    check(MatchSound.self, heldBy: try acknowledging()) { $0.after[n2].log.truncate(from: LogIndex(1)) }
    check(MatchSound.self, heldBy: try accepting()) {
      $0.after[n1].matchIndex[n2] = LogIndex(1)
      $0.after[n2].log.replace(at: LogIndex(1), with: self.command(0))
    }
    check(MatchMonotonic.self, heldBy: try acknowledging()) { $0.before[n1].matchIndex[n2] = LogIndex(2) }
    check(MatchAcknowledged.self, heldBy: try acknowledging()) { $0.after[n1].matchIndex[n3] = LogIndex(1) }
    check(MatchAcknowledged.self, heldBy: try acknowledging()) { $0.after[n1].matchIndex[n2] = LogIndex(2) }
    check(AckCounted.self, heldBy: try acknowledging()) { $0.after[n1].matchIndex[n2] = .zero }
  }

  @Test("nextIndex lies behind matchIndex and moves for a reason")
  func nextIndex() throws {
    check(NextGtMatch.self, heldBy: try acknowledging()) { $0.after[n1].nextIndex[n2] = LogIndex(1) }
    check(NextGtMatch.self, heldBy: try acknowledging()) { $0.after[n1].nextIndex[n2] = LogIndex(3) }
    check(NextIndexMoves.self, heldBy: try acknowledging()) { $0.after[n1].nextIndex[n3] = LogIndex(2) }
    var (cluster, _) = try refusal()
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    check(NextGoesBack.self, heldBy: try StepSketch(&cluster, .receive(response))) {
      $0.after[n1].nextIndex[n2] = LogIndex(2)
    }
  }
}
