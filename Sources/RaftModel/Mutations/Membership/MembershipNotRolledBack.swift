public import TraceFormat

/// A follower goes on using a configuration whose entry was deleted from its log.
///
/// Dissertation §4.1.
///
/// The configuration that stays in use is put in place of the initial one.
public struct MembershipNotRolledBack: Mutation {
  public static let description = MutationDescription(
    rule: "a server whose latest configuration is deleted uses the one before it",
    reference: "dissertation §4.1",
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ConfigInUse")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    let membership = state[i].log.membership
    raft.storeEntries(i, of: request, in: &state)
    guard state[i].log.membershipIndex == .zero else { return }
    var base = state[i].log.snapshot
    base.membership = membership
    state[i].log.compact(into: base)
  }
}
