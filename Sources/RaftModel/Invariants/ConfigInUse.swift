import TraceFormat

/// Votes are asked from, and entries are sent to, members of the latest configuration in the log.
///
/// Raft §6 · dissertation §4.1.
///
/// That elections and commitment use it too is what LeaderHasQuorum and CommitQuorum judge.
public enum ConfigInUse: Invariant {
  public static let sentence =
    "votes are asked from, and entries are sent to, members of the latest configuration in the log"
  public static let reference = "Raft §6; dissertation §4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .sent(.requestVoteRequest), .sent(.preVoteRequest), .sent(.appendEntriesRequest),
    .sent(.installSnapshotRequest),
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let membership = before[i].membership
    let wrong = context.firstSent(in: after) { packet in
      switch packet.kind {
      case .requestVoteRequest, .preVoteRequest: !membership.allVoters.contains(packet.destination)
      case .appendEntriesRequest, .installSnapshotRequest: !membership.members.contains(packet.destination)
      case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
        .timeoutNow:
        false
      }
    }
    guard let wrong else { return .held }
    return .violated(
      "\(i.modelName) sends \(wrong.destination.modelName), outside its configuration, a \(wrong.kind)")
  }
}
