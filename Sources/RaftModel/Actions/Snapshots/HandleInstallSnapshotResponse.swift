import TraceFormat

extension RaftRules {
  /// Leader `i` learns that a member holds what its snapshot covers.
  ///
  /// Raft §7 and Figure 13.
  public func handleInstallSnapshotResponse(_ response: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let (i, j) = (response.destination, response.source)
    guard concernsLeadership(response, in: state) else { return }

    recordMatch(i, of: j, upTo: response.matchIndex, in: &state)
    advanceCommitIndex(i, in: &state)
  }
}
