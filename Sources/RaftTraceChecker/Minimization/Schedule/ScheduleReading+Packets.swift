import RaftModel
import TraceFormat

/// Messages of a trace as packets of a model; fields that are not shown are those of the message that was sent, or what the
/// sender would say.
extension ScheduleReading {
  func arriving(_ message: Message, _ line: Line) -> Packet? {
    let i = line.server
    let destination = message.destination.value.map { numbers[$0] } ?? i
    guard destination == i else { return nil }
    return flying(message, to: i, latest: self[i].role == .leader && servesRead(line))
  }

  /// Whether a read is answered in the step that a line begins: then the message is of the latest round of heartbeats.
  private func servesRead(_ line: Line) -> Bool {
    guard options.hasReads else { return false }
    for next in trace.lines[(line.place + 1)...] where next.event.server == line.event.server {
      switch next.event.kind {
      case .clientReturned: return true
      case .committed, .applied, .observed: break
      case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
        .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated,
        .persisted, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse,
        .clientCalled, .leaseHeld:
        return false
      }
    }
    return false
  }

  func lost(_ message: Message, at i: ServerID) -> Packet? {
    guard let destination = message.destination.value.map({ numbers[$0] }) ?? i else { return nil }
    return flying(message, to: destination, latest: false)
  }

  /// The message in flight that a line shows; of several that look alike the first sent, or the latest.
  private func flying(_ message: Message, to destination: ServerID, latest: Bool) -> Packet? {
    guard let source = numbers[message.source], source != destination else { return nil }
    let packets = network.packets(from: source, to: destination)
    let alike = packets.filter { agrees($0, message) }
    if let found = latest ? alike.last : alike.first { return found }
    return packet(message, from: source, to: destination, answering: nil)
  }

  func leaving(_ message: Message, at i: ServerID, answering step: Int?) -> Packet? {
    let destination =
      message.destination.isKnown ? message.destination.value.flatMap { numbers[$0] } : answered(step)
    guard numbers[message.source] == i, let j = destination, j != i else { return nil }
    return packet(message, from: i, to: j, answering: step.flatMap { steps[$0].action.received })
  }

  private func answered(_ step: Int?) -> ServerID? { step.flatMap { steps[$0].action.received?.source } }

  /// Whether all that a message shows is so in a packet; how a refusal hints where to go on is not the model's.
  private func agrees(_ packet: Packet, _ message: Message) -> Bool {
    guard message.term.agrees(packet.term) else { return false }
    switch message.body {
    case .requestVoteRequest(let request):
      return packet.kind == .requestVoteRequest && request.lastLogIndex.agrees(packet.lastLog.index)
        && request.lastLogTerm.agrees(packet.lastLog.term)
        && request.isLeadershipTransfer.agrees(packet.isTransfer)
    case .preVoteRequest(let request):
      return packet.kind == .preVoteRequest && request.lastLogIndex.agrees(packet.lastLog.index)
        && request.lastLogTerm.agrees(packet.lastLog.term)
    case .requestVoteResponse(let response):
      return packet.kind == .requestVoteResponse && response.voteGranted.agrees(packet.voteGranted)
    case .preVoteResponse(let response):
      return packet.kind == .preVoteResponse && response.voteGranted.agrees(packet.voteGranted)
    case .appendEntriesRequest(let request): return agrees(packet, request)
    case .appendEntriesResponse(let response):
      return packet.kind == .appendEntriesResponse && response.success.agrees(packet.success)
        && (packet.success
          ? response.matchIndex.agrees(packet.matchIndex) : agreesOnRefusal(packet, response))
    case .installSnapshotRequest(let request):
      return packet.kind == .installSnapshotRequest
        && request.snapshot.lastIncludedIndex == packet.snapshot.position.index
        && request.snapshot.lastIncludedTerm.agrees(packet.snapshot.position.term)
        && (!isOwn || request.snapshot.content.agrees(PayloadHash(UInt64(packet.snapshot.content))))
    case .installSnapshotResponse(let response):
      return packet.kind == .installSnapshotResponse
        && response.success.agrees(packet.matchIndex > .zero)
        && response.matchIndex.agrees(packet.matchIndex)
    case .timeoutNow: return packet.kind == .timeoutNow
    case .readIndexRequest, .readIndexResponse: return false
    }
  }

  private func agreesOnRefusal(_ packet: Packet, _ response: AppendEntriesResponse) -> Bool {
    !isOwn || response.conflictIndex.agrees(packet.matchIndex)
  }

  private func agrees(_ packet: Packet, _ request: AppendEntriesRequest) -> Bool {
    guard packet.kind == .appendEntriesRequest, request.prevLogIndex.agrees(packet.prevLog.index),
      request.prevLogTerm.agrees(packet.prevLog.term), request.leaderCommit.agrees(packet.leaderCommit)
    else { return false }
    if let count = request.entries.count.value, min(count, EntryList.capacity) != packet.entries.count {
      return false
    }
    for entry in request.entries.entries {
      guard entry.index > packet.prevLog.index else { return false }
      let place = entry.index.rawValue - packet.prevLog.index.rawValue - 1
      if place >= UInt64(packet.entries.count) { break }
      if !entry.term.agrees(packet.entries[Int(place)].term) { return false }
    }
    return true
  }

  // MARK: Packets from messages

  private func packet(
    _ message: Message, from i: ServerID, to j: ServerID, answering request: Packet?
  ) -> Packet? {
    let term = message.term.value ?? self[i].currentTerm
    switch message.body {
    case .requestVoteRequest(let body):
      return .requestVoteRequest(
        from: i, to: j, term: term, lastLog: lastLog(body.lastLogIndex, body.lastLogTerm, of: i),
        isTransfer: body.isLeadershipTransfer.value ?? campaignsForTransfer(i))
    case .requestVoteResponse(let body):
      return .requestVoteResponse(
        from: i, to: j, term: term, voteGranted: body.voteGranted.value ?? (self[i].votedFor == j))
    case .preVoteRequest(let body):
      return .preVoteRequest(
        from: i, to: j, term: message.term.value ?? Term(term.rawValue + 1),
        lastLog: lastLog(body.lastLogIndex, body.lastLogTerm, of: i))
    case .preVoteResponse(let body):
      let isGranted = body.voteGranted.value ?? true
      return .preVoteResponse(
        from: i, to: j, term: message.term.value ?? (isGranted ? request?.term : nil) ?? term,
        voteGranted: isGranted)
    case .appendEntriesRequest(let body): return appendEntries(body, from: i, to: j, term: term)
    case .appendEntriesResponse(let body):
      return answer(body, from: i, to: j, term: term, request)
    case .installSnapshotRequest(let body):
      return .installSnapshotRequest(from: i, to: j, term: term, snapshot: snapshot(body.snapshot, of: i))
    case .installSnapshotResponse(let body):
      let isDone = body.success.value ?? true
      return .installSnapshotResponse(
        from: i, to: j, term: term,
        matchIndex: isDone
          ? body.matchIndex.value ?? request?.snapshot.position.index ?? self[i].log.snapshot.position.index
          : .zero)
    case .timeoutNow: return .timeoutNow(from: i, to: j, term: term)
    case .readIndexRequest, .readIndexResponse: return nil
    }
  }

  private func lastLog(_ index: Observed<LogIndex>, _ term: Observed<Term>, of i: ServerID) -> LogPosition {
    let log = self[i].log
    let index = index.value ?? log.lastIndex
    return LogPosition(term: term.value ?? log.term(at: index) ?? log.lastTerm, index: index)
  }

  private func campaignsForTransfer(_ i: ServerID) -> Bool {
    guard let step = recent[Int(i.rawValue)].last(where: { steps[$0].mayCampaign }) else { return false }
    return steps[step].action.received?.kind == .timeoutNow
  }

  private func appendEntries(
    _ body: AppendEntriesRequest, from i: ServerID, to j: ServerID, term: Term
  ) -> Packet {
    let log = self[i].log
    let index =
      body.prevLogIndex.value ?? body.entries.entries.first?.index.previous
      ?? min(self[i].acknowledged[j], log.lastIndex)
    let prevLog = LogPosition(
      term: body.prevLogTerm.value ?? log.term(at: index) ?? .zero, index: index)
    return .appendEntriesRequest(
      from: i, to: j, term: term, prevLog: prevLog, entries: entries(body.entries, behind: index, of: i),
      leaderCommit: body.leaderCommit.value ?? self[i].commitIndex, round: self[i].heartbeatRound)
  }

  /// The first entries of a message, as many as a packet holds; those not shown are the sender's.
  private func entries(_ batch: EntryBatch, behind index: LogIndex, of i: ServerID) -> EntryList {
    var list = EntryList()
    let log = self[i].log
    let count = max(batch.count.value ?? batch.entries.count, batch.entries.count)
    for offset in 1...UInt64(EntryList.capacity) where offset <= UInt64(max(0, count)) {
      let position = LogIndex(index.rawValue + offset)
      let shown = batch.entries.first { $0.index == position }
      let own = log[position]
      if let shown, let own, shown.term.agrees(own.term) {
        list.append(own)
      } else if let shown {
        list.append(payloads.entry(shown, term: self[i].currentTerm, at: i))
      } else if let own {
        list.append(own)
      } else {
        break
      }
    }
    return list
  }

  private func answer(
    _ body: AppendEntriesResponse, from i: ServerID, to j: ServerID, term: Term, _ request: Packet?
  ) -> Packet {
    let isAccepted = body.success.value ?? true
    let matchIndex: LogIndex
    if isAccepted {
      matchIndex = body.matchIndex.value ?? request?.lastNewIndex ?? self[i].log.lastIndex
    } else if isOwn {
      matchIndex = body.conflictIndex.value ?? .zero
    } else {
      let refused = request?.prevLog.index ?? body.conflictIndex.value ?? self[i].log.lastIndex.next
      matchIndex = min(refused, body.conflictIndex.value ?? refused)
    }
    let isCurrent = request?.term == self[i].currentTerm
    return .appendEntriesResponse(
      from: i, to: j, term: term, success: isAccepted, matchIndex: matchIndex,
      round: isCurrent ? request?.round ?? 0 : 0)
  }

  /// A snapshot of the model; what is not shown is that of the server's own.
  func snapshot(_ shown: Snapshot, of i: ServerID) -> ServerLog.SnapshotState {
    let log = self[i].log
    let index = shown.lastIncludedIndex
    let membership =
      shown.configuration.value.map { numbers.membership($0) } ?? (isOwn ? .none : log.membership(at: index))
    let content = shown.content.value.map { UInt32(truncatingIfNeeded: $0.rawValue) }
    return ServerLog.SnapshotState(
      position: LogPosition(
        term: shown.lastIncludedTerm.value ?? log.term(at: index) ?? self[i].currentTerm, index: index),
      membership: membership, content: content ?? 0)
  }
}

extension Observed where Value: Equatable {
  /// Whether a value is not shown to be another.
  fileprivate func agrees(_ other: Value) -> Bool { value == nil || value == other }
}
