import RaftModel
import TraceFormat

/// One random walk of a hunt.
struct HuntWalk {
  struct Outcome: Sendable {
    /// The steps from the initial state up to one that breaks an invariant; nil where none does.
    var brokenActions: [Action]?
    var stepCount: Int
    /// What kinds of steps there were.
    var situations: Set<UInt64> = []
    /// Where steps of kinds were that were not known when the walk began.
    var discoveries: [(situation: UInt64, place: HuntPlace)] = []
  }

  private let model: RaftModel
  private var random: SplitMix64
  private var state: ClusterState
  private var weights: HuntWeights
  /// The servers that can act and hear each other, for a while.
  private var connected: ServerSet
  private var phaseEnd = 0
  /// Messages that are on their way for long, and the step from which they may arrive.
  private var stragglers: [(packet: Packet, arrival: Int)] = []
  private var stragglerChance: Double
  /// The one-way connections that let nothing through for a while, a set of destinations for each source.
  private var cutOff: [ServerSet]
  private let atlas: HuntAtlas
  /// The steps that lead to where the walk begins.
  private var actions: [Action] = []

  /// - Parameter continues: whether to begin where an earlier walk was, and not at the initial state.
  init(_ model: RaftModel, seed: UInt64, atlas: HuntAtlas, continues: Bool) {
    var model = model
    model.bounds = Self.room
    self.model = model
    random = SplitMix64(seed: seed)
    state = model.initialState
    weights = HuntWeights(&random)
    stragglerChance = [0, 0.05, 0.25][random.below(3)]
    connected = model.initialState.allServers
    cutOff = Array(repeating: ServerSet(), count: ServerSet.capacity)
    self.atlas = atlas
    guard continues, let place = atlas.place(&random) else { return }
    (state, actions) = (place.state, place.actions)
    guard random.chance(0.5) else { return }
    for k in 0..<state.network.count where random.chance(0.5) {
      stragglers.append((state.network[k], 4 + random.below(28)))
    }
  }

  /// As much as the model has room for.
  private static let room: Bounds = {
    var bounds = Bounds()
    bounds.termMaximum = 1000
    bounds.logLengthMaximum = ServerLog.capacity
    bounds.messageMaximum = Network.capacity
    bounds.restartMaximum = 100
    bounds.readMaximum = 100
    bounds.duplicatesMessages = true
    bounds.sendsHeartbeats = true
    return bounds
  }()

  mutating func run(_ stepMaximum: Int) -> Outcome {
    var outcome = Outcome(brokenActions: nil, stepCount: 0)
    for step in 0..<max(stepMaximum - actions.count, stepMaximum / 2) {
      if step == phaseEnd { actions += beginPhase(at: step) }
      stragglers.removeAll { $0.arrival <= step }
      guard let (action, next) = takeStep() else {
        phaseEnd = step + 1
        continue
      }
      actions.append(action)
      outcome.stepCount = step + 1
      if model.firstViolation(before: state, action, after: next) != nil {
        outcome.brokenActions = actions
        return outcome
      }
      if stragglerChance > 0 { delayNewMessages(in: next, at: step) }
      let situation = HuntAtlas.situation(before: state, action, after: next)
      state = next
      if outcome.situations.insert(situation).inserted, actions.count <= stepMaximum, atlas.isNew(situation) {
        outcome.discoveries.append((situation, HuntPlace(state: state, actions: actions)))
      }
    }
    return outcome
  }

  /// Some servers lose sight of the others; of the messages on the way to or from them some are lost.
  private mutating func beginPhase(at step: Int) -> [Action] {
    phaseEnd = step + 3 + random.below(12)
    let all = state.allServers
    connected = random.chance(0.3) ? all : ServerSet(bits: UInt8(1 + random.below(Int(all.bits))))
    cutOff = Array(repeating: ServerSet(), count: ServerSet.capacity)
    if random.chance(0.4) {
      // One server is heard and does not hear, or hears and is not heard.
      let i = ServerID(UInt32(random.below(state.serverCount)))
      if random.chance(0.5) {
        cutOff[Int(i.rawValue)] = all
      } else {
        for j in all { cutOff[Int(j.rawValue)] = ServerSet([i]) }
      }
    }
    guard random.chance(0.5) else { return [] }
    let packets = (0..<state.network.count).map { state.network[$0] }
    let lost = packets.filter { !isConnected($0) && random.chance(0.5) }
    for packet in lost { state.network.remove(packet) }
    return lost.map { .lose($0) }
  }

  /// Some of the messages that a step sends are on their way for longer than what is sent after them.
  private mutating func delayNewMessages(in next: ClusterState, at step: Int) {
    for k in 0..<next.network.count where !state.network.contains(next.network[k]) {
      guard random.chance(stragglerChance) else { continue }
      stragglers.append((next.network[k], step + 4 + random.below(28)))
    }
  }

  private func isStraggler(_ packet: Packet) -> Bool { stragglers.contains { $0.packet == packet } }

  private func isConnected(_ packet: Packet) -> Bool {
    connected.contains(packet.source) && connected.contains(packet.destination)
      && !cutOff[Int(packet.source.rawValue)].contains(packet.destination)
  }

  private func isPossible(_ action: Action) -> Bool {
    switch action {
    case .receive(let packet, again: _), .lose(let packet): isConnected(packet) && !isStraggler(packet)
    case .sendAppendEntries(from: let i, to: let j), .sendHeartbeat(from: let i, to: let j),
      .sendInstallSnapshot(from: let i, to: let j),
      .transferLeadership(from: let i, to: let j):
      connected.contains(i) && connected.contains(j)
    default: action.server.map(connected.contains) ?? true
    }
  }

  /// Takes one of the possible actions, each as likely as its weight.
  private mutating func takeStep() -> (Action, ClusterState)? {
    var candidates: [(action: Action, weight: Int)] = []
    var total = 0
    model.forEachCandidate(in: state) { action in
      let weight = weights[action]
      guard weight > 0, isPossible(action) else { return }
      total += weight
      candidates.append((action, weight))
    }
    while total > 0 {
      var rest = random.below(total)
      let k = candidates.firstIndex {
        rest -= $0.weight
        return rest < 0
      }!
      var next = state
      do {
        try model.take(candidates[k].action, in: &next)
        return (candidates[k].action, next)
      } catch {
        total -= candidates[k].weight
        candidates.remove(at: k)
      }
    }
    return nil
  }
}

/// How likely what happens is, drawn anew for each walk: bugs hide where much of one thing meets nothing of another.
struct HuntWeights {
  private var timeout: Int
  private var receive: Int
  private var receiveAgain: Int
  private var append: Int
  private var send: Int
  private var heartbeat: Int
  private var restart: Int
  private var stepDown: Int
  private var apply: Int
  private var snapshot: Int
  private var membership: Int
  private var transfer: Int
  private var read: Int

  init(_ random: inout SplitMix64) {
    func pick(_ choices: [Int], _ random: inout SplitMix64) -> Int { choices[random.below(choices.count)] }
    timeout = pick([1, 2, 6], &random)
    receive = pick([20, 60], &random)
    receiveAgain = pick([0, 0, 2, 8], &random)
    append = pick([1, 6, 12], &random)
    send = pick([6, 20], &random)
    heartbeat = pick([0, 3, 10], &random)
    restart = pick([0, 1, 4], &random)
    stepDown = pick([0, 2], &random)
    apply = pick([4, 20], &random)
    snapshot = pick([0, 2, 10], &random)
    membership = pick([0, 2, 6], &random)
    transfer = pick([0, 2], &random)
    read = pick([0, 4], &random)
  }

  subscript(action: Action) -> Int {
    switch action {
    case .electionTimeout: timeout
    case .receive(_, let again): again ? receiveAgain : receive
    case .lose: 0
    case .clientAppend: append
    case .sendAppendEntries: send
    case .sendHeartbeat: heartbeat
    case .sendInstallSnapshot: send
    case .restart: restart
    case .stepDown: stepDown
    case .apply: apply
    case .takeSnapshot: snapshot
    case .changeMembership: membership
    case .leaveJointMembership: send
    case .transferLeadership: transfer
    case .abortTransfer: transfer
    case .requestRead: read
    }
  }
}
