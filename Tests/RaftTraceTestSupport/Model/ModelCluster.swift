public import RaftModel
public import TraceFormat

/// A modelled cluster that a test drives step by step, with every invariant judged at each step.
public struct ModelCluster {
  public var model: RaftModel
  public var state: ClusterState
  /// The configuration that the members know at the start.
  public let initialMembership: Membership
  /// What the invariants found broken so far: "ElectionSafety: n1 and n3 both won term 4".
  public private(set) var violations: [String] = []

  /// - Parameter voters: all servers unless named; servers that are no members know no configuration.
  public init(
    _ serverCount: Int, voters: [ServerID]? = nil, learners: [ServerID] = [], rules: any RaftRules = Raft()
  ) {
    initialMembership = Membership(
      voters: voters.map { ServerSet($0) } ?? ServerSet(first: serverCount), learners: ServerSet(learners))
    state = ClusterState(serverCount: serverCount, membership: initialMembership)
    model = RaftModel(rules: rules, bounds: Bounds(), initialState: state)
  }

  public init(_ serverCount: Int, voters: [ServerID]? = nil, _ choose: (inout ModelOptions) -> Void) {
    var options = ModelOptions()
    choose(&options)
    self.init(serverCount, voters: voters, rules: Raft(options: options))
  }

  public subscript(server: ServerID) -> ServerState {
    get { state[server] }
    set { state[server] = newValue }
  }

  /// Takes an action and judges the step; the state is unchanged where it throws.
  public mutating func take(_ action: Action) throws(DisabledAction) {
    let before = state
    try model.take(action, in: &state)
    let context = StepContext(before: before, action, after: state, options: model.rules.options)
    for invariant in InvariantCatalogue.all where !invariant.concerns.isDisjoint(with: context.aspects) {
      if case .violated(let reason) = invariant.judge(before: before, action, after: state, context) {
        violations.append("\(invariant.name): \(reason)")
      }
    }
  }

  /// The requirement that keeps an action from being taken; nil where it can be taken.
  public func refusal(of action: Action) -> DisabledAction? {
    var copy = state
    do { try model.take(action, in: &copy) } catch { return error }
    return nil
  }

  // MARK: Messages

  /// The messages in flight that fit, in the order of the network.
  public func messages(
    _ kind: Packet.Kind? = nil, from source: ServerID? = nil, to destination: ServerID? = nil
  ) -> [Packet] {
    (0..<state.network.count).map { state.network[$0] }.filter {
      (kind == nil || $0.kind == kind) && (source == nil || $0.source == source)
        && (destination == nil || $0.destination == destination)
    }
  }

  /// Delivers the one message of this kind between two servers, and returns it.
  @discardableResult
  public mutating func deliver(
    _ kind: Packet.Kind, from source: ServerID, to destination: ServerID, again: Bool = false
  ) throws -> Packet {
    let fitting = messages(kind, from: source, to: destination)
    guard let packet = fitting.first, fitting.count == 1 else {
      throw ModelClusterError(
        "\(fitting.count) messages \(kind) from \(source.modelName) to \(destination.modelName)")
    }
    try take(.receive(packet, again: again))
    return packet
  }

  /// The message between these servers that `deliverAll` takes next: by sender, then by receiver.
  func nextMessage(among servers: ServerSet) -> Packet? {
    messages().filter { servers.contains($0.source) && servers.contains($0.destination) }
      .min { ($0.source, $0.destination) < ($1.source, $1.destination) }
  }

  /// Delivers messages between these servers until none is left; the others' stay in flight.
  public mutating func deliverAll(among servers: [ServerID]? = nil) throws {
    let reached = servers.map { ServerSet($0) } ?? state.allServers
    for _ in 0..<1000 {
      guard let packet = nextMessage(among: reached) else { return }
      try take(.receive(packet))
    }
    throw ModelClusterError("the messages do not come to an end")
  }

  public mutating func loseAll() { state.network = Network() }

  // MARK: Usual stories

  /// Lets a server time out and asks these others for their votes; all other messages are lost.
  public mutating func campaign(_ candidate: ServerID, among voters: [ServerID]) throws {
    loseAll()
    try take(.electionTimeout(candidate))
    try deliverAll(among: [candidate] + voters)
    loseAll()
  }

  /// Lets a server win an election with the votes of others.
  public mutating func elect(_ candidate: ServerID, by voters: ServerID...) throws {
    try campaign(candidate, among: voters)
    guard state[candidate].role == .leader else {
      throw ModelClusterError("\(candidate.modelName) does not win term \(state[candidate].currentTerm)")
    }
  }

  /// Sends a follower entries until it has acknowledged all of the leader's log.
  public mutating func replicate(_ leader: ServerID, to followers: ServerID...) throws {
    try replicate(leader, to: followers)
  }

  public mutating func replicate(_ leader: ServerID, to followers: [ServerID]) throws {
    for follower in followers {
      repeat {
        try take(.sendAppendEntries(from: leader, to: follower))
        try deliverAll(among: [leader, follower])
      } while state[leader].role == .leader
        && state[leader].matchIndex[follower] < state[leader].lastLog.index
    }
  }
}

/// What went wrong in a test's story, apart from an action that is disabled.
public struct ModelClusterError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

public let (n1, n2, n3) = (ServerID(0), ServerID(1), ServerID(2))
public let (n4, n5, n6, n7) = (ServerID(3), ServerID(4), ServerID(5), ServerID(6))
