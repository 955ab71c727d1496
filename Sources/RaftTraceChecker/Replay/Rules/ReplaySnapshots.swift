import TraceFormat

/// Snapshots: of what is committed, and installed only from a leader.
///
/// Raft §7 and Figure 13.
extension Replay {
  mutating func take(_ snapshot: Snapshot, _ line: ReplayLine) {
    let s = line.slot
    let index = snapshot.lastIncludedIndex
    findings.tested()
    if let commit = commitIndex(at: line), index > commit {
      return findings.refute(
        line, .tookSnapshot(snapshot),
        [NearMiss(.snapshotIsCommitted, expected: .index(commit), found: .index(index))],
        because: [servers[s].lines.commit])
    }
    if line.kinds.tellsLogs, let term = snapshot.lastIncludedTerm.value,
      servers[s].log.contains(term, at: index) == false
    {
      findings.refute(
        line, .tookSnapshot(snapshot),
        [
          NearMiss(
            .snapshotIsOwn, expected: servers[s].log.term(at: index).map { .term($0) }, found: .term(term))
        ], because: [servers[s].lines.log])
    }
  }

  mutating func install(_ snapshot: Snapshot, _ line: ReplayLine) {
    let s = line.slot
    let index = snapshot.lastIncludedIndex
    findings.tested()
    if line.dialect.showsMessages, servers[s].term != nil, !servers[s].mayFollowUnseenCause,
      servers[s].pendingSnapshot?.lastIncludedIndex != index
    {
      findings.refute(
        line, .installedSnapshot(snapshot),
        [
          NearMiss(
            .installIsExplained, expected: servers[s].pendingSnapshot.map { .index($0.lastIncludedIndex) },
            found: .index(index))
        ], because: [causeWitness(s)])
    } else if index < servers[s].commitFloor {
      findings.refute(
        line, .installedSnapshot(snapshot),
        [NearMiss(.commitDoesNotFall, expected: .index(servers[s].commitFloor), found: .index(index))],
        because: [servers[s].lines.commit, causeWitness(s)])
    }
    replaceLog(by: snapshot, line)
    guard line.event.observation.moment == .before else { return }
    servers[s].commitIndex = nil
    servers[s].lastApplied = nil
  }

  /// What follows the snapshot stays where the log agrees with it, and goes where it does not.
  private mutating func replaceLog(by snapshot: Snapshot, _ line: ReplayLine) {
    let s = line.slot
    let index = snapshot.lastIncludedIndex
    let term = snapshot.lastIncludedTerm.value
    switch servers[s].log.contains(term, at: index) {
    case true?: break
    case false?: servers[s].log = ReplayedLog(last: index, term: term)
    case nil:
      let isAfter = line.event.observation.moment == .after
      let shown = isAfter ? line.event.observation.lastHeldIndex : nil
      servers[s].log =
        shown.map { ReplayedLog(last: $0, term: line.event.observation.lastLogTerm.value) } ?? .unknown
      if let term { servers[s].log.learn(term, at: index) }
    }
  }
}
