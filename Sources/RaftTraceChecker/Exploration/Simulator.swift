public import RaftModel
import TraceFormat

/// A random walk through a model, with the faults of a real network and of real machines.
///
/// The same model, options and seed give the same steps everywhere. A model's logs and its network have room for a limited
/// number of entries and messages: where a log has no room, clients' commands wait for a snapshot, and without snapshots
/// for ever; where a receiver's log has no room, the message is lost.
public struct Simulator {
  /// What was held back because a log of the model had no room.
  public struct Limitations: Sendable {
    public var refusedAppends = 0
    public var lostMessages = 0
  }

  public let model: RaftModel
  public let options: SimulationOptions
  public private(set) var state: ClusterState
  public private(set) var stepCount = 0
  public private(set) var limitations = Limitations()
  /// The invariants that were broken, each where it was broken first.
  public private(set) var breaks: [Break] = []

  /// A step that broke an invariant of the model.
  public struct Break: Sendable {
    public var invariant: PropertySummary
    /// Why: "n1 and n3 both won term 4".
    public var reason: String
    /// Counted from 1.
    public var step: Int
  }

  private var random: SplitMix64
  /// In the order in which they were sent.
  private var inFlight: [Packet] = []
  /// The numbers of the invariants that are not broken yet.
  private var unbroken: [Int]
  /// The servers that are parted from the others; empty for no partition.
  private var side = ServerSet()

  public init(_ model: RaftModel, _ options: SimulationOptions) {
    self.model = model
    self.options = options
    state = model.initialState
    random = SplitMix64(seed: options.seed)
    unbroken = Array(model.invariants.indices)
  }

  /// Takes the next step; nil at the end, or where nothing more can happen.
  public mutating func next() -> Step? {
    guard stepCount < options.stepMaximum, breaks.isEmpty || !options.stopsAtViolation else { return nil }
    for _ in 0..<Self.patience {
      moveSides()
      if let step = attemptRare() ?? attemptCommon() { return finish(step) }
    }
    for i in state.allServers { if let step = attempt(.electionTimeout(i)) { return finish(step) } }
    return nil
  }

  /// How often a step is thrown for anew when what was thrown cannot happen.
  private static let patience = 1000

  private mutating func finish(_ step: Step) -> Step {
    stepCount += 1
    state = step.after
    judge(step)
    let network = state.network
    inFlight.removeAll { !network.contains($0) }
    inFlight += network.packets.filter { !inFlight.contains($0) }
    return step
  }

  private mutating func judge(_ step: Step) {
    let properties = model.properties
    var broken: [Int] = []
    model.judge(unbroken, before: step.before, step.action, after: step.after) { place, judgement in
      guard case .violated(let reason) = judgement else { return }
      broken.append(unbroken[place])
      breaks.append(Break(invariant: properties[unbroken[place]], reason: reason, step: stepCount))
    }
    if !broken.isEmpty { unbroken.removeAll { broken.contains($0) } }
  }

  private mutating func moveSides() {
    if !side.isEmpty {
      if random.chance(options.healing) { side = ServerSet() }
    } else if random.chance(options.partition), state.serverCount > 1 {
      let all = Int(state.allServers.bits)
      side = ServerSet(bits: UInt8(1 + random.below(all - 1)))
    }
  }

  /// What happens to servers and what clients and operators want.
  private mutating func attemptRare() -> Step? {
    let rules = model.rules.options
    if random.chance(options.restart) { return attempt(anyServer().map { .restart($0) }) }
    if let step = attemptTimeout() { return step }
    if random.chance(options.append) { return attemptAppend() }
    if rules.appliesSeparately, random.chance(0.3) { return attempt(anyServer().map { .apply($0) }) }
    if rules.hasSnapshots, let step = attemptSnapshot() { return step }
    if rules.hasReads, random.chance(options.read) { return attempt(anyLeader().map { .requestRead($0) }) }
    if rules.hasCheckQuorum, random.chance(options.stepDown) {
      return attempt(anyLeader().map { .stepDown($0) })
    }
    if rules.hasLeadershipTransfer, random.chance(options.transfer) { return attemptTransfer() }
    if rules.membershipChange != .none, random.chance(options.membershipChange) {
      return attemptMembershipChange()
    }
    return nil
  }

  /// How many messages are in flight when arriving and sending are equally likely: with fewer, none could overtake another.
  private static let delay = 3.0

  /// Messages arrive and leaders send.
  private mutating func attemptCommon() -> Step? {
    let waiting = Double(inFlight.count)
    if random.chance(waiting / (waiting + Self.delay)) { return attemptDelivery() }
    guard let leader = anyLeader(),
      let member = random.element(of: Array(state[leader].membership.members.removing(leader)))
    else { return nil }
    return attempt(.sendAppendEntries(from: leader, to: member))
      ?? attempt(.sendInstallSnapshot(from: leader, to: member))
  }

  private mutating func attemptDelivery() -> Step? {
    let packet = inFlight[random.chance(options.reordering) ? random.below(inFlight.count) : 0]
    if isParted(packet.source, packet.destination) || random.chance(options.loss) {
      return attempt(.lose(packet))
    }
    if let step = attempt(.receive(packet, again: random.chance(options.duplication))) { return step }
    limitations.lostMessages += 1
    return attempt(.lose(packet))
  }

  private mutating func attemptTimeout() -> Step? {
    guard let i = anyServer(), random.chance(options.timeout * (hearsLeader(i) ? 1 : 10)) else { return nil }
    return attempt(.electionTimeout(i))
  }

  private mutating func attemptAppend() -> Step? {
    guard let leader = anyLeader() else { return nil }
    // Room is left for the empty entry of the next leader and for configurations.
    guard state[leader].log.count < ServerLog.capacity - 3, !isFullAnywhere(state[leader].membership) else {
      limitations.refusedAppends += 1
      return nil
    }
    return attempt(.clientAppend(leader))
  }

  /// Whether a member has no room for what it lacks.
  private func isFullAnywhere(_ membership: Membership) -> Bool {
    model.rules.options.hasSnapshots
      && membership.members.contains { state[$0].log.count >= ServerLog.capacity - 2 }
  }

  private mutating func attemptSnapshot() -> Step? {
    guard let i = anyServer() else { return nil }
    let urgency: Double =
      switch state[i].log.count {
      case ..<(ServerLog.capacity / 2): 1
      case ..<(ServerLog.capacity * 3 / 4): 10
      default: 50
      }
    return random.chance(options.snapshot * urgency) ? attempt(.takeSnapshot(i)) : nil
  }

  private mutating func attemptTransfer() -> Step? {
    guard let leader = anyLeader() else { return nil }
    if state[leader].transferTarget != nil { return attempt(.abortTransfer(leader)) }
    let target = random.element(of: Array(state[leader].membership.voters.removing(leader)))
    return attempt(target.map { .transferLeadership(from: leader, to: $0) })
  }

  private mutating func attemptMembershipChange() -> Step? {
    guard let leader = anyLeader() else { return nil }
    if state[leader].membership.isJoint { return attempt(.leaveJointMembership(leader)) }
    var changes: [Action] = []
    model.forEachCandidate(in: state) { action in
      if case .changeMembership(leader, to: _) = action { changes.append(action) }
    }
    return attempt(random.element(of: changes))
  }

  private func attempt(_ action: Action?) -> Step? {
    guard let action else { return nil }
    var after = state
    do { try model.take(action, in: &after) } catch { return nil }
    return Step(before: state, action: action, after: after)
  }

  private mutating func anyServer() -> ServerID? { random.element(of: Array(state.allServers)) }

  private mutating func anyLeader() -> ServerID? {
    random.element(of: state.allServers.filter { state[$0].role == .leader })
  }

  /// Whether a server is on one side with a leader that it would follow.
  private func hearsLeader(_ i: ServerID) -> Bool {
    state.allServers.contains { j in
      state[j].role == .leader && state[j].currentTerm >= state[i].currentTerm && !isParted(i, j)
        && state[j].membership.members.contains(i)
    }
  }

  private func isParted(_ i: ServerID, _ j: ServerID) -> Bool {
    !side.isEmpty && side.contains(i) != side.contains(j)
  }
}
