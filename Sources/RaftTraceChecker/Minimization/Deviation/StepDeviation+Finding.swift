import RaftModel
import TraceFormat

extension StepDeviation {
  /// In what a step that a trace shows differs from what the rules make of it; nil where in nothing that is shown.
  ///
  /// Messages that the rules send and the trace does not show may have been lost.
  init?(_ step: ScheduledStep, _ outcome: RuleOutcome) {
    guard let i = step.action.server else { return nil }
    let knowledge = StepKnowledge(outcome, i, step.action)
    self.init(context: outcome.context(of: step.action))
    let expected = outcome.after[i]
    var after = expected
    if let shown = step.shown {
      find(shown, expected, knowledge)
      after = shown.filled(from: expected)
    }
    if let packets = step.sent { find(packets, outcome, after, knowledge) }
    if isEmpty { return nil }
  }

  private mutating func find(_ shown: ShownServer, _ expected: ServerState, _ step: StepKnowledge) {
    let (state, known) = (shown.state, shown.known)
    if known.contains(.currentTerm), state.currentTerm != expected.currentTerm {
      term = TermRelation.fitting(state.currentTerm, step)
    }
    if known.contains(.votedFor), state.votedFor != expected.votedFor {
      vote = VoteRelation.fitting(state.votedFor, step)
    }
    if known.contains(.role), state.role != expected.role { role = state.role }
    if known.contains(.log), !state.log.hasSameTerms(as: expected.log) {
      findLog(state.log, expected.log, step)
    }
    if known.contains(.membership), state.log.membership != expected.log.membership { hasMore = true }
    let after = known.contains(.log) ? state.log : expected.log
    if known.contains(.commitIndex), state.commitIndex != expected.commitIndex {
      commitIndex = IndexRelation.fitting(
        state.commitIndex, step, mine: step.before.commitIndex, expected: expected.commitIndex, log: after,
        commit: expected.commitIndex)
    }
    if known.contains([.lastApplied, .commitIndex]), state.lastApplied != expected.lastApplied,
      state.lastApplied != state.commitIndex
    {
      lastApplied = IndexRelation.fitting(
        state.lastApplied, step, mine: step.before.lastApplied, expected: expected.lastApplied, log: after,
        commit: state.commitIndex)
    }
  }

  private mutating func findLog(_ log: ServerLog, _ expected: ServerLog, _ step: StepKnowledge) {
    let (old, new) = (step.before.log.snapshot.position.index, log.snapshot.position.index)
    guard step.received == nil, new > old, log.lastIndex == step.before.log.lastIndex else {
      self.log = LogRelation.fitting(log, step)
      return
    }
    compaction = IndexRelation.fitting(
      new, step, mine: old, expected: expected.snapshot.position.index, log: step.before.log,
      commit: step.before.commitIndex)
  }

  private mutating func find(
    _ packets: [Packet], _ outcome: RuleOutcome, _ after: ServerState, _ step: StepKnowledge
  ) {
    let expected = outcome.after.network.packets.filter { $0.source == step.server && $0 != step.received }
    guard packets.contains(where: { packet in !expected.contains { $0.isSame(as: packet) } }) else { return }
    sent = packets.map { packet in
      PacketRelation(
        packet, like: expected.first { $0.kind == packet.kind && $0.destination == packet.destination },
        after: after, step)
    }
  }
}

extension ShownServer {
  /// The fields that are shown, and the others from elsewhere.
  func filled(from other: ServerState) -> ServerState {
    var result = other
    if known.contains(.log) { result.log = state.log }
    if known.contains(.role), state.role != other.role {
      result.forgetCampaignAndLeadership()
      result.role = state.role
    }
    if known.contains(.currentTerm) { result.currentTerm = state.currentTerm }
    if known.contains(.votedFor) { result.votedFor = state.votedFor }
    if known.contains(.commitIndex) { result.commitIndex = state.commitIndex }
    if known.contains(.lastApplied) { result.lastApplied = state.lastApplied }
    return result
  }
}

extension Packet {
  /// Whether a message is another one, as far as a trace shows messages: not who first appended an entry.
  ///
  /// Raft §5.3: how a refusal hints where to go on is the implementation's.
  func isSame(as other: Packet) -> Bool {
    kind == other.kind && source == other.source && destination == other.destination && term == other.term
      && flag == other.flag && (isRefusedAppend || prevLog == other.prevLog)
      && snapshot.membership == other.snapshot.membership
      && leaderCommit == other.leaderCommit
      && entries.count == other.entries.count
      && (0..<entries.count).allSatisfy { entries[$0].term == other.entries[$0].term }
  }
}

extension Packet {
  private var isRefusedAppend: Bool { kind == .appendEntriesResponse && !success }
}
