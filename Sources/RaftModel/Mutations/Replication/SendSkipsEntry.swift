public import TraceFormat

/// A leader sends the entries that follow the one it should begin with.
///
/// Raft §5.3 · Figure 2 (AppendEntries RPC, arguments).
public struct SendSkipsEntry: Mutation {
  public static let description = MutationDescription(
    rule: "the new entries follow the one at prevLogIndex immediately",
    reference: "Raft §5.3 · Figure 2 (AppendEntries RPC, arguments)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("LogMatching"), .init("LeaderSublog")])

  public var options = ModelOptions()

  public init() {}

  public func entries(_ i: ServerID, after prevLogIndex: LogIndex, in state: ClusterState) -> EntryList {
    raft.entries(i, after: prevLogIndex.next, in: state)
  }
}
