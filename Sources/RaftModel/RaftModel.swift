import TraceFormat

/// A cluster that follows some rules, within some bounds: what can happen in each state, and what comes of it.
public struct RaftModel: Sendable {
  public var rules: any RaftRules
  public var bounds: Bounds
  public let initialState: ClusterState
  /// Whether actions are tried that Raft's requirements exclude, as a variant may have dropped one of them.
  public var triesAllActions: Bool
  /// Whether states that differ only in the names of servers count as one.
  public var usesSymmetry = true
  /// What is judged at every step.
  public var invariants: [any Invariant.Type] {
    get { stepJudge.invariants }
    set { stepJudge = StepJudge(newValue) }
  }
  private(set) var stepJudge = StepJudge()

  /// A model of `serverCount` servers, of which the first `memberCount` know each other as voters at the start.
  public init(
    rules: any RaftRules = Raft(), bounds: Bounds = Bounds(), serverCount: Int, memberCount: Int? = nil
  ) {
    self.rules = rules
    self.bounds = bounds
    triesAllActions = !(rules is Raft)
    initialState = ClusterState(
      serverCount: serverCount, membership: Membership(voters: ServerSet(first: memberCount ?? serverCount)))
  }

  public init(rules: any RaftRules, bounds: Bounds, initialState: ClusterState) {
    self.rules = rules
    self.bounds = bounds
    triesAllActions = !(rules is Raft)
    self.initialState = initialState
  }

  /// Takes an action: the state becomes the one after it, history variables included.
  ///
  /// - Throws: the first requirement that is not met; the state is unchanged then.
  public func take(_ action: Action, in state: inout ClusterState) throws(DisabledAction) {
    let before = state
    do {
      try take(action, from: before, into: &state)
    } catch {
      state = before
      throw error
    }
  }

  /// Takes an action from a state of which `next` is a copy.
  ///
  /// - Throws: the first requirement that is not met; then `next` may have changed.
  func take(_ action: Action, from state: ClusterState, into next: inout ClusterState) throws(DisabledAction)
  {
    try perform(action, in: &next)
    if !rules.options.appliesSeparately { applyCommitted(action, in: &next) }
    guard let i = action.server else { return }
    next.recordHistory(of: i, since: state)
  }

  private func perform(_ action: Action, in state: inout ClusterState) throws(DisabledAction) {
    switch action {
    case .electionTimeout(let i): try rules.electionTimeout(i, in: &state)
    case .clientAppend(let i): try rules.clientAppend(i, in: &state)
    case .sendAppendEntries(from: let i, to: let j): try rules.sendAppendEntries(i, to: j, in: &state)
    case .sendHeartbeat(from: let i, to: let j): try rules.sendHeartbeat(i, to: j, in: &state)
    case .receive(let packet, let again): try receive(packet, again: again, in: &state)
    case .lose(let packet):
      try require(state.isInFlight(packet), "the message in flight", found: .nothing)
      state.network.remove(packet)
    case .restart(let i):
      try rules.restart(i, in: &state)
      if state.history.restartCount < .max { state.history.restartCount += 1 }
    case .stepDown(let i): try rules.stepDown(i, in: &state)
    case .apply(let i): try rules.apply(i, in: &state)
    case .takeSnapshot(let i): try rules.takeSnapshot(i, in: &state)
    case .sendInstallSnapshot(from: let i, to: let j): try rules.sendInstallSnapshot(i, to: j, in: &state)
    case .changeMembership(let i, to: let target): try rules.changeMembership(i, to: target, in: &state)
    case .leaveJointMembership(let i): try rules.leaveJointMembership(i, in: &state)
    case .transferLeadership(from: let i, to: let j): try rules.transferLeadership(i, to: j, in: &state)
    case .abortTransfer(let i): try rules.abortTransfer(i, in: &state)
    case .requestRead(let i): try rules.requestRead(i, in: &state)
    }
  }

  /// Handles a message, after the rule for all servers (§5.1): a higher term in it is adopted first.
  private func receive(_ packet: Packet, again: Bool, in state: inout ClusterState) throws(DisabledAction) {
    try require(state.isInFlight(packet), "the message in flight", found: .nothing)
    if !again { state.network.remove(packet) }
    if rules.adoptsTerm(of: packet), packet.term > state[packet.destination].currentTerm {
      rules.updateTerm(packet.destination, to: packet.term, in: &state)
    }
    switch packet.kind {
    case .requestVoteRequest: try rules.handleRequestVoteRequest(packet, in: &state)
    case .requestVoteResponse: try rules.handleRequestVoteResponse(packet, in: &state)
    case .preVoteRequest: try rules.handlePreVoteRequest(packet, in: &state)
    case .preVoteResponse: try rules.handlePreVoteResponse(packet, in: &state)
    case .appendEntriesRequest: try rules.handleAppendEntriesRequest(packet, in: &state)
    case .appendEntriesResponse: try rules.handleAppendEntriesResponse(packet, in: &state)
    case .installSnapshotRequest: try rules.handleInstallSnapshotRequest(packet, in: &state)
    case .installSnapshotResponse: try rules.handleInstallSnapshotResponse(packet, in: &state)
    case .timeoutNow: try rules.handleTimeoutNow(packet, in: &state)
    }
  }

  /// Applies what the step has committed at its server, where applying is no step of its own.
  private func applyCommitted(_ action: Action, in state: inout ClusterState) {
    guard let i = action.server else { return }
    while state[i].lastApplied < state[i].commitIndex {
      do { try rules.apply(i, in: &state) } catch { return }
    }
  }
}
