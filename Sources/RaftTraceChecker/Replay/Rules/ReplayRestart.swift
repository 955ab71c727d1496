import TraceFormat

/// A server starts with what it had on disk: term, vote and log.
///
/// Raft Figure 2 (persistent state) · dissertation §3.8.
extension Replay {
  mutating func restart(_ line: ReplayLine) {
    let s = line.slot
    leaveLeadership(s)
    checkDurable(line)
    let before = servers[s]
    var server = ReplayedServer(group: before.group, server: before.server, input: before.input)
    let shown = line.event.observation
    server.seenSince = before.seenSince
    if let term = shown.currentTerm.value {
      server.enter(term, vote: shown.votedFor, role: shown.role.value)
    } else {
      server.loseTerm()
    }
    server.log = recoveredLog(before, line)
    server.commitIndex = shown.commitIndex.value
    server.commitFloor = shown.commitIndex.value ?? .zero
    server.commitMayBeOld = false
    server.configuration = shown.configuration.value
    server.lines.role = line.witness(.started(Recovered(shown)))
    server.lines.vote = server.lines.role
    server.lines.log = server.lines.role
    servers[s] = server
    if server.role == .leader, let term = server.term { leaders.begin(term, server.group, slot: s) }
  }

  /// The log that a server has on disk: what was committed, and where its end is shown.
  private func recoveredLog(_ before: ReplayedServer, _ line: ReplayLine) -> ReplayedLog {
    let shown = line.event.observation
    let end = shown.lastHeldIndex
    if end == .zero { return .empty }
    var log = before.log
    if line.dialect.durability == .atOnce, let end, end == log.last { return log }
    log.forget(behind: before.commitFloor)
    if let end { log.learnEnd(end, term: shown.lastLogTerm.value) }
    return log
  }

  private mutating func checkDurable(_ line: ReplayLine) {
    let s = line.slot
    let shown = line.event.observation
    guard line.dialect.durability == .atOnce, !line.dialect.reusesIdentities else { return }
    guard let term = servers[s].term else { return checkLost(line) }
    var misses: [NearMiss] = []
    let isFollowed = servers[s].isUpToDate && line.kinds.tellsRoles
    if let recovered = shown.currentTerm.value, isFollowed ? recovered != term : recovered < term {
      misses.append(NearMiss(.restartKeepsTerm, expected: .term(term), found: .term(recovered)))
    } else if shown.currentTerm == .known(term), case .known(let vote) = servers[s].vote,
      case .known(let recovered) = shown.votedFor, vote != recovered,
      vote != nil || line.kinds.tellsVotes && servers[s].isUpToDate
    {
      misses.append(NearMiss(.restartKeepsVote, expected: .server(vote), found: .server(recovered)))
    }
    if line.kinds.tellsLogs, let last = servers[s].log.last, let recovered = shown.lastHeldIndex,
      last != recovered
    {
      misses.append(NearMiss(.restartKeepsLog, expected: .index(last), found: .index(recovered)))
    }
    findings.tested()
    refute(misses, line)
  }

  /// After lines that did not show the term, it may have risen.
  private mutating func checkLost(_ line: ReplayLine) {
    guard let lost = servers[line.slot].lost, let recovered = line.event.observation.currentTerm.value else {
      return
    }
    findings.tested()
    if recovered < lost.term {
      return refute(
        [NearMiss(.restartKeepsTerm, expected: .term(lost.term), found: .term(recovered))], line)
    }
    guard recovered == lost.term, let vote = lost.givenVote,
      case .known(let candidate) = line.event.observation.votedFor, candidate != vote
    else { return }
    refute([NearMiss(.restartKeepsVote, expected: .server(vote), found: .server(candidate))], line)
  }

  private mutating func refute(_ misses: [NearMiss], _ line: ReplayLine) {
    guard !misses.isEmpty else { return }
    let lines = servers[line.slot].lines
    findings.refute(
      line, .started(Recovered(line.event.observation)), misses, because: [lines.vote, lines.log, lines.role])
  }
}
