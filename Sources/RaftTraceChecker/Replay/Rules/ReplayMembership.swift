import RaftModel
import TraceFormat

/// Changes of membership: one step at a time, and in use from the log on.
///
/// Raft §6 · dissertation §4.1, §4.3.
extension Replay {
  /// A leader adds an entry with a configuration.
  mutating func propose(_ change: ConfigurationChange, _ line: ReplayLine) {
    let s = line.slot
    guard isJudged(line) else { return }
    guard let index = change.index.value, let term = servers[s].term else { return configurations.lose() }
    configurations.note(change.configuration, at: LogPosition(term: term, index: index), servers[s].group)
    let misses = misses(of: change, line)
    findings.tested()
    if !misses.isEmpty {
      findings.refute(
        line, .configurationIs(change.configuration), misses,
        because: [servers[s].lines.role, servers[s].lines.commit])
    }
    servers[s].configurationIndex = index
  }

  /// Whether the source changes its membership as the paper does.
  private func isJudged(_ line: ReplayLine) -> Bool {
    line.dialect.configurationUse == .onAppend && !line.has(.quorumsInEveryConfiguration)
  }

  private func misses(of change: ConfigurationChange, _ line: ReplayLine) -> [NearMiss] {
    let s = line.slot
    guard let known = servers[s].configuration, let role = servers[s].role else { return [] }
    if role != .leader { return [NearMiss(.onlyLeaderAppends, expected: .role(.leader), found: .role(role))] }
    let (old, new) = (symbols[known], symbols[change.configuration])
    var misses: [NearMiss] = []
    if !old.isOneStep(to: new) {
      misses.append(
        NearMiss(
          .changeIsOneStep, expected: .configuration(known), found: .configuration(change.configuration)))
    }
    guard let commit = commitIndex(at: line) else { return misses }
    if let last = servers[s].configurationIndex, last > commit {
      misses.append(NearMiss(.changeWaitsForCommit, expected: .index(last), found: .index(commit)))
    }
    let committed = commit == .zero ? .zero : servers[s].log.term(at: commit)
    if !new.isJoint, !old.isJoint, old.voters != new.voters, let committed,
      committed != servers[s].term
    {
      misses.append(
        NearMiss(
          .changeNeedsOwnCommit, expected: servers[s].term.map { .term($0) }, found: .term(committed)))
    }
    return misses
  }

  /// Takes in the configuration that a line shows.
  mutating func settleConfiguration(_ line: ReplayLine) {
    let s = line.slot
    guard let shown = line.event.observation.configuration.value else { return }
    defer { servers[s].configuration = shown }
    guard isJudged(line), line.dialect.isOrdered,
      let latest = configurations.latest(in: servers[s].log, servers[s].group)
    else { return }
    servers[s].configurationIndex = latest.index
    findings.tested()
    guard latest.configuration != shown, !isBeingChanged(line) else { return }
    findings.refute(
      line, .configurationIs(shown),
      [
        NearMiss(
          .configurationIsLatest, expected: .configuration(latest.configuration), found: .configuration(shown)
        )
      ], because: [servers[s].lines.log])
    configurations = ConfigurationEntries()
  }

  /// Whether a line tells of a change of the log, whose configuration the next lines show.
  private func isBeingChanged(_ line: ReplayLine) -> Bool {
    switch line.event.kind {
    case .configurationProposed, .entriesAppended, .logTruncated, .snapshotInstalled: true
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .persisted, .committed, .applied,
      .snapshotTaken, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      false
    }
  }
}

extension Configuration {
  /// Whether the change to another configuration is one step: of learners, of one voter, into a joint one, or out of it.
  fileprivate func isOneStep(to new: Configuration) -> Bool {
    if isJoint { return !new.isJoint && new.voters == voters }
    if new.isJoint { return new.outgoingVoters == voters }
    let moved = voters.count { !new.voters.contains($0) } + new.voters.count { !voters.contains($0) }
    return moved <= 1
  }
}
