import RaftModel
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// Wrong Rafts as a stranger writes them, none of them in the catalogue, are found by a hunt that is told nothing.
@Suite struct StrangerTests {
  static let strangers: [(rules: any RaftRules, invariants: Set<String>)] = [
    (VotesAgainstCommitted(), ["VoteUpToDate"]),
    (CountsOfFourWrongly(), ["CommitQuorum"]),
    (AcknowledgesWholeLogToHeartbeats(), ["AckTruthful"]),
    (DropsLogBehindSnapshotOnRestart(), ["LogChangesExplained", "RestartRestores"]),
    (CommitsAtRestart(), ["CommitQuorum", "RestartRestores"]),
    (ElectsByUnion(), ["LeaderHasQuorum", "JointRules"]),
  ]

  @Test(arguments: strangers.indices)
  func isFound(_ k: Int) throws {
    let (rules, invariants) = Self.strangers[k]
    var hunt = Hunt(RaftModel(rules: rules, serverCount: 4, memberCount: 3))
    hunt.walkMaximum = 300
    hunt.shorteningStateMaximum = 0
    let find = try #require(hunt.run().find, "\(type(of: rules))")
    #expect(invariants.contains(find.invariant.name), "\(type(of: rules)) is found by \(find.invariant.name)")
  }

  /// Rules that name a server make states differ that are taken for the same; the hunt shortens its find nevertheless.
  @Test func rulesThatNameServersAreFoundToo() throws {
    var isUnrepeatable = false
    for name in 0..<3 {
      let model = RaftModel(rules: CommitsAlone(server: ServerID(UInt32(name))), serverCount: 3)
      var explorer = Explorer(model)
      explorer.distinctMaximum = 2000
      if explorer.runIfRepeatable() == nil { isUnrepeatable = true }
      let steps = explorer.run().broken.first { $0.summary.name == "CommitQuorum" }?.counterexample?.steps
      #expect(steps != nil, "a run, which need not be the shortest")
      var hunt = Hunt(model)
      hunt.shorteningStateMaximum = 2000
      let find = try #require(hunt.run().find)
      #expect(find.invariant.name == "CommitQuorum")
      #expect(find.behavior.steps.count == 4)
    }
    #expect(isUnrepeatable)
  }

  /// The same seed finds the same, though later walks go on from places that earlier ones came upon.
  @Test func threadsChangeNothingAfterManyWalks() throws {
    let model = RaftModel(rules: TransfersToAnyVote(), serverCount: 4, memberCount: 3)
    let results = [1, 2].map { workerCount in
      var hunt = Hunt(model)
      hunt.workerCount = workerCount
      hunt.shorteningStateMaximum = 0
      hunt.walkMaximum = 200
      return hunt.run()
    }
    #expect(results[0].walkCount == results[1].walkCount)
    #expect(results[0].stepCount == results[1].stepCount)
    #expect(results[0].find?.behavior.steps.map(\.action) == results[1].find?.behavior.steps.map(\.action))
  }
}

/// A voter compares the candidate's log with what it has committed itself.
private struct VotesAgainstCommitted: RaftRules {
  var options = ModelOptions()

  func handleRequestVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = request.destination
    let commit = state[i].commitIndex
    let end = LogPosition(term: state[i].log.term(at: commit) ?? .zero, index: commit)
    let isGranted =
      request.term == state[i].currentTerm
      && (state[i].votedFor == nil || state[i].votedFor == request.source) && request.lastLog >= end
    if isGranted { state[i].votedFor = request.source }
    state.network.send(
      .requestVoteResponse(
        from: i, to: request.source, term: state[i].currentTerm, voteGranted: isGranted))
  }
}

/// A leader takes the upper of the two middle ones where the number of voters is even.
private struct CountsOfFourWrongly: RaftRules {
  var options = ModelOptions([.oneServer])

  func advanceCommitIndex(_ i: ServerID, in state: inout ClusterState) {
    let indices = membershipInUse(by: i, in: state).voters
      .map { $0 == i ? state[i].log.lastIndex : state[i].matchIndex[$0] }.sorted()
    let index = indices[indices.count / 2]
    guard index > state[i].commitIndex, state[i].log.term(at: index) == state[i].currentTerm else { return }
    state[i].commitIndex = index
    leaveIfRemoved(i, in: &state)
  }
}

/// A follower acknowledges to a heartbeat all that it has.
private struct AcknowledgesWholeLogToHeartbeats: RaftRules {
  var options = ModelOptions()

  func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex {
    request.kind == .appendEntriesRequest && request.entries.isEmpty
      ? state[i].log.lastIndex : Raft(options: options).acknowledgedIndex(i, of: request, in: state)
  }
}

/// A server that restarts has its snapshot only.
private struct DropsLogBehindSnapshotOnRestart: RaftRules {
  var options = ModelOptions([.snapshots])

  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    if state[i].log.snapshot.position.index > .zero { state[i].log.truncate(from: state[i].log.firstIndex) }
    try Raft(options: options).restart(i, in: &state)
  }
}

/// A server that restarts takes all that it has for committed.
private struct CommitsAtRestart: RaftRules {
  var options = ModelOptions([.separateApply])

  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try Raft(options: options).restart(i, in: &state)
    state[i].commitIndex = state[i].log.lastIndex
  }
}

/// A candidate in a joint configuration counts a majority of all voters together.
private struct ElectsByUnion: RaftRules {
  var options = ModelOptions([.joint])

  func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    let voters = membershipInUse(by: i, in: state).allVoters
    return state[i].votesGranted.intersection(voters).count >= Quorum.majority(of: voters.count)
  }
}

/// A voter votes again in its term where a transfer asks for it.
private struct TransfersToAnyVote: RaftRules {
  var options = ModelOptions([.transfer])

  func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    Raft(options: options).grantsVote(i, to: request, in: state)
      || request.isTransfer && request.term == state[i].currentTerm
        && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }
}

/// One server commits what it alone has.
private struct CommitsAlone: RaftRules {
  var options = ModelOptions()
  var server: ServerID

  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    i == server || Raft(options: options).isCommitted(index, by: i, in: state)
  }
}
