import TraceFormat

/// What some state of a model should show; a model in which it never happens says nothing by keeping its properties.
public enum SometimesCondition: String, CaseIterable, Sendable {
  case leaderElected = "a leader is elected"
  case entryCommitted = "an entry is committed"
  case twoLeaders = "an old leader does not know yet that there is a new one"
  case logsDiffer = "two logs hold different entries at one index"
  case snapshotTaken = "a server has a snapshot"
  case membershipChanged = "a new configuration is committed"
  case readServed = "a read is served"

  /// Whether a model with these options can meet the condition at all.
  public func isPossible(_ options: ModelOptions) -> Bool {
    switch self {
    case .leaderElected, .entryCommitted, .twoLeaders, .logsDiffer: true
    case .snapshotTaken: options.hasSnapshots
    case .membershipChanged: options.membershipChange != .none
    case .readServed: options.hasReads
    }
  }

  /// Whether a state meets the condition.
  public func isMet(by state: ClusterState) -> Bool {
    switch self {
    case .leaderElected: state.history.leaderCount > 0
    case .entryCommitted: state.history.lastCommitted > .zero
    case .twoLeaders: state.allServers.count { state[$0].role == .leader } > 1
    case .logsDiffer: Self.hasConflict(state)
    case .snapshotTaken: state.allServers.contains { state[$0].log.snapshot.position.index > .zero }
    case .membershipChanged:
      state.allServers.contains {
        state[$0].log.membershipIndex > .zero && state[$0].log.membershipIndex <= state[$0].commitIndex
      }
    case .readServed: state.history.readCount > 0
    }
  }

  private static func hasConflict(_ state: ClusterState) -> Bool {
    for i in state.allServers {
      for j in state.allServers where j.rawValue > i.rawValue {
        let last = min(state[i].log.lastIndex, state[j].log.lastIndex)
        if last > .zero, let a = state[i].log[last], let b = state[j].log[last], a != b { return true }
      }
    }
    return false
  }
}
