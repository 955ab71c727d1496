public import TraceFormat

/// The rules of Raft, each with its definition in the file that bears its name; Figure 2 made executable.
///
/// Raft §5–§7 · dissertation §3.10, §4, §6.4, §9.6.
///
/// `Raft` is the algorithm. A variant conforms too and redefines the rules in which it differs, from outside: a rule
/// reaches the others through the protocol, so a variant's rule is used wherever Raft's was. A rule that throws has
/// not changed the state.
public protocol RaftRules: Sendable {
  var options: ModelOptions { get }

  // MARK: Elections (§5.2, §5.4.1)

  func electionTimeout(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func mayCampaign(_ i: ServerID, in state: ClusterState) -> Bool
  func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState)
  func handleRequestVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool
  func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool
  func handleRequestVoteResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)
  func countsVote(_ response: Packet, in state: ClusterState) -> Bool
  func isElected(_ i: ServerID, in state: ClusterState) -> Bool
  func becomeLeader(_ i: ServerID, in state: inout ClusterState)
  func startPreVote(_ i: ServerID, in state: inout ClusterState)
  func handlePreVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func handlePreVoteResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)

  // MARK: All servers (§5.1)

  func updateTerm(_ i: ServerID, to term: Term, in state: inout ClusterState)
  func stepDown(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func apply(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Replication (§5.3, §5.4.2)

  func clientAppend(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func sendAppendEntries(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func handleAppendEntriesRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool
  func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState)
  func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState)
  func handleAppendEntriesResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)
  func advanceCommitIndex(_ i: ServerID, in state: inout ClusterState)
  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool

  // MARK: Snapshots (§7)

  func takeSnapshot(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func sendInstallSnapshot(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func handleInstallSnapshotRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func installSnapshot(_ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState)
  func handleInstallSnapshotResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Membership (§6, dissertation §4)

  func changeMembership(_ i: ServerID, to target: Membership, in state: inout ClusterState) throws(DisabledAction)
  func mayChangeMembership(_ i: ServerID, in state: ClusterState) throws(DisabledAction)
  func leaveJointMembership(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func leaveIfRemoved(_ i: ServerID, in state: inout ClusterState)

  // MARK: Transfer of leadership (dissertation §3.10)

  func transferLeadership(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func abortTransfer(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func handleTimeoutNow(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Reads (dissertation §6.4)

  func requestRead(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func serveRead(_ i: ServerID, in state: inout ClusterState)
}

/// Raft as the paper and the dissertation have it.
public struct Raft: RaftRules {
  public var options: ModelOptions

  public init(options: ModelOptions = ModelOptions()) { self.options = options }
}
