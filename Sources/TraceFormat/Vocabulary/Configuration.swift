/// The members of a group: voters, the outgoing voters of a joint configuration, and learners.
///
/// Raft §6, dissertation chapter 4. Members are kept sorted and without repetition, so equal memberships are equal values.
public struct Configuration: Hashable, Sendable {
  /// Voters of the (new) configuration.
  public let voters: [ServerID]
  /// Voters of the old configuration while the change is joint (C_old,new), empty otherwise.
  public let outgoingVoters: [ServerID]
  /// Members that receive entries but neither vote nor count.
  public let learners: [ServerID]

  public init(voters: [ServerID], outgoingVoters: [ServerID] = [], learners: [ServerID] = []) {
    self.voters = Self.normalized(voters)
    self.outgoingVoters = Self.normalized(outgoingVoters)
    self.learners = Self.normalized(learners)
  }

  public var isJoint: Bool { !outgoingVoters.isEmpty }

  private static func normalized(_ servers: [ServerID]) -> [ServerID] {
    var result: [ServerID] = []
    for server in servers.sorted() where result.last != server { result.append(server) }
    return result
  }
}
