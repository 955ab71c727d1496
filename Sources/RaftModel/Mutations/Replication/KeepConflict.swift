public import TraceFormat

/// A follower keeps an entry that conflicts with a new one.
///
/// Raft Figure 2 (AppendEntries RPC, 3).
public struct KeepConflict: Mutation {
  public static let description = MutationDescription(
    rule: "an entry that conflicts with a new one is deleted, with those that follow it",
    reference: "Raft Figure 2 (AppendEntries RPC, 3)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("AppendExact", at: 10), .init("MatchSound", at: 11), .init("CommitQuorum", at: 11),
      .init("StateMachineSafety", at: 13),
    ])

  public var options = ModelOptions()

  public init() {}

  public func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    for k in 0..<request.entries.count {
      let index = LogIndex(request.prevLog.index.rawValue + UInt64(k) + 1)
      if index == state[i].log.lastIndex.next { state[i].log.append(request.entries[k]) }
    }
  }
}
