import RaftModel
import TraceFormat

struct VotesForEverybody: RaftRules {
  var options: ModelOptions

  func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }
}

struct VotesForStaleLogs: RaftRules {
  var options: ModelOptions

  func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool { true }
}

struct LeadsWithoutQuorum: RaftRules {
  var options: ModelOptions

  func isElected(_ i: ServerID, in state: ClusterState) -> Bool { state[i].votesGranted.count > 0 }
}

struct CommitsWithoutQuorum: RaftRules {
  var options: ModelOptions

  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
  }
}

struct CommitsOlderTerms: RaftRules {
  var options: ModelOptions

  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    var holders = ServerSet([i])
    for j in state[i].membership.allVoters where state[i].matchIndex[j] >= index { holders.insert(j) }
    return state[i].membership.hasQuorum(holders)
  }
}

struct AcceptsAnything: RaftRules {
  var options: ModelOptions

  func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm
  }
}

struct TakesOverCommitIndex: RaftRules {
  var options: ModelOptions

  func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = max(state[i].commitIndex, request.leaderCommit)
  }
}

struct NeverTruncates: RaftRules {
  var options: ModelOptions

  func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    for k in 0..<request.entries.count {
      let index = LogIndex(request.prevLog.index.rawValue + UInt64(k) + 1)
      if index == state[i].log.lastIndex.next { state[i].log.append(request.entries[k]) }
    }
  }
}

struct AlwaysTruncates: RaftRules {
  var options: ModelOptions

  func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    guard request.prevLog.index >= state[i].log.snapshot.position.index else { return }
    state[i].log.truncate(from: request.prevLog.index.next)
    for k in 0..<request.entries.count { state[i].log.append(request.entries[k]) }
  }
}

struct ForgetsVote: RaftRules {
  var options: ModelOptions

  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try Raft(options: options).restart(i, in: &state)
    state[i].votedFor = nil
  }
}

struct ForgetsTerm: RaftRules {
  var options: ModelOptions

  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try Raft(options: options).restart(i, in: &state)
    state[i].currentTerm = .zero
    state[i].votedFor = nil
  }
}

struct ForgetsLog: RaftRules {
  var options: ModelOptions

  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try Raft(options: options).restart(i, in: &state)
    state[i].log = ServerLog(membership: state[i].membership)
    state[i].commitIndex = .zero
    state[i].lastApplied = .zero
  }
}

struct CampaignsInOldTerm: RaftRules {
  var options: ModelOptions

  func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    let term = state[i].currentTerm
    Raft(options: options).startElection(i, isTransfer: isTransfer, in: &state)
    if term > .zero { state[i].currentTerm = term }
  }
}

struct LeaderCutsLog: RaftRules {
  var options: ModelOptions

  func sendAppendEntries(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try Raft(options: options).sendAppendEntries(i, to: j, in: &state)
    if state[i].log.lastIndex > state[i].commitIndex { state[i].log.truncate(from: state[i].log.lastIndex) }
  }
}
