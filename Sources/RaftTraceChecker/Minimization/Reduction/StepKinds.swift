import RaftModel

/// Leaves out what runs are full of and violations seldom need: faults, calls of clients, snapshots, and whole servers.
enum StepKinds {
  /// A kind of steps that come and go together.
  enum Kind: CaseIterable {
    case losses
    case copies
    case restarts
    case abdications
    case transfers
    case reads
    case snapshots
    case membershipChanges
    case heartbeats
    case commands

    func contains(_ action: Action) -> Bool {
      switch action {
      case .lose: self == .losses
      case .receive(let packet, again: let isCopied): contains(packet) || isCopied && self == .copies
      case .restart: self == .restarts
      case .stepDown: self == .abdications
      case .transferLeadership, .abortTransfer: self == .transfers
      case .requestRead: self == .reads
      case .takeSnapshot, .sendInstallSnapshot: self == .snapshots
      case .changeMembership, .leaveJointMembership: self == .membershipChanges
      case .sendHeartbeat: self == .heartbeats
      case .clientAppend: self == .commands
      case .electionTimeout, .sendAppendEntries, .apply: false
      }
    }

    private func contains(_ packet: Packet) -> Bool {
      switch packet.kind {
      case .installSnapshotRequest, .installSnapshotResponse: self == .snapshots
      case .timeoutNow: self == .transfers
      case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesRequest,
        .appendEntriesResponse:
        false
      }
    }
  }

  /// Tries the run without all steps of a kind, then without half of them, a quarter, …
  static func removeKinds<Problem>(_ reduction: inout Reduction<Problem>)
  where Problem.Element == ScheduledStep {
    for kind in Kind.allCases { remove(from: &reduction) { kind.contains($0.action) } }
  }

  /// Tries the run without what happens at a server, for each server.
  static func removeServers<Problem>(_ reduction: inout Reduction<Problem>)
  where Problem.Element == ScheduledStep {
    for server in ServerSet(reduction.current.map(\.action.place)).reversed() {
      let steps = reduction.current
      _ = reduction.remove { steps[$0].action.place == server }
    }
  }

  /// Tries the run without its first half, its first quarter, …
  static func cutFront<Problem>(_ reduction: inout Reduction<Problem>) {
    var size = reduction.current.count / 2
    while size > 1, !reduction.isStopped {
      size = reduction.remove(0..<size) ? reduction.current.count / 2 : size / 2
    }
  }

  /// Tries the run with messages that are handled once, and with requests for less.
  static func simplify<Problem>(_ reduction: inout Reduction<Problem>) where Problem.Element == ScheduledStep {
    var place = reduction.current.count - 1
    while place >= 0, !reduction.isStopped {
      let step = reduction.current[place]
      if step.deviation == nil, let simpler = simpler(step.action) {
        var candidate = reduction.current
        candidate[place] = ScheduledStep(simpler)
        _ = reduction.improve(with: candidate)
      }
      place = min(place, reduction.current.count) - 1
    }
  }

  private static func simpler(_ action: Action) -> Action? {
    switch action {
    case .receive(let packet, again: true): .receive(packet)
    case .sendAppendEntries(let i, let j): .sendHeartbeat(from: i, to: j)
    case .receive, .electionTimeout, .clientAppend, .sendHeartbeat, .lose, .restart, .stepDown, .apply,
      .takeSnapshot, .sendInstallSnapshot, .changeMembership, .leaveJointMembership, .transferLeadership,
      .abortTransfer, .requestRead:
      nil
    }
  }

  /// Leaves out steps of a kind: all, then chunks of them, down to a quarter.
  private static func remove<Problem>(
    from reduction: inout Reduction<Problem>, _ isOfKind: (ScheduledStep) -> Bool
  ) where Problem.Element == ScheduledStep {
    func places(_ steps: [ScheduledStep]) -> [Int] { steps.indices.filter { isOfKind(steps[$0]) } }
    var found = places(reduction.current)
    var size = found.count
    while size > 1 || size == 1 && found.count == 1, !reduction.isStopped {
      var end = found.count
      while end > 0, !reduction.isStopped {
        let chunk = Set(found[max(0, end - size)..<end])
        end -= size
        if reduction.remove(chunk.contains) {
          found = places(reduction.current)
          end = min(end, found.count)
        }
      }
      size /= 2
    }
  }
}
