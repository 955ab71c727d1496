public import TraceFormat

/// Which sets of servers can decide in a configuration.
///
/// Raft §5.2 and §5.3 (majority), §6 (joint consensus: a majority of both the old and the new configuration).
public enum Quorum {
  /// How many of so many voters are a majority; 1 of none is never reached.
  public static func majority(of voters: Int) -> Int { voters / 2 + 1 }

  /// Whether the servers that satisfy a condition include a majority of every set of voters in force.
  ///
  /// Learners do not count. An empty configuration has no quorum.
  public static func isReached(in configuration: Configuration, by agrees: (ServerID) -> Bool) -> Bool {
    votersWithoutMajority(in: configuration, by: agrees) == nil
  }

  /// The set of voters of which no majority satisfies a condition: the new one, or of a joint configuration the old one.
  ///
  /// - Returns: nil when there is a quorum.
  public static func votersWithoutMajority(
    in configuration: Configuration, by agrees: (ServerID) -> Bool
  ) -> [ServerID]? {
    if !isMajority(of: configuration.voters, agrees) { return configuration.voters }
    guard configuration.isJoint, !isMajority(of: configuration.outgoingVoters, agrees) else { return nil }
    return configuration.outgoingVoters
  }

  private static func isMajority(of voters: [ServerID], _ agrees: (ServerID) -> Bool) -> Bool {
    voters.count(where: agrees) >= majority(of: voters.count)
  }
}
