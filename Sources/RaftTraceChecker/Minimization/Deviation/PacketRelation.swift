import RaftModel
import TraceFormat

/// A message that a step sends, in words that mean the same in another run.
struct PacketRelation: Hashable, Sendable {
  var kind: Packet.Kind
  var destination: DestinationRelation
  var flag: Bool
  var term: [TermRelation] = []
  /// `lastLog`, `prevLog` or the position of the snapshot: its index; the term is that of the sender's entry there.
  var position: [IndexRelation] = []
  /// `matchIndex` of an answer.
  var matchIndex: [IndexRelation] = []
  var leaderCommit: [IndexRelation] = []
  /// How many of the sender's entries behind the position it carries.
  var entryCount = 0
  /// How many of them it leaves out in front: all numbers that fit.
  var entriesSkipped: [Int] = []

  /// To whom a message goes.
  enum DestinationRelation: Hashable, Sendable {
    case sender
    case exact(ServerID)
  }

  init(_ packet: Packet, like twin: Packet?, after: ServerState, _ step: StepKnowledge) {
    kind = packet.kind
    destination = packet.destination == step.received?.source ? .sender : .exact(packet.destination)
    flag = packet.flag
    term = TermRelation.fitting(packet.term, step)
    func indices(_ index: LogIndex, _ expected: LogIndex?) -> [IndexRelation] {
      IndexRelation.fitting(
        index, step, mine: step.before.log.lastIndex, expected: expected ?? after.log.lastIndex,
        log: after.log,
        commit: after.commitIndex)
    }
    switch kind {
    case .requestVoteRequest, .preVoteRequest: position = indices(packet.lastLog.index, twin?.lastLog.index)
    case .appendEntriesRequest:
      position = indices(packet.prevLog.index, twin?.prevLog.index)
      leaderCommit = indices(packet.leaderCommit, twin?.leaderCommit)
      entryCount = packet.entries.count
      entriesSkipped = Self.skipped(packet, twin, after.log)
    case .appendEntriesResponse, .installSnapshotResponse:
      matchIndex = indices(packet.matchIndex, twin?.matchIndex)
    case .installSnapshotRequest, .requestVoteResponse, .preVoteResponse, .timeoutNow: break
    }
  }

  private static func skipped(_ packet: Packet, _ twin: Packet?, _ log: ServerLog) -> [Int] {
    guard !packet.entries.isEmpty else { return [] }
    let missing = max(0, (twin?.entries.count ?? 0) - packet.entries.count)
    let fitting = [missing, 0, 1, 2, 3].filter { skipped in
      (0..<packet.entries.count).allSatisfy { k in
        log[LogIndex(packet.prevLog.index.rawValue + UInt64(skipped + k) + 1)]?.term == packet.entries[k].term
      }
    }
    return fitting.isEmpty ? [missing] : fitting
  }

  func common(with other: PacketRelation) -> PacketRelation? {
    guard kind == other.kind, destination == other.destination, flag == other.flag,
      entryCount == other.entryCount
    else { return nil }
    var result = self
    guard StepDeviation.intersect(&result.term, other.term),
      StepDeviation.intersect(&result.position, other.position),
      StepDeviation.intersect(&result.matchIndex, other.matchIndex),
      StepDeviation.intersect(&result.leaderCommit, other.leaderCommit),
      StepDeviation.intersect(&result.entriesSkipped, other.entriesSkipped)
    else { return nil }
    return result
  }

  func receiver(_ step: StepKnowledge) -> ServerID? {
    switch destination {
    case .sender: step.received?.source
    case .exact(let server): server
    }
  }

  /// The message in another run; nil where it has no meaning there.
  func packet(like twin: Packet?, after: ServerState, _ step: StepKnowledge) -> Packet? {
    guard let j = receiver(step), let term = term.first?.value(step) else { return nil }
    let i = step.server
    func index(_ relations: [IndexRelation], _ expected: LogIndex?) -> LogIndex {
      relations.first?.value(
        step, mine: step.before.log.lastIndex, expected: expected ?? after.log.lastIndex, log: after.log,
        commit: after.commitIndex) ?? .zero
    }
    func place(_ index: LogIndex) -> LogPosition {
      LogPosition(term: after.log.term(at: index) ?? after.log.lastTerm, index: index)
    }
    switch kind {
    case .requestVoteRequest:
      return .requestVoteRequest(
        from: i, to: j, term: term, lastLog: place(index(position, twin?.lastLog.index)), isTransfer: flag)
    case .preVoteRequest:
      return .preVoteRequest(from: i, to: j, term: term, lastLog: place(index(position, twin?.lastLog.index)))
    case .requestVoteResponse: return .requestVoteResponse(from: i, to: j, term: term, voteGranted: flag)
    case .preVoteResponse: return .preVoteResponse(from: i, to: j, term: term, voteGranted: flag)
    case .appendEntriesRequest:
      let previous = place(index(position, twin?.prevLog.index))
      return .appendEntriesRequest(
        from: i, to: j, term: term, prevLog: previous, entries: entries(behind: previous.index, after.log),
        leaderCommit: index(leaderCommit, twin?.leaderCommit))
    case .appendEntriesResponse:
      return .appendEntriesResponse(
        from: i, to: j, term: term, success: flag, matchIndex: index(matchIndex, twin?.matchIndex))
    case .installSnapshotRequest:
      return .installSnapshotRequest(from: i, to: j, term: term, snapshot: after.log.snapshot)
    case .installSnapshotResponse:
      return .installSnapshotResponse(
        from: i, to: j, term: term, matchIndex: index(matchIndex, twin?.matchIndex))
    case .timeoutNow: return .timeoutNow(from: i, to: j, term: term)
    }
  }

  private func entries(behind index: LogIndex, _ log: ServerLog) -> EntryList {
    var list = EntryList()
    var next = LogIndex(index.rawValue + UInt64(entriesSkipped.first ?? 0) + 1)
    while list.count < min(entryCount, EntryList.capacity), let entry = log[next] {
      list.append(entry)
      next = next.next
    }
    return list
  }
}
