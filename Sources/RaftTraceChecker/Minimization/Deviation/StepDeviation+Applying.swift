import RaftModel
import TraceFormat

extension StepDeviation {
  /// Makes of the state that the rules leave the one that the implementation left.
  func apply(to state: inout ClusterState, _ step: StepKnowledge, _ model: RaftModel) {
    let i = step.server
    if let value = term.first?.value(step) { state[i].currentTerm = value }
    if let value = log.first?.value(step) { state[i].log = value }
    if let relation = compaction.first { compact(relation, &state, step, model) }
    if let role, role != state[i].role { change(to: role, i, &state, model) }
    if let value = vote.first?.value(step) { state[i].votedFor = value }
    if let relation = commitIndex.first {
      state[i].commitIndex =
        relation.value(
          step, mine: step.before.commitIndex, expected: step.expected.commitIndex, log: state[i].log,
          commit: state[i].commitIndex) ?? state[i].commitIndex
    }
    if let relation = lastApplied.first {
      state[i].lastApplied =
        relation.value(
          step, mine: step.before.lastApplied, expected: step.expected.lastApplied, log: state[i].log,
          commit: state[i].commitIndex) ?? state[i].lastApplied
    } else if !model.rules.options.appliesSeparately {
      while state[i].lastApplied < state[i].commitIndex {
        do { try model.rules.apply(i, in: &state) } catch { break }
      }
    }
    if let sent { send(sent, &state, step) }
  }

  private func compact(
    _ relation: IndexRelation, _ state: inout ClusterState, _ step: StepKnowledge, _ model: RaftModel
  ) {
    let i = step.server
    let log = step.before.log
    guard
      let index = relation.value(
        step, mine: log.snapshot.position.index, expected: step.expected.log.snapshot.position.index,
        log: log,
        commit: step.before.commitIndex),
      index > log.snapshot.position.index, let term = log[index]?.term
    else { return }
    state[i].log = log
    let snapshot = model.rules.snapshot(of: i, at: LogPosition(term: term, index: index), in: state)
    state[i].log.compact(into: snapshot)
  }

  private func change(to role: Role, _ i: ServerID, _ state: inout ClusterState, _ model: RaftModel) {
    switch role {
    case .leader: model.rules.becomeLeader(i, in: &state)
    case .follower, .learner: model.rules.becomeFollower(i, in: &state)
    case .candidate, .preCandidate:
      state[i].forgetCampaignAndLeadership()
      state[i].role = role
      state[i].votesGranted.insert(i)
    }
  }

  private func send(_ relations: [PacketRelation], _ state: inout ClusterState, _ step: StepKnowledge) {
    let expected = state.network.packets.filter { $0.source == step.server && $0 != step.received }
    for packet in expected { state.network.remove(packet) }
    for relation in relations {
      let twin = expected.first { $0.kind == relation.kind && $0.destination == relation.receiver(step) }
      guard let packet = relation.packet(like: twin, after: state[step.server], step) else { continue }
      state.network.send(packet)
    }
  }
}
