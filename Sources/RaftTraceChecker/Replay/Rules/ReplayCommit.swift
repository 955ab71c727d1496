import RaftModel
import TraceFormat

/// Commitment: a leader's by a quorum's acknowledgements, a follower's by its leader's word.
///
/// Raft §5.3, §5.4.2 and Figure 2 (Leaders; AppendEntries RPC, receiver implementation 5).
extension Replay {
  mutating func settleCommit(_ shown: LogIndex?, _ line: ReplayLine) {
    let s = line.slot
    if servers[s].commitIndex == nil, line.roleBefore != servers[s].role { servers[s].commitMayBeOld = true }
    guard let shown else {
      if !line.isContinued { servers[s].commitIndex = nil }
      return
    }
    defer {
      if servers[s].commitIndex != shown { servers[s].lines.commit = line.witness(.commitIs(shown)) }
      servers[s].commitIndex = shown
      servers[s].commitFloor = shown
      servers[s].commitMayBeOld = false
    }
    let floor = servers[s].commitFloor
    findings.tested()
    if shown < floor {
      return refuteCommit(
        shown, [NearMiss(.commitDoesNotFall, expected: .index(floor), found: .index(shown))], line)
    }
    // Without the index before, the life's first commit index may be an old one.
    guard shown > floor, servers[s].commitIndex != nil || floor > .zero else { return }
    if !line.kinds.tellsCommits, line.termBefore != servers[s].term || line.roleBefore != servers[s].role {
      return
    }
    if let last = servers[s].log.last, shown > last {
      return refuteCommit(
        shown, [NearMiss(.commitWithinLog, expected: .index(last), found: .index(shown))], line)
    }
    if servers[s].commitMayBeOld { return }
    switch servers[s].role {
    case .leader: checkLeader(shown, line)
    case .follower, .learner, .candidate, .preCandidate: checkFollower(shown, line)
    case nil: break
    }
  }

  /// The commit index with which a line's event happens.
  func commitIndex(at line: ReplayLine) -> LogIndex? {
    let isCurrent = line.kinds.tellsCommits || line.event.observation.moment == .before
    return line.event.observation.commitIndex.value ?? (isCurrent ? servers[line.slot].commitIndex : nil)
  }

  private mutating func refuteCommit(
    _ shown: LogIndex, _ misses: [NearMiss], _ line: ReplayLine, _ more: [Witness] = []
  ) {
    let s = line.slot
    findings.refute(
      line, .commitIs(shown), misses,
      because: [servers[s].lines.role, servers[s].lines.commit, causeWitness(s)] + more)
  }

  private mutating func checkLeader(_ shown: LogIndex, _ line: ReplayLine) {
    let s = line.slot
    guard let term = servers[s].term else { return }
    var misses: [NearMiss] = []
    if let entry = servers[s].log.term(at: shown), entry != term {
      misses.append(NearMiss(.commitNeedsCurrentTerm, expected: .term(term), found: .term(entry)))
    }
    if let voters = votersWithoutQuorum(for: shown, line) {
      misses.append(
        NearMiss(
          .commitNeedsQuorum, expected: .count(Quorum.majority(of: voters.count)),
          found: .servers(voters.filter { holds($0, shown, line) })))
    }
    guard !misses.isEmpty else { return }
    refuteCommit(shown, misses, line, acknowledgementWitnesses(line))
  }

  /// The voters of which no majority can have acknowledged an index; nil where one may have.
  private mutating func votersWithoutQuorum(for index: LogIndex, _ line: ReplayLine) -> [ServerID]? {
    let s = line.slot
    let isFollowed = line.dialect.isOrdered && line.kinds.tellsLogs
    guard line.dialect.showsMessages ? servers[s].leadership.isWhole : isFollowed else { return nil }
    let shown = line.event.observation.configuration.value
    let known = [line.configurationBefore ?? servers[s].configuration, shown].compactMap { $0 }
    guard !known.isEmpty, line.kinds.tellsCommits || Set(known).count == 1 else { return nil }
    findings.tested()
    var failing: [ServerID]?
    for configuration in known {
      guard
        let voters = Quorum.votersWithoutMajority(
          in: symbols[configuration], by: { holds($0, index, line) })
      else { return nil }
      failing = voters
    }
    return failing
  }

  /// Whether a server may have acknowledged the leader's entry at an index.
  private func holds(_ server: ServerID, _ index: LogIndex, _ line: ReplayLine) -> Bool {
    let s = line.slot
    if server == line.event.server { return true }
    if line.dialect.showsMessages {
      return servers[s].leadership.match(of: server).map { $0 >= index } ?? false
    }
    guard let peer = peers(of: s).first(where: { $0.server == server }), let term = peer.term,
      let own = servers[s].term
    else { return true }
    return term > own || peer.log.contains(servers[s].log.term(at: index), at: index) != false
  }

  private func acknowledgementWitnesses(_ line: ReplayLine) -> [Witness] {
    servers[line.slot].leadership.acknowledgements.map { backing in
      Witness(
        position: backing.position, server: line.event.server,
        statement: .hearsAcknowledgement(from: backing.server, backing.index))
    }
  }

  private mutating func checkFollower(_ shown: LogIndex, _ line: ReplayLine) {
    let s = line.slot
    let following = servers[s].following
    guard line.dialect.showsMessages, following.isWhole else { return }
    findings.tested()
    if shown <= min(following.leaderCommit, following.verified) || shown <= following.heartbeatCommit {
      return
    }
    if line.has(.commitsByOwnLog), shown <= following.leaderCommit { return }
    let bound = min(following.leaderCommit, following.verified)
    let requirement: ReplayRequirement = bound == .zero ? .commitNeedsCause : .followerCommitBound
    refuteCommit(shown, [NearMiss(requirement, expected: .index(bound), found: .index(shown))], line)
  }

  /// Entries are applied one by one, in the order of the log.
  mutating func apply(_ entry: LogEntry, _ line: ReplayLine) {
    let s = line.slot
    defer {
      servers[s].lastApplied = entry.index
      servers[s].lastTold = entry.index
    }
    let isRepeated = servers[s].lastTold.map { entry.index <= $0 } ?? false
    guard let applied = servers[s].lastApplied ?? servers[s].lastTold else { return }
    findings.tested()
    // An installed snapshot skips entries.
    let isSkipping = servers[s].lastApplied.map { entry.index > $0.next && line.kinds.tellsLogs } ?? false
    guard isSkipping || isRepeated || entry.index < applied else { return }
    findings.refute(
      line, .applied(entry),
      [NearMiss(.appliedInOrder, expected: .index(applied.next), found: .index(entry.index))])
  }

  /// What is applied is committed.
  mutating func settleApplied(_ line: ReplayLine) {
    let s = line.slot
    if line.isContinued, !line.event.observation.lastApplied.isKnown { return }
    let before = servers[s].lastApplied
    servers[s].lastApplied = line.event.observation.lastApplied.value
    if let before, let applied = servers[s].lastApplied { checkApplied(from: before, to: applied, line) }
    guard let applied = servers[s].lastApplied, let commit = servers[s].commitIndex else { return }
    findings.tested()
    guard applied > commit else { return }
    findings.refute(
      line, .appliedThrough(applied),
      [NearMiss(.appliedWithinCommit, expected: .index(commit), found: .index(applied))],
      because: [servers[s].lines.commit])
  }

  /// What is applied stays so while a server runs, and an entry that is applied has its line if any has.
  private mutating func checkApplied(from before: LogIndex, to applied: LogIndex, _ line: ReplayLine) {
    let isTold = line.kinds.tellsApplied && line.kinds.tellsLogs
    let mayRise = !isTold || line.event.kind.installsSnapshot
    guard applied < before || applied > before && !mayRise else { return }
    findings.refute(
      line, .appliedThrough(applied),
      [NearMiss(.appliedInOrder, expected: .index(before), found: .index(applied))])
  }
}

extension EventKind {
  fileprivate var installsSnapshot: Bool {
    if case .snapshotInstalled = self { true } else { false }
  }
}
