import TraceFormat

/// A candidate with the votes of a quorum becomes leader.
///
/// Raft §5.2 and Figure 2 (Candidates) · dissertation §9.6.
///
/// A pre-candidate with the pre-votes of a quorum becomes candidate likewise.
public enum QuorumElects: Invariant {
  public static let sentence = "a candidate with the votes of a quorum becomes leader"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.votesGranted, .role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .candidate || after[i].role == .preCandidate
    else { return .notConcerned }
    return Judgement(
      !after[i].membership.hasQuorum(after[i].votesGranted),
      otherwise: """
        \(i.modelName) has votes from \(after[i].votesGranted.modelNames) in term \(after[i].currentTerm) and goes no \
        further
        """)
  }
}
