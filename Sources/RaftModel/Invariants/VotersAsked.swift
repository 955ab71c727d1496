import TraceFormat

/// A campaign asks every voter of the configuration in use.
///
/// Raft §5.2, §6 and Figure 2 (Candidates).
///
/// Not judged where the network is full and may have lost a request.
public enum VotersAsked: Invariant {
  public static let sentence = "a campaign asks every voter of the configuration in use"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.role, .term, .electionTimeout]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let kind: Packet.Kind
    var term = after[i].currentTerm
    if after[i].role == .candidate, after[i].beginsCampaign(since: before[i]) {
      kind = .requestVoteRequest
    } else if after[i].role == .preCandidate, case .electionTimeout = action {
      kind = .preVoteRequest
      term = Term(term.rawValue + 1)
    } else {
      return .notConcerned
    }
    guard after.network.count < Network.capacity else { return .notConcerned }
    var asked = ServerSet([i])
    for k in 0..<after.network.count {
      let packet = after.network[k]
      if packet.kind == kind, packet.source == i, packet.term == term { asked.insert(packet.destination) }
    }
    let forgotten = after[i].membership.allVoters.subtracting(asked)
    return Judgement(
      forgotten.isEmpty,
      otherwise: "\(i.modelName) does not ask \(forgotten.modelNames) for a vote in term \(term)")
  }
}
