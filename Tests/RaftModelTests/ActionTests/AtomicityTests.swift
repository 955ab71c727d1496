import FoundationEssentials
import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Rules change a state wholly or not at all")
struct AtomicityTests {
  /// A model with all of Raft's parts.
  private static func everything(_ change: ModelOptions.MembershipChange) -> RaftModel {
    var options = ModelOptions()
    options.hasPreVote = true
    options.hasCheckQuorum = true
    options.hasLeadershipTransfer = true
    options.hasSnapshots = true
    options.hasReads = true
    options.hasLearners = true
    options.membershipChange = change
    options.appliesSeparately = true
    return RaftModel(rules: Raft(options: options), serverCount: 4, memberCount: 3)
  }

  /// Whether two states are the same in memory, which is stricter than needed: states hold no references.
  private static func isSame(_ a: ClusterState, _ b: ClusterState) -> Bool {
    withUnsafeBytes(of: a) { Data($0) } == withUnsafeBytes(of: b) { Data($0) }
  }

  /// Whether a state is small enough for the next steps.
  private static func isSmall(_ state: ClusterState) -> Bool {
    state.network.count <= 12
      && state.allServers.allSatisfy {
        state[$0].currentTerm <= Term(8) && state[$0].lastLog.index <= LogIndex(10)
      }
  }

  /// Every action that a server could be asked for, possible or not.
  private static func actions(_ state: ClusterState) -> [Action] {
    var actions: [Action] = []
    for i in state.allServers {
      actions += [
        .electionTimeout(i), .clientAppend(i), .stepDown(i), .apply(i), .takeSnapshot(i),
        .leaveJointMembership(i),
        .abortTransfer(i), .requestRead(i), .changeMembership(i, to: Membership(voters: ServerSet(first: 2))),
        .changeMembership(i, to: Membership(voters: ServerSet(first: 4))),
        .changeMembership(i, to: Membership(voters: ServerSet(first: 3), learners: ServerSet([n4]))),
      ]
      for j in state.allServers {
        actions += [
          .sendAppendEntries(from: i, to: j), .sendHeartbeat(from: i, to: j),
          .sendInstallSnapshot(from: i, to: j),
          .transferLeadership(from: i, to: j),
        ]
      }
    }
    for k in 0..<state.network.count { actions += [.receive(state.network[k]), .lose(state.network[k])] }
    return actions
  }

  @Test(
    "An action that is disabled has not changed the state, neither in its rule nor in the model",
    arguments: [ModelOptions.MembershipChange.oneServer, .joint], [1 as UInt64, 2])
  func walk(_ change: ModelOptions.MembershipChange, _ seed: UInt64) throws {
    let model = Self.everything(change)
    var cluster = ModelCluster(4, voters: [n1, n2, n3], rules: model.rules)
    var random = SeededRandom(seed: seed)
    var (taken, refused) = (0, 0)
    for _ in 0..<60 {
      var possible: [Action] = []
      for action in Self.actions(cluster.state) {
        var copy = cluster.state
        do {
          try model.take(action, in: &copy)
          if Self.isSmall(copy) { possible.append(action) }
        } catch {
          refused += 1
          #expect(Self.isSame(copy, cluster.state), "\(action): \(error.sentence)")
          do { try Self.call(action, model.rules, &copy) } catch {}
          #expect(Self.isSame(copy, cluster.state), "the rule of \(action): \(error.sentence)")
        }
      }
      guard let action = possible.randomElement(using: &random) else { break }
      try cluster.take(action)
      taken += 1
    }
    #expect(taken > 30 && refused > 500)
    #expect(cluster.violations.isEmpty)
  }

  /// Calls the rule of an action without what the model does around it.
  private static func call(
    _ action: Action, _ rules: any RaftRules, _ state: inout ClusterState
  ) throws(DisabledAction) {
    switch action {
    case .electionTimeout(let i): try rules.electionTimeout(i, in: &state)
    case .clientAppend(let i): try rules.clientAppend(i, in: &state)
    case .sendAppendEntries(from: let i, to: let j): try rules.sendAppendEntries(i, to: j, in: &state)
    case .sendHeartbeat(from: let i, to: let j): try rules.sendHeartbeat(i, to: j, in: &state)
    case .restart(let i): try rules.restart(i, in: &state)
    case .stepDown(let i): try rules.stepDown(i, in: &state)
    case .apply(let i): try rules.apply(i, in: &state)
    case .takeSnapshot(let i): try rules.takeSnapshot(i, in: &state)
    case .sendInstallSnapshot(from: let i, to: let j): try rules.sendInstallSnapshot(i, to: j, in: &state)
    case .changeMembership(let i, to: let target): try rules.changeMembership(i, to: target, in: &state)
    case .leaveJointMembership(let i): try rules.leaveJointMembership(i, in: &state)
    case .transferLeadership(from: let i, to: let j): try rules.transferLeadership(i, to: j, in: &state)
    case .abortTransfer(let i): try rules.abortTransfer(i, in: &state)
    case .requestRead(let i): try rules.requestRead(i, in: &state)
    case .receive(let packet, again: _) where packet.term <= state[packet.destination].currentTerm:
      if packet.kind == .appendEntriesRequest { try rules.handleAppendEntriesRequest(packet, in: &state) }
      if packet.kind == .installSnapshotRequest { try rules.handleInstallSnapshotRequest(packet, in: &state) }
    case .receive, .lose: break
    }
  }
}
