public import TraceFormat

/// A leader marks a client's command with the term of the entry before it instead of its own.
///
/// Raft §5.3 · Figure 2 (log[]).
public struct AppendOldTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a leader creates entries of its own term",
    reference: "Raft §5.3 · Figure 2 (log[])",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("LeaderSublog"), .init("LogMatching")])

  public var options = ModelOptions()

  public init() {}

  public func clientAppend(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    let term = max(state[i].log.lastTerm, Term(1))
    try raft.clientAppend(i, in: &state)
    state[i].log.replace(at: state[i].log.lastIndex, with: .command(term: term, from: i))
  }
}
