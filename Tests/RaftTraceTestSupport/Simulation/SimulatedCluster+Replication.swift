import TraceFormat

/// Raft §5.3, §5.4.2 and §7.
extension SimulatedCluster {
  mutating func sendEntries(_ i: Int, to j: Int, isHeartbeat: Bool) {
    let leader = servers[i]
    if isHeartbeat, habits.isLikeEtcd {
      let commit = min(leader.commit, leader.match[j] ?? 0)
      let request = AppendEntriesRequest(
        prevLogIndex: .known(.zero), prevLogTerm: .known(.zero), entries: EntryBatch([]),
        leaderCommit: .known(LogIndex(commit)))
      return send(i, to: j, .appendEntriesRequest(request))
    }
    let next = max(1, min(leader.next[j] ?? leader.last + 1, leader.last + 1))
    guard next > leader.state.snapshotIndex, let previousTerm = leader.term(at: next - 1) else {
      let snapshot = recording.snapshot(
        leader.state.snapshotIndex, term: leader.state.snapshotTerm, hash: leader.state.snapshotHash)
      return send(
        i, to: j, .installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot, isDone: .known(true))))
    }
    // Without an entry before it, an empty request would be a heartbeat of etcd's.
    let least: UInt64 = habits.isLikeEtcd && next == 1 ? 1 : 0
    let count = isHeartbeat ? 0 : min(UInt64.random(in: least...4, using: &random), leader.last + 1 - next)
    if count < least { return }
    let entries = (next..<next + count).map { Recording.entry($0, leader.entry(at: $0)) }
    let request = AppendEntriesRequest(
      prevLogIndex: .known(LogIndex(next - 1)), prevLogTerm: .known(Term(previousTerm)),
      entries: EntryBatch(entries), leaderCommit: .known(LogIndex(leader.commit)))
    send(i, to: j, .appendEntriesRequest(request))
    // A leader sends on before it is answered.
    if random.isOnce(in: 2) { servers[i].next[j] = next + count }
  }

  /// The leader of its term is heard.
  private mutating func follow(_ source: Int, _ i: Int) {
    if servers[i].role == .candidate { become(i, .follower) }
    guard servers[i].leader != source else { return }
    if random.isOnce(in: 2) {
      record(i, .leaderObserved(recording.id(source))) { $0.leader = source }
    } else {
      servers[i].leader = source
    }
  }

  private func reply(_ success: Bool, _ match: UInt64?, conflict: UInt64? = nil) -> MessageBody {
    .appendEntriesResponse(
      AppendEntriesResponse(
        success: .known(success), matchIndex: Observed(match.map { LogIndex($0) }),
        conflictIndex: Observed(conflict.map { LogIndex($0) })))
  }

  mutating func answer(_ request: AppendEntriesRequest, _ term: UInt64, _ i: Int, _ source: Int) {
    guard let previous = request.prevLogIndex.value?.rawValue, let commit = request.leaderCommit.value else {
      return
    }
    guard term == servers[i].state.term else { return send(i, to: source, reply(false, nil)) }
    follow(source, i)
    if previous == 0, request.entries.entries.isEmpty, habits.isLikeEtcd {
      commitThrough(min(commit.rawValue, servers[i].last), i)
      return send(i, to: source, .appendEntriesResponse(AppendEntriesResponse()))
    }
    let stale = previous < (habits.isLikeEtcd ? servers[i].commit : servers[i].state.snapshotIndex)
    if stale { return send(i, to: source, reply(true, servers[i].commit)) }
    guard servers[i].term(at: previous) == request.prevLogTerm.value?.rawValue else {
      return send(i, to: source, reply(false, nil, conflict: previous))
    }
    take(request.entries.entries, i)
    let reach = previous + UInt64(request.entries.entries.count)
    commitThrough(min(commit.rawValue, reach), i)
    send(i, to: source, reply(true, reach))
  }

  /// Appends what is new, and cuts what differs.
  private mutating func take(_ entries: [LogEntry], _ i: Int) {
    let new = entries.drop { servers[i].term(at: $0.index.rawValue) == $0.term.value?.rawValue }
    guard let first = new.first?.index.rawValue else { return }
    if first <= servers[i].last {
      record(i, .logTruncated(from: LogIndex(first))) { $0.truncate(from: first) }
    }
    let added = new.map {
      SimulatedServer.Entry(term: $0.term.value?.rawValue ?? 0, payload: $0.payload.value?.rawValue ?? 0)
    }
    record(i, .entriesAppended(EntryBatch(Array(new)))) { $0.state.log += added }
  }

  mutating func note(_ response: AppendEntriesResponse, _ term: UInt64, _ i: Int, _ source: Int) {
    guard servers[i].role == .leader, term == servers[i].state.term else { return }
    if response.success == .known(false) {
      servers[i].next[source] = max(1, response.conflictIndex.value?.rawValue ?? 1)
    }
    if let match = response.matchIndex.value?.rawValue { noteMatch(match, term, i, source) }
  }

  mutating func noteMatch(_ match: UInt64, _ term: UInt64, _ i: Int, _ source: Int) {
    guard servers[i].role == .leader, term == servers[i].state.term else { return }
    servers[i].match[source] = max(match, servers[i].match[source] ?? 0)
    servers[i].next[source] = max(servers[i].next[source] ?? 1, match + 1)
    advanceCommit(i)
  }

  /// A leader counts itself for what it has on disk.
  mutating func advanceCommit(_ i: Int) {
    let leader = servers[i]
    guard leader.role == .leader else { return }
    let own = leader.disk.snapshotIndex + UInt64(leader.disk.log.count)
    let matches = voters.map { $0 == i ? own : leader.match[$0] ?? 0 }.sorted(by: >)
    let agreed = min(matches[voters.count / 2], leader.last)
    if leader.term(at: agreed) == leader.state.term { commitThrough(agreed, i) }
  }

  private mutating func commitThrough(_ index: UInt64, _ i: Int) {
    guard index > servers[i].commit, let term = servers[i].term(at: index) else { return }
    record(i, .committed(CommitAdvance(index: LogIndex(index), entryTerm: .known(Term(term))))) {
      $0.commit = index
    }
    while servers[i].applied < servers[i].commit, !random.isOnce(in: 5) {
      let applied = servers[i].applied + 1
      let entry = servers[i].entry(at: applied)
      record(i, .applied(Recording.entry(applied, entry))) {
        $0.applied = applied
        $0.hash = $0.hash &* 31 &+ entry.payload
      }
    }
  }

  mutating func answer(_ request: InstallSnapshotRequest, _ term: UInt64, _ i: Int, _ source: Int) {
    guard term == servers[i].state.term else { return }
    follow(source, i)
    let snapshot = request.snapshot
    let index = snapshot.lastIncludedIndex.rawValue
    if index > servers[i].commit {
      record(i, .snapshotInstalled(snapshot)) { server in
        let snapshotTerm = snapshot.lastIncludedTerm.value?.rawValue ?? 0
        if server.term(at: index) == snapshotTerm {
          server.compact(to: index)
        } else {
          server.state.log = []
          server.state.snapshotIndex = index
          server.state.snapshotTerm = snapshotTerm
        }
        server.state.snapshotHash = snapshot.content.value?.rawValue ?? 0
        server.hash = server.state.snapshotHash
        server.commit = index
        server.applied = index
      }
    }
    let response = InstallSnapshotResponse(
      success: .known(true), matchIndex: .known(LogIndex(max(index, servers[i].commit))))
    send(i, to: source, .installSnapshotResponse(response))
  }
}
