import TraceFormat

/// Snapshots that end at the same index and term are equal.
///
/// Raft §7 and §5.4.3.
///
/// Content and configuration are compared, in the servers and in flight.
public enum SameSnapshotSameHash: Invariant {
  public static let sentence = "snapshots that end at the same index and term are equal"
  public static let reference = "Raft §7"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.snapshot, .sent(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].log.snapshot.position.index > .zero else { return .notConcerned }
    let snapshot = after[i].log.snapshot
    var isJudged = false
    for j in after.allServers where j != i && after[j].log.snapshot.position == snapshot.position {
      isJudged = true
      if after[j].log.snapshot != snapshot {
        return .violated(
          "the snapshots of \(i.modelName) and \(j.modelName) up to index \(snapshot.position.index) differ")
      }
    }
    for k in 0..<after.network.count
    where after.network[k].kind == .installSnapshotRequest
      && after.network[k].snapshot.position == snapshot.position
    {
      isJudged = true
      if after.network[k].snapshot != snapshot {
        return .violated(
          "the snapshot of \(i.modelName) and one in flight up to index \(snapshot.position.index) differ")
      }
    }
    return isJudged ? .held : .notConcerned
  }
}
