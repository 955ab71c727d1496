import RaftModel
import TraceFormat

/// What a server does in one step, told event by event.
///
/// `view` begins as the state before the step and takes over from the state after it what each event tells, so every line
/// shows the server as it is at that line.
struct StepStory {
  let server: ServerID
  let words: ModelWords
  var view: ServerState
  var memory: BehaviorTrace.ServerMemory
  private(set) var told: [(kind: EventKind, observation: Observation)] = []
  /// False between two entries applied in one step: the digest of the state machine is known only at the end.
  var showsMachine = true

  init(
    of server: ServerID, as state: ServerState, _ memory: BehaviorTrace.ServerMemory, _ words: ModelWords
  ) {
    self.server = server
    self.words = words
    self.memory = memory
    view = state
  }

  mutating func tell(_ kind: EventKind, _ moment: Observation.Moment = .after) {
    var observation = words.observation(view, leader: memory.leader)
    observation.moment = moment
    if !showsMachine { observation.stateHash = .unknown }
    told.append((kind, observation))
  }

  /// Tells a step: its cause, the term, the vote, the role, the log, the commit index, and at last what it sends, for a
  /// server stores before it answers (Figure 2).
  mutating func tell(_ step: Step, sent: [Packet]) {
    let after = step.after[server]
    tellCause(step)
    tellNewTerm(step.action.received, after, sent)
    tellVote(step.action.received, after, sent)
    tellCampaign(step.action, after, sent)
    tellRole(after)
    tellLeader(step.action.received)
    tellLog(after, step.action)
    tellCommit(after)
    if view.role != after.role { change(to: after.role) }
    tellApplied(after, step)
    tellSnapshotTaken(after, step.action)
    tellRest(after)
    tellSent(sent, step)
    tellReadServed(step)
  }

  private mutating func tellCause(_ step: Step) {
    switch step.action {
    case .receive(let packet, let again):
      if again { tell(.messageDuplicated(words.message(packet))) }
      tell(.messageReceived(words.message(packet)), .before)
    case .electionTimeout: tell(.campaignStarted, .before)
    case .restart: tellRestart(step)
    case .requestRead:
      memory.read += 1
      tell(.clientCalled(words.read(memory.read)))
    case .changeMembership, .leaveJointMembership: tellProposal(step.after[server])
    case .clientAppend, .sendAppendEntries, .sendHeartbeat, .lose, .stepDown, .apply, .takeSnapshot,
      .sendInstallSnapshot, .transferLeadership, .abortTransfer:
      break
    }
  }

  private mutating func tellRestart(_ step: Step) {
    tell(.crash)
    let after = step.after[server]
    memory.leader = nil
    view = after
    view.lastApplied = min(after.lastApplied, after.log.snapshot.position.index)
    showsMachine = view.lastApplied == after.lastApplied
    tell(.start)
  }

  private mutating func tellProposal(_ after: ServerState) {
    guard case .known(let configuration) = words.configuration(after.membership) else { return }
    tell(
      .configurationProposed(
        ConfigurationChange(configuration: configuration, index: .known(after.log.membershipIndex))))
  }

  /// What no other event has told; a correct server leaves nothing.
  private mutating func tellRest(_ after: ServerState) {
    showsMachine = true
    let shown = words.observation(view, leader: memory.leader)
    view = after
    if words.observation(view, leader: memory.leader) != shown { tell(.observed) }
  }

  private mutating func tellSent(_ sent: [Packet], _ step: Step) {
    for packet in sent {
      tell(.messageSent(words.message(packet)))
      if !step.after.network.contains(packet) || step.before.network.contains(packet) {
        tell(.messageDropped(words.message(packet)))
      }
    }
  }

  private mutating func tellReadServed(_ step: Step) {
    if case .restart = step.action { return }
    let earlier = step.before[server].read
    var isRequest = false
    if case .requestRead = step.action { isRequest = true }
    guard earlier.isPending || isRequest, !step.after[server].read.isPending else { return }
    var operation = words.read(memory.read)
    let isServed = step.after.history.readCount != step.before.history.readCount
    operation.outcome = .known(isServed ? .succeeded : .failed)
    if isServed {
      operation.index = .known(isRequest ? step.before[server].commitIndex : earlier.readIndex)
    }
    tell(.clientReturned(operation))
  }
}
