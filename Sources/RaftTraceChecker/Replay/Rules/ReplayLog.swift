import TraceFormat

/// The log: a leader adds entries of its term at the end, a follower takes over what its leader sends.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC; Leaders).
extension Replay {
  /// Takes in the end of the log that a line shows.
  mutating func settleLog(_ line: ReplayLine) {
    let s = line.slot
    guard let shown = line.event.observation.lastHeldIndex else {
      return line.tellsEndOfLog ? () : loseEnd(line)
    }
    let term = line.event.observation.lastLogTerm.value
    defer { servers[s].lines.log = line.witness(.logEnd(line.event.observation.logEnd)) }
    let isFollowed = line.dialect.showsMessages || line.kinds.tellsLogs || servers[s].role == .leader
    if servers[s].isToldVaguely || !isFollowed { servers[s].log.forget(behind: servers[s].commitFloor) }
    guard let last = servers[s].log.last else {
      servers[s].log.learnEnd(shown, term: term)
      return
    }
    findings.tested()
    if shown == last { return settleSameEnd(shown, term, line) }
    if servers[s].role == .leader { return settleLeader(shown, last, term, line) }
    settleFollower(shown, last, term, line)
  }

  /// A log that is as long as before holds the same, unless a request or a snapshot took the place of its end.
  private mutating func settleSameEnd(_ shown: LogIndex, _ term: Term?, _ line: ReplayLine) {
    let s = line.slot
    if let own = servers[s].log.term(at: shown), let term, own != term,
      !mayReplace(own, by: term, at: shown, line)
    {
      return refuteLog(line, [NearMiss(.entriesWereSent, expected: .term(own), found: .term(term))], term)
    }
    if let snapshot = servers[s].pendingSnapshot, snapshot.lastIncludedIndex == shown,
      servers[s].log.contains(snapshot.lastIncludedTerm.value, at: shown) != true
    {
      let installed = ReplayedLog(last: shown, term: snapshot.lastIncludedTerm.value)
      servers[s].log = servers[s].log.joined(with: installed)
    }
    if let term { servers[s].log.learn(term, at: shown) }
    if let pending = servers[s].pending, pending.mayEnd(at: shown), pending.conflict != .none {
      settleOverwritten(pending, term, line)
    }
  }

  /// Whether the last entry may have gone for one of another term at the same index.
  private func mayReplace(_ own: Term, by term: Term, at index: LogIndex, _ line: ReplayLine) -> Bool {
    let server = servers[line.slot]
    if server.role == .leader { return false }
    if line.has(.rollsBackAtElection) || line.has(.rollsBackAtStepDown) {
      return server.pending != nil || server.pendingSnapshot != nil
    }
    if let snapshot = server.pendingSnapshot, snapshot.lastIncludedIndex == index,
      snapshot.lastIncludedTerm.value.map({ $0 == term }) ?? true
    {
      return true
    }
    guard let pending = server.pending, pending.mayEnd(at: index), pending.conflict != .none else {
      return false
    }
    return pending.log(endingAt: index).lastTerm.map { $0 == term } ?? true
  }

  /// Entries of another term may have taken the place of others without a change of length.
  private mutating func settleOverwritten(_ pending: PendingAppend, _ term: Term?, _ line: ReplayLine) {
    let s = line.slot
    guard pending.reach == servers[s].log.last else { return }
    let after = pending.log(endingAt: pending.reach)
    if let term, let own = servers[s].log.lastTerm, let sent = after.lastTerm, own != sent {
      if term == sent {
        servers[s].log = after
        servers[s].pending?.advance(to: pending.reach)
      }
      return
    }
    servers[s].log = servers[s].log.joined(with: after)
    if let term { servers[s].log.learn(term, at: pending.reach) }
  }

  /// A log whose end is not shown may have changed by what arrived, and a leader's may have grown.
  private mutating func loseEnd(_ line: ReplayLine) {
    let s = line.slot
    if servers[s].isToldVaguely { return servers[s].log.forget(behind: servers[s].commitFloor) }
    if let pending = servers[s].pending {
      if pending.isAcceptable != false,
        pending.conflict != .none || pending.reach > servers[s].log.last ?? .zero
      {
        servers[s].log.forget(behind: pending.floor)
      }
    } else if servers[s].role == .leader || servers[s].role == nil || !line.dialect.showsMessages
      || servers[s].pendingSnapshot != nil
    {
      let isGrowing = servers[s].role == .leader
      servers[s].log.forget(behind: isGrowing ? servers[s].log.last ?? .zero : servers[s].commitFloor)
    }
  }

  private mutating func settleLeader(_ shown: LogIndex, _ last: LogIndex, _ term: Term?, _ line: ReplayLine) {
    let s = line.slot
    if shown < last {
      if mayRollBack(to: shown, line) { return servers[s].log.truncate(to: shown) }
      return refuteLog(line, [NearMiss(.leaderKeepsLog, expected: .index(last), found: .index(shown))], term)
    }
    if let term, let own = servers[s].term, term != own {
      return refuteLog(line, [NearMiss(.entryOfCurrentTerm, expected: .term(own), found: .term(term))], term)
    }
    servers[s].log.append(shown.rawValue - last.rawValue, of: servers[s].term, behind: last)
  }

  private mutating func settleFollower(_ shown: LogIndex, _ last: LogIndex, _ term: Term?, _ line: ReplayLine)
  {
    let s = line.slot
    if let pending = servers[s].pending, pending.mayEnd(at: shown) {
      let log = pending.log(endingAt: shown)
      if let term, let sent = log.lastTerm, sent != term, shown > .zero {
        return refuteLog(line, [NearMiss(.logAfterAccept, expected: .term(sent), found: .term(term))], term)
      }
      servers[s].log = log
      if let term { servers[s].log.learn(term, at: shown) }
      servers[s].pending?.advance(to: shown)
      return
    }
    if let snapshot = servers[s].pendingSnapshot, snapshot.lastIncludedIndex == shown {
      if shown < last, servers[s].log.contains(snapshot.lastIncludedTerm.value, at: shown) == true {
        return refuteLog(
          line, [NearMiss(.installKeepsWhatFollows, expected: .index(last), found: .index(shown))], term)
      }
      servers[s].log = ReplayedLog(last: shown, term: term ?? snapshot.lastIncludedTerm.value)
      return
    }
    if mayRollBack(to: shown, line) { return servers[s].log.truncate(to: shown) }
    if let misses = missesOfChange(shown, last, term, line) { return refuteLog(line, misses, term) }
    servers[s].log.forget(behind: min(servers[s].commitFloor, shown))
    servers[s].log.learnEnd(shown, term: term)
  }

  /// A candidate or a leader of an implementation that rolls back at elections.
  private func mayRollBack(to shown: LogIndex, _ line: ReplayLine) -> Bool {
    let s = line.slot
    guard line.has(.rollsBackAtElection) || line.has(.rollsBackAtStepDown), let last = servers[s].log.last,
      shown < last,
      shown >= servers[s].commitFloor
    else { return false }
    return true
  }

  /// Why a follower's log may not end where a line shows it to; nil where it may, or where too little is known.
  private func missesOfChange(
    _ shown: LogIndex, _ last: LogIndex, _ term: Term?, _ line: ReplayLine
  ) -> [NearMiss]? {
    let s = line.slot
    guard servers[s].role != nil, servers[s].term != nil, !servers[s].isToldVaguely else { return nil }
    guard line.dialect.showsMessages else { return missesOfSeenChange(shown, last, term, line) }
    if let pending = servers[s].pending {
      if pending.isAcceptable == false {
        return [
          NearMiss(
            .acceptNeedsPrevious,
            expected: .position(LogPosition(term: pending.previousTerm ?? .zero, index: pending.previous)),
            found: servers[s].log.term(at: pending.previous).map { .term($0) } ?? .index(last))
        ]
      }
      if shown < last {
        return [NearMiss(.truncateOnlyOnConflict, expected: .index(last), found: .index(shown))]
      }
      return [NearMiss(.logAfterAccept, expected: .index(max(pending.reach, last)), found: .index(shown))]
    }
    let requirement: ReplayRequirement = shown < last ? .truncateOnlyOnConflict : .entriesWereSent
    return [
      NearMiss(requirement, expected: .index(last), found: .index(shown)),
      NearMiss(.onlyLeaderAppends, expected: .role(.leader), found: servers[s].role.map { .role($0) }),
    ]
  }

  /// Where no message is shown, the log must come from a leader of the term that is seen.
  private func missesOfSeenChange(
    _ shown: LogIndex, _ last: LogIndex, _ term: Term?, _ line: ReplayLine
  ) -> [NearMiss]? {
    let s = line.slot
    guard line.dialect.isOrdered, line.kinds.tellsLogs, let own = servers[s].term else { return nil }
    guard let leader = leaders.leader(of: own, servers[s].group, servers) else {
      guard isLeaderSeen(by: s, line) else { return nil }
      return [
        NearMiss(.onlyLeaderAppends, expected: .role(.leader), found: servers[s].role.map { .role($0) })
      ]
    }
    if let term, shown > last, leader.log.contains(term, at: shown) == false {
      return [
        NearMiss(
          .entriesWereSent,
          expected: leader.log.term(at: shown).map { .position(LogPosition(term: $0, index: shown)) }
            ?? leader.log.last.map { .index($0) },
          found: .position(LogPosition(term: term, index: shown)))
      ]
    }
    if shown < last, let removed = servers[s].log.term(at: shown.next),
      leader.log.term(at: shown.next) == removed
    {
      return [NearMiss(.truncateOnlyOnConflict, expected: .term(removed), found: .index(shown))]
    }
    return nil
  }

  private mutating func refuteLog(_ line: ReplayLine, _ misses: [NearMiss], _ term: Term?) {
    let s = line.slot
    findings.refute(
      line, .logEnd(line.event.observation.logEnd), misses,
      because: [servers[s].lines.log, causeWitness(s), servers[s].lines.role])
    resyncLog(line)
  }

  /// Goes on from what a refuted line shows.
  private mutating func resyncLog(_ line: ReplayLine) {
    let s = line.slot
    servers[s].pending = nil
    servers[s].log = .unknown
    if let shown = line.event.observation.lastHeldIndex {
      servers[s].log.learnEnd(shown, term: line.event.observation.lastLogTerm.value)
    }
  }
}
