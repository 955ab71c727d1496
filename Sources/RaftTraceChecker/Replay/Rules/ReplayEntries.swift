import TraceFormat

/// Entries that a line tells to be appended or removed.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 3 and 4; Leaders).
extension Replay {
  mutating func append(_ batch: EntryBatch, _ line: ReplayLine) {
    let s = line.slot
    guard let first = batch.entries.first?.index, let count = batch.count.value, count == batch.entries.count
    else {
      if servers[s].role == .leader {
        appendUnlisted(batch, line)
      } else if line.event.observation.moment == .before || line.event.observation.lastHeldIndex == nil {
        loseEnd(of: s)
      }
      return
    }
    let end = LogIndex(first.rawValue + UInt64(count) - 1)
    if let misses = misses(of: batch, from: first, to: end, line) {
      findings.refute(
        line, .appended(batch.entries[0]), misses,
        because: [causeWitness(s), servers[s].lines.log, servers[s].lines.role])
    }
    for entry in batch.entries {
      servers[s].log.append(1, of: entry.term.value, behind: entry.index.previous)
      servers[s].payloads.note(entry)
    }
    if servers[s].pending?.mayEnd(at: end) == true { servers[s].pending?.advance(to: end) }
  }

  /// A leader's entries of which not all are listed.
  private mutating func appendUnlisted(_ batch: EntryBatch, _ line: ReplayLine) {
    let s = line.slot
    guard let count = batch.count.value, let last = servers[s].log.last else { return loseEnd(of: s) }
    servers[s].log.append(UInt64(clamping: count), of: servers[s].term, behind: last)
  }

  private mutating func loseEnd(of s: Int) {
    servers[s].log.forget(behind: servers[s].log.last ?? servers[s].commitFloor)
  }

  private mutating func misses(
    of batch: EntryBatch, from first: LogIndex, to end: LogIndex, _ line: ReplayLine
  ) -> [NearMiss]? {
    let s = line.slot
    guard let role = servers[s].role, let term = servers[s].term, let last = servers[s].log.last else {
      return nil
    }
    findings.tested()
    if let gap = batch.gap {
      return [NearMiss(.entriesContiguous, expected: .index(gap.expected), found: .index(gap.found))]
    }
    if first > last.next {
      return [NearMiss(.entriesContiguous, expected: .index(last.next), found: .index(first))]
    }
    if role == .leader {
      if first < last.next {
        return [NearMiss(.leaderKeepsLog, expected: .index(last.next), found: .index(first))]
      }
      let foreign = batch.entries.first { $0.term.isKnown && $0.term != .known(term) }
      return foreign.map {
        [NearMiss(.entryOfCurrentTerm, expected: .term(term), found: .term($0.term.value ?? .zero))]
      }
    }
    guard !servers[s].isToldVaguely else { return nil }
    guard line.dialect.showsMessages else { return missesOfSeen(batch, line) }
    guard let pending = servers[s].pending else {
      return [
        NearMiss(.entriesWereSent, expected: .index(last), found: .index(end)),
        NearMiss(.onlyLeaderAppends, expected: .role(.leader), found: .role(role)),
      ]
    }
    return missesOfSent(batch, pending, from: first, to: end, last, line)
  }

  private func missesOfSent(
    _ batch: EntryBatch, _ pending: PendingAppend, from first: LogIndex, to end: LogIndex, _ last: LogIndex,
    _ line: ReplayLine
  ) -> [NearMiss]? {
    if pending.isAcceptable == false {
      return [
        NearMiss(
          .acceptNeedsPrevious,
          expected: .position(LogPosition(term: pending.previousTerm ?? .zero, index: pending.previous)),
          found: .index(last))
      ]
    }
    if end > pending.reach || !pending.mayEnd(at: end) {
      return [NearMiss(.logAfterAccept, expected: .index(max(pending.reach, last)), found: .index(end))]
    }
    if first <= last, !pending.mayTruncate(from: first) {
      return [NearMiss(.truncateOnlyOnConflict, expected: .index(last.next), found: .index(first))]
    }
    for entry in batch.entries {
      if let sent = pending.accepted.term(at: entry.index), let term = entry.term.value, sent != term {
        return [NearMiss(.logAfterAccept, expected: .term(sent), found: .term(term))]
      }
      if servers[line.slot].cause?.sentEntry(at: entry.index)?.hasOtherPayload(than: entry) == true {
        return [NearMiss(.logAfterAccept, found: .index(entry.index))]
      }
    }
    return nil
  }

  /// Where no message is shown, the entries must be the seen leader's.
  private func missesOfSeen(_ batch: EntryBatch, _ line: ReplayLine) -> [NearMiss]? {
    let s = line.slot
    guard line.dialect.isOrdered, let term = servers[s].term else { return nil }
    guard let leader = leaders.leader(of: term, servers[s].group, servers) else {
      guard isLeaderSeen(by: s, line) else { return nil }
      return [
        NearMiss(.onlyLeaderAppends, expected: .role(.leader), found: servers[s].role.map { .role($0) })
      ]
    }
    for entry in batch.entries {
      guard let shown = entry.term.value, leader.log.contains(shown, at: entry.index) == false else {
        continue
      }
      return [
        NearMiss(
          .entriesWereSent,
          expected: leader.log.term(at: entry.index).map {
            .position(LogPosition(term: $0, index: entry.index))
          }
            ?? leader.log.last.map { .index($0) },
          found: .position(LogPosition(term: shown, index: entry.index)))
      ]
    }
    return nil
  }

  /// Whether a leader of the server's term would have been seen.
  func isLeaderSeen(by s: Int, _ line: ReplayLine) -> Bool {
    line.kinds.tellsRoles && peers(of: s).allSatisfy { $0.term != nil && $0.role != nil }
  }

  mutating func truncate(from index: LogIndex, _ line: ReplayLine) {
    let s = line.slot
    if let misses = missesOfTruncation(from: index, line) {
      findings.refute(
        line, .truncated(from: index), misses,
        because: [causeWitness(s), servers[s].lines.log, servers[s].lines.commit])
    }
    if servers[s].pending?.mayTruncate(from: index) == true {
      servers[s].pending?.advance(to: index.previous)
    } else if line.has(.rollsBackAtStepDown) {
      servers[s].pending?.rollBack(to: index.previous)
    }
    servers[s].log.truncate(to: index.previous)
  }

  private mutating func missesOfTruncation(from index: LogIndex, _ line: ReplayLine) -> [NearMiss]? {
    let s = line.slot
    if line.has(.rollsBackAtElection) || line.has(.rollsBackAtStepDown), index > servers[s].commitFloor {
      return nil
    }
    findings.tested()
    if servers[s].role == .leader {
      return [
        NearMiss(
          .leaderKeepsLog, expected: servers[s].log.last.map { .index($0) }, found: .index(index.previous))
      ]
    }
    if index <= servers[s].commitFloor {
      return [
        NearMiss(.committedNotTruncated, expected: .index(servers[s].commitFloor), found: .index(index))
      ]
    }
    guard servers[s].role != nil, servers[s].term != nil, !servers[s].isToldVaguely else { return nil }
    if line.dialect.showsMessages {
      if servers[s].pending?.mayTruncate(from: index) == true { return nil }
      if line.has(.handlesInSteps), servers[s].pending?.mayTruncateTail(from: index) == true { return nil }
      var expected: ReplayValue?
      if case .at(let conflict) = servers[s].pending?.conflict { expected = .index(conflict) }
      return [NearMiss(.truncateOnlyOnConflict, expected: expected, found: .index(index))]
    }
    guard line.dialect.isOrdered, let term = servers[s].term, let own = servers[s].log.term(at: index),
      let leader = leaders.leader(of: term, servers[s].group, servers), leader.log.term(at: index) == own
    else { return nil }
    return [NearMiss(.truncateOnlyOnConflict, expected: .term(own), found: .index(index))]
  }
}

extension EntryBatch {
  /// The first of its entries that does not stand behind the one before it.
  fileprivate var gap: (expected: LogIndex, found: LogIndex)? {
    for (entry, next) in zip(entries, entries.dropFirst()) where next.index != entry.index.next {
      return (entry.index.next, next.index)
    }
    return nil
  }
}

extension TraceEvent {
  /// The entry that a leader's request brings at an index, where it is shown.
  fileprivate func sentEntry(at index: LogIndex) -> LogEntry? {
    guard case .appendEntriesRequest(let request) = message?.body else { return nil }
    return request.entries.entries.first { $0.index == index }
  }
}

extension LogEntry {
  /// Whether two entries of one index certainly have different content.
  func hasOtherPayload(than other: LogEntry) -> Bool {
    guard let own = payload.value, let theirs = other.payload.value else { return false }
    return own != theirs
  }
}
