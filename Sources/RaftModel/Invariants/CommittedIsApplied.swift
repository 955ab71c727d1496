import TraceFormat

/// What is committed is applied at once, where applying is no step of its own.
///
/// Raft §5.3 and Figure 2 (All Servers).
public enum CommittedIsApplied: Invariant {
  public static let sentence = "what is committed is applied at once, where applying is no step of its own"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.commitIndex, .applied]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard !context.options.appliesSeparately, let i = action.server else { return .notConcerned }
    return Judgement(
      after[i].lastApplied == after[i].commitIndex,
      otherwise:
        "\(i.modelName) has committed up to \(after[i].commitIndex) and applied up to \(after[i].lastApplied)"
    )
  }
}
