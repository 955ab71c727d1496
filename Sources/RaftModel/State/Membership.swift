import TraceFormat

/// The members of a modelled cluster: voters, the outgoing voters of a joint configuration, and learners.
///
/// Raft §6 · dissertation chapter 4. `Configuration` of `TraceFormat` in a size that fits into a log entry.
public struct Membership: Hashable, Sendable, BitwiseCopyable {
  public var voters: ServerSet
  /// The voters of C_old while the change is joint, empty otherwise.
  public var outgoingVoters: ServerSet
  public var learners: ServerSet

  public init(voters: ServerSet, outgoingVoters: ServerSet = ServerSet(), learners: ServerSet = ServerSet()) {
    self.voters = voters
    self.outgoingVoters = outgoingVoters
    self.learners = learners
  }

  /// The configuration of a server that has not heard of any.
  public static let none = Membership(voters: ServerSet())

  public var isJoint: Bool { !outgoingVoters.isEmpty }

  /// All whose votes and acknowledgements may count.
  public var allVoters: ServerSet { voters.union(outgoingVoters) }

  /// All that receive entries.
  public var members: ServerSet { allVoters.union(learners) }

  /// The voters that come or go on the way to another configuration.
  public func votersChanged(to target: Membership) -> ServerSet {
    voters.subtracting(target.voters).union(target.voters.subtracting(voters))
  }

  /// Whether the servers include a majority of the voters, and while joint of the outgoing voters too.
  ///
  /// Raft §5.2, §6. A configuration without voters has no quorum.
  public func hasQuorum(_ servers: ServerSet) -> Bool {
    Self.isMajority(servers, of: voters) && (!isJoint || Self.isMajority(servers, of: outgoingVoters))
  }

  private static func isMajority(_ servers: ServerSet, of voters: ServerSet) -> Bool {
    servers.intersection(voters).count >= Quorum.majority(of: voters.count)
  }
}
