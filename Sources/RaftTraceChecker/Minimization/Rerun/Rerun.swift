import RaftModel
import TraceFormat

/// Executes a schedule, or what of it can be executed, in a model.
///
/// Messages carry terms and indices, so that after a deletion later ones are not the same. What is the same is the step that
/// sent them: a step that handles a message takes what that step sends now. Measured over 90 random runs of wrong Rafts of
/// which deletions leave many messages in flight, this ends with at most 20 steps where likeness alone ends with up to 108.
/// Where the sender's step is left out or not known, the very message is taken if it is in flight, and else the oldest of
/// the same sender, receiver and type, of its term if there is one.
struct Rerun {
  let rules: RerunRules
  let initialState: ClusterState
  /// The servers that take part; no message reaches another.
  let servers: [ServerID]
  /// Whether a leader goes back as far as in the trace, where refusals told it how far.
  let goesBack: Bool

  init(
    rules: RerunRules, initialState: ClusterState, servers: [ServerID]? = nil, goesBack: Bool = false
  ) {
    self.rules = rules
    self.goesBack = goesBack
    self.initialState = initialState
    self.servers = servers ?? Array(initialState.allServers)
  }

  /// A step that was executed: as it was wanted, with the message that it really handled, and the states around it.
  struct Executed {
    var wanted: ScheduledStep
    /// With no message in flight but the one that is handled, and behind it the messages that it sends.
    var step: Step
    var sent: [Packet]
    /// Whether it was executed as the trace shows it, otherwise than by the rules.
    var deviates: Bool
  }

  func run(_ steps: [ScheduledStep]) -> [Executed] {
    var execution = Execution(self)
    for step in steps where step.action.server.map(servers.contains) ?? true { execution.take(step) }
    return execution.executed
  }

  /// A run under way: any number of messages may be in flight.
  struct Execution {
    private let rules: RerunRules
    private let goesBack: Bool
    private var state: ClusterState
    /// In the order in which they were sent.
    private var inFlight: [Packet] = []
    private(set) var executed: [Executed] = []
    /// Messages as steps sent them last, and as the same steps send them now.
    private var successors: [(earlier: Packet, now: Packet)] = []

    init(_ rerun: Rerun) {
      rules = rerun.rules
      goesBack = rerun.goesBack
      state = rerun.initialState
      inFlight = state.network.packets
      state.network = Network()
    }

    mutating func take(_ wanted: ScheduledStep) {
      guard let action = counterpart(of: wanted.action) else { return }
      if case .lose(let packet) = action {
        inFlight.removeAll { $0 == packet }
        finish(wanted, action, before: state, after: state, sent: [], deviates: false)
        return
      }
      if let received = action.received { state.network.send(received) }
      goBack(as: wanted)
      let before = state
      guard let deviates = rules.take(action, deviation: wanted.deviation, in: &state) else {
        state.network = Network()
        return
      }
      let sent = state.network.packets.filter { $0 != action.received }
      if case .receive(let packet, again: false) = action { inFlight.removeAll { $0 == packet } }
      inFlight += sent.filter { !inFlight.contains($0) }
      note(sent, insteadOf: wanted.sentLast)
      finish(wanted, action, before: before, after: state, sent: sent, deviates: deviates)
      state.network = Network()
    }

    /// A leader goes back as far as in the trace, where a refusal may have told it how far.
    ///
    /// Raft §5.3: a follower can tell the first index of the term in conflict, and save refusals.
    private mutating func goBack(as wanted: ScheduledStep) {
      guard goesBack, wanted.deviation == nil,
        case .sendAppendEntries(from: let i, to: let j) = wanted.action,
        let previous = wanted.sent?.first?.prevLog.index, state[i].role == .leader,
        previous.next < state[i].nextIndex[j], previous >= state[i].matchIndex[j]
      else { return }
      state[i].nextIndex[j] = previous.next
    }

    private mutating func finish(
      _ wanted: ScheduledStep, _ action: Action, before: ClusterState, after: ClusterState, sent: [Packet],
      deviates: Bool
    ) {
      var wanted = wanted
      wanted.action = action
      wanted.sentLast = sent
      executed.append(
        Executed(
          wanted: wanted, step: Step(before: before, action: action, after: after), sent: sent,
          deviates: deviates))
    }

    /// The action with a message that is in flight; nil where none of its kind is.
    private func counterpart(of action: Action) -> Action? {
      switch action {
      case .receive(let packet, let again): available(packet).map { .receive($0, again: again) }
      case .lose(let packet): inFlight.contains(packet) ? action : nil
      default: action
      }
    }

    private mutating func note(_ sent: [Packet], insteadOf earlier: [Packet]) {
      for (place, packet) in earlier.enumerated() {
        let rank = earlier[..<place].count { $0.isAddressed(as: packet) }
        let alike = sent.filter { $0.isAddressed(as: packet) }
        if rank < alike.count { successors.append((packet, alike[rank])) }
      }
    }

    /// The message of the step that sent the wanted one; where that is unknown or left out, what is most like it.
    private func available(_ wanted: Packet) -> Packet? {
      if let successor = successors.last(where: { $0.earlier == wanted })?.now {
        return inFlight.contains(successor) ? successor : nil
      }
      if inFlight.contains(wanted) { return wanted }
      if let same = inFlight.first(where: { $0.isSame(as: wanted) }) { return same }
      let alike = inFlight.filter { $0.isAddressed(as: wanted) }
      return alike.first { $0.term == wanted.term } ?? alike.first
    }
  }
}

extension Packet {
  /// Whether it is of the same type, from the same server to the same.
  fileprivate func isAddressed(as other: Packet) -> Bool {
    kind == other.kind && source == other.source && destination == other.destination
  }
}
