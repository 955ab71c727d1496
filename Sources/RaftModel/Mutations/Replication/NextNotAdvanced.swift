public import TraceFormat

/// A leader notes what a member holds, and does not move nextIndex behind it.
///
/// Raft Figure 2 (Leaders).
public struct NextNotAdvanced: Mutation {
  public static let description = MutationDescription(
    rule: "a success moves nextIndex and matchIndex",
    reference: "Raft Figure 2 (Leaders)",
    seenIn: ["PySyncObj#167"],
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [.init("NextGtMatch", at: 7)])

  public var options = ModelOptions()

  public init() {}

  public func recordMatch(_ i: ServerID, of j: ServerID, upTo index: LogIndex, in state: inout ClusterState) {
    state[i].matchIndex[j] = max(state[i].matchIndex[j], index)
  }
}
