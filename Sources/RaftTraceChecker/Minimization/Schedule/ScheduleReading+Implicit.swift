import RaftModel
import TraceFormat

/// Messages that no line shows, of traces that show none of their kind.
extension ScheduleReading {
  /// A follower's log and commit index change because its leader has sent something.
  ///
  /// - Returns: the step of the request, to which the line belongs; nil where requests are shown, or the leader is not known.
  mutating func implyRequest(_ line: Line) -> Int? {
    let i = line.server
    guard survey.hides(.appendEntriesRequest) else { return nil }
    if let step = open(i), steps[step].isImplied, steps[step].lines.upperBound == line.place {
      return join(line, step)
    }
    let term = line.event.observation.currentTerm.value ?? self[i].currentTerm
    guard let leader = payloads.leader(of: term), leader != i else { return nil }
    let packet = request(of: leader, term: term, line)
    begin(.sendAppendEntries(from: leader, to: i), at: leader, nil)
    let step = receive(packet, line)
    steps[step].isImplied = true
    return step
  }

  /// The request that makes what the next lines of its receiver tell, as far as they stand together.
  private func request(of leader: ServerID, term: Term, _ line: Line) -> Packet {
    let i = line.server
    var (log, commit) = (self[i].log, LogIndex.zero)
    var appended: [LogEntry] = []
    scan: for next in trace.lines[line.place...] where next.event.server == line.event.server {
      switch next.event.kind {
      case .logTruncated(let index): log.truncate(from: index)
      case .entriesAppended(let batch):
        if !appended.isEmpty { break scan }
        appended = batch.entries
      case .committed(let advance): commit = advance.index
      case .observed, .applied, .configurationInUse, .persisted, .leaderObserved: break
      case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .messageSent,
        .messageReceived, .messageDropped, .messageDuplicated, .snapshotTaken, .snapshotInstalled,
        .configurationProposed, .clientCalled, .clientReturned, .leaseHeld:
        break scan
      }
    }
    let first = appended.first?.index ?? log.lastIndex.next
    let leaderLog = self[leader].log
    let prevLog = LogPosition(
      term: log.term(at: first.previous) ?? leaderLog.term(at: first.previous) ?? .zero, index: first.previous
    )
    var entries = EntryList()
    for entry in appended.prefix(EntryList.capacity) {
      entries.append(payloads.entry(entry, term: log.lastTerm, at: leader))
    }
    return .appendEntriesRequest(
      from: leader, to: i, term: term, prevLog: prevLog, entries: entries,
      leaderCommit: max(commit, self[leader].commitIndex), round: self[leader].heartbeatRound)
  }

  /// A leader commits because the followers that hold the entry have said so.
  mutating func implyAcknowledgements(upTo index: LogIndex, _ line: Line) -> Int? {
    let i = line.server
    guard survey.hides(.appendEntriesResponse), let term = self[i].log.term(at: index) else {
      return nil
    }
    var step: Int?
    for j in self[i].log.membership.allVoters.removing(i)
    where self[i].acknowledged[j] < index && self[j].log.term(at: index) == term {
      step = receive(
        .appendEntriesResponse(
          from: j, to: i, term: self[i].currentTerm, success: true, matchIndex: index), nil)
    }
    guard let step else { return nil }
    return join(line, step)
  }

  /// A snapshot is installed because the leader has sent it.
  mutating func implyInstallation(_ snapshot: ServerLog.SnapshotState, _ line: Line) -> Int? {
    let term = line.event.observation.currentTerm.value ?? self[line.server].currentTerm
    guard let leader = payloads.leader(of: term), leader != line.server else { return nil }
    begin(.sendInstallSnapshot(from: leader, to: line.server), at: leader, nil)
    return receive(
      .installSnapshotRequest(from: leader, to: line.server, term: term, snapshot: snapshot), line)
  }
}
