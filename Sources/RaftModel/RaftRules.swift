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
  func adoptsTerm(of packet: Packet) -> Bool
  func becomeFollower(_ i: ServerID, in state: inout ClusterState)
  func stepDown(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func apply(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Replication (§5.3, §5.4.2)

  func clientAppend(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func sendAppendEntries(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func sendHeartbeat(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func entries(_ i: ServerID, after prevLogIndex: LogIndex, in state: ClusterState) -> EntryList
  func handleAppendEntriesRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool
  func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState)
  func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex
  func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState)
  func handleAppendEntriesResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)
  func concernsLeadership(_ response: Packet, in state: ClusterState) -> Bool
  func recordMatch(_ i: ServerID, of j: ServerID, upTo index: LogIndex, in state: inout ClusterState)
  func advanceCommitIndex(_ i: ServerID, in state: inout ClusterState)
  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool
  func holders(of index: LogIndex, knownTo i: ServerID, in state: ClusterState) -> ServerSet

  // MARK: Snapshots (§7)

  func takeSnapshot(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func compactionIndex(_ i: ServerID, in state: ClusterState) -> LogIndex
  func snapshot(of i: ServerID, at position: LogPosition, in state: ClusterState) -> ServerLog.SnapshotState
  func sendInstallSnapshot(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func handleInstallSnapshotRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  func needsSnapshot(_ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: ClusterState) -> Bool
  func installSnapshot(_ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState)
  func handleInstallSnapshotResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Membership (§6, dissertation §4)

  func membershipInUse(by i: ServerID, in state: ClusterState) -> Membership
  func changeMembership(_ i: ServerID, to target: Membership, in state: inout ClusterState)
    throws(DisabledAction)
  func mayChangeMembership(_ i: ServerID, in state: ClusterState) throws(DisabledAction)
  func isOneStep(from membership: Membership, to target: Membership) -> Bool
  func transition(from membership: Membership, to target: Membership) -> Membership
  func hasCommittedMembership(_ i: ServerID, in state: ClusterState) -> Bool
  func leaveJointMembership(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func leaveIfRemoved(_ i: ServerID, in state: inout ClusterState)

  // MARK: Transfer of leadership (dissertation §3.10)

  func transferLeadership(_ i: ServerID, to j: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func hasCaughtUp(_ j: ServerID, with i: ServerID, in state: ClusterState) -> Bool
  func abortTransfer(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func handleTimeoutNow(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)

  // MARK: Reads (dissertation §6.4)

  func requestRead(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction)
  func hasCommittedInOwnTerm(_ i: ServerID, in state: ClusterState) -> Bool
  func confirmsRead(_ response: Packet, in state: ClusterState) -> Bool
  func serveRead(_ i: ServerID, in state: inout ClusterState)
  func isReadConfirmed(_ i: ServerID, in state: ClusterState) -> Bool
}

/// Raft as the paper and the dissertation have it.
public struct Raft: RaftRules {
  public var options: ModelOptions

  public init(options: ModelOptions = ModelOptions()) { self.options = options }
}
