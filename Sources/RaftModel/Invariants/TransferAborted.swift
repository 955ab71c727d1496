import TraceFormat

/// A leader that gives a transfer up takes commands again.
///
/// Dissertation §3.10.
public enum TransferAborted: Invariant {
  public static let sentence = "a leader that gives a transfer up takes commands again"
  public static let reference = "Dissertation §3.10"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.abortTransfer]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .abortTransfer = action else { return .notConcerned }
    return Judgement(
      after[i].transferTarget == nil,
      otherwise: "\(i.modelName) gives its transfer up and still refuses commands")
  }
}
