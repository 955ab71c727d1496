import TraceFormat

/// A message bears its sender's term, and comes from one in the role to send it.
///
/// Raft §5.1 and Figure 2.
///
/// Also: a server sends nothing to itself. A pre-vote names the term that would be campaigned in.
public enum MessageTermSane: Invariant {
  public static let sentence = "a message bears its sender's term, and comes from one in the role to send it"
  public static let reference = "Raft §5.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = .sentAny

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let wrong = context.firstSent(in: after) { !isSane($0, i, before, action, after) }
    guard let wrong else { return .held }
    return .violated(
      """
      \(i.modelName), \(after[i].role) in term \(after[i].currentTerm), sends \(wrong.destination.modelName) a \
      \(wrong.kind) of term \(wrong.term)
      """)
  }

  private static func isSane(
    _ packet: Packet, _ i: ServerID, _ before: ClusterState, _ action: Action, _ after: ClusterState
  ) -> Bool {
    guard packet.source == i, packet.destination != i else { return false }
    let term = after[i].currentTerm
    switch packet.kind {
    case .requestVoteRequest:
      return packet.term == term && after[i].role == .candidate
    case .preVoteRequest:
      return packet.term == Term(term.rawValue + 1) && after[i].role == .preCandidate
    case .preVoteResponse:
      return packet.term == (packet.voteGranted ? action.received?.term : term)
    case .requestVoteResponse, .appendEntriesResponse, .installSnapshotResponse:
      return packet.term == term
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow:
      return packet.term == term && after[i].stillLeads(since: before[i])
    }
  }
}
