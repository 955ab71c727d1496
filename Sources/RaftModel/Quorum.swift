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
    guard !configuration.voters.isEmpty else { return false }
    return isMajority(of: configuration.voters, agrees)
      && (!configuration.isJoint || isMajority(of: configuration.outgoingVoters, agrees))
  }

  private static func isMajority(of voters: [ServerID], _ agrees: (ServerID) -> Bool) -> Bool {
    voters.count(where: agrees) >= majority(of: voters.count)
  }
}
