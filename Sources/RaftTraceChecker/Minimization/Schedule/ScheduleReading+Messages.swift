import RaftModel
import TraceFormat

/// Messages that are sent, arrive, are lost and are doubled.
extension ScheduleReading {
  mutating func takeReceived(_ message: Message, _ line: Line) -> Int? {
    let isDuplicate = removeDuplicate(message)
    guard let packet = arriving(message, line) else { return join(line) }
    return receive(packet, isDuplicate: isDuplicate, line)
  }

  private mutating func removeDuplicate(_ message: Message) -> Bool {
    guard let i = duplicates.firstIndex(of: message) else { return false }
    duplicates.remove(at: i)
    return true
  }

  mutating func takeDuplicated(_ message: Message, _ line: Line) -> Int? {
    duplicates.append(message)
    return nil
  }

  /// Begins the step of a message that arrives; `line` is nil where none shows it.
  @discardableResult
  mutating func receive(_ packet: Packet, isDuplicate: Bool = false, _ line: Line?) -> Int {
    let i = packet.destination
    var again = isDuplicate
    if isDuplicate {
      if network.copies(of: packet) == 0 { _ = network.send(packet) }
    } else if let remaining = network.take(packet) {
      again = remaining > 0
    } else if let earlier = network.earlierArrival(of: packet) {
      steps[earlier].action = .receive(packet, again: true)
    }
    let first = duplicatedLine(packet, line)
    let step = begin(.receive(packet, again: again), at: i, line)
    if let first { steps[step].add(line: first) }
    network.noteArrival(packet, step: step)
    expect(packet, at: i)
    return step
  }

  /// The line before that says that the message was doubled belongs to its arrival.
  private func duplicatedLine(_ packet: Packet, _ line: Line?) -> Int? {
    guard let line, line.place > 0, case .messageReceived(let message) = line.event.kind else { return nil }
    let before = trace.lines[line.place - 1].event
    return before.kind == .messageDuplicated(message) ? line.place - 1 : nil
  }

  /// What a message may change is not known any more until a line shows it, unless none is missing.
  private mutating func expect(_ packet: Packet, at i: ServerID) {
    var view = self[i]
    if packet.bindsReceiver, packet.term > view.currentTerm {
      view.raise(to: packet.term)
      view.known.remove(.role)
    }
    switch packet.kind {
    case .requestVoteRequest: if view.votedFor == nil { view.known.remove(.votedFor) }
    case .appendEntriesRequest, .installSnapshotRequest:
      forget(.commitIndex, .committed, &view)
      forget(.lastApplied, .applied, &view)
      if view.role != .follower { forget(.role, .roleChanged, &view) }
      if !survey.isComplete, !survey.events.contains(.entriesAppended), !packet.entries.isEmpty {
        view.log.isKnown = false
      }
    case .appendEntriesResponse, .installSnapshotResponse:
      forget(.commitIndex, .committed, &view)
      forget(.lastApplied, .applied, &view)
      if view.role == .leader, packet.kind == .installSnapshotResponse || packet.success {
        view.acknowledged[packet.source] = max(view.acknowledged[packet.source], packet.matchIndex)
      }
    case .requestVoteResponse, .preVoteResponse:
      forget(.role, .roleChanged, &view)
      if packet.voteGranted { view.votesGranted.insert(packet.source) }
    case .timeoutNow:
      forget(.role, .roleChanged, &view)
      view.known.subtract([.currentTerm, .votedFor])
    case .preVoteRequest: break
    }
    self[i] = view
  }

  private func forget(_ field: ShownServer.Fields, _ event: EventName, _ view: inout ServerView) {
    if !survey.isComplete || !survey.events.contains(event) { view.known.remove(field) }
  }

  // MARK: What is sent

  mutating func takeSent(_ message: Message, _ line: Line) -> Int? {
    let i = line.server
    let answered = answeredStep(message, i)
    guard let packet = leaving(message, at: i, answering: answered) else {
      let step = join(line, answered ?? open(i))
      if let step { steps[step].sendsMore = true }
      return step
    }
    let isWhole = isWhole(message, packet)
    let step = stepThatSends(packet, answered, line)
    if let step {
      steps[step].sent.append(packet)
      if !isWhole { steps[step].sendsMore = true }
      if answered == step { steps[step].isAnswered = true }
    }
    let isLost = network.send(packet)
    lastSent[Int(i.rawValue)] = SentMessage(message: message, packet: packet, step: step, isLost: isLost)
    return step
  }

  private func isWhole(_ message: Message, _ packet: Packet) -> Bool {
    guard case .appendEntriesRequest(let request) = message.body else { return true }
    return request.entries.count.value == packet.entries.count
  }

  private mutating func stepThatSends(_ packet: Packet, _ answered: Int?, _ line: Line) -> Int? {
    let i = line.server
    switch packet.kind {
    case .appendEntriesRequest:
      note(request: packet)
      let isHeartbeat = packet.entries.isEmpty && packet.prevLog.index < self[i].log.lastIndex
      return begin(
        isHeartbeat
          ? .sendHeartbeat(from: i, to: packet.destination)
          : .sendAppendEntries(from: i, to: packet.destination), at: i, line)
    case .installSnapshotRequest:
      options.hasSnapshots = true
      return begin(.sendInstallSnapshot(from: i, to: packet.destination), at: i, line)
    case .timeoutNow:
      options.hasLeadershipTransfer = true
      if self[i].transferTarget != nil { begin(.abortTransfer(i), at: i, nil) }
      self[i].transferTarget = packet.destination
      return begin(.transferLeadership(from: i, to: packet.destination), at: i, line)
    case .requestVoteRequest, .preVoteRequest:
      if packet.kind == .preVoteRequest { options.hasPreVote = true }
      return join(line, recent[Int(i.rawValue)].last { steps[$0].mayCampaign } ?? open(i))
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse:
      return join(line, answered ?? open(i))
    }
  }

  /// What a request says of how its leader sends: how many entries, and whether before earlier ones are acknowledged.
  private mutating func note(request: Packet) {
    let view = self[request.source]
    let count = request.entries.count
    largestBatch = max(largestBatch, count)
    if count > 0, request.lastNewIndex < view.log.lastIndex { cutsBatches = true }
    if view.role == .leader, view.log.isKnown,
      request.prevLog.index > view.acknowledged[request.destination]
    {
      options.pipelinesEntries = true
    }
  }

  /// The step in which the request arrived that a message answers.
  private func answeredStep(_ message: Message, _ i: ServerID) -> Int? {
    let kind: Packet.Kind
    switch message.body {
    case .requestVoteResponse: kind = .requestVoteRequest
    case .preVoteResponse: kind = .preVoteRequest
    case .appendEntriesResponse: kind = .appendEntriesRequest
    case .installSnapshotResponse: kind = .installSnapshotRequest
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest, .timeoutNow,
      .readIndexRequest, .readIndexResponse:
      return nil
    }
    let destination = message.destination.value.flatMap { numbers[$0] }
    return recent[Int(i.rawValue)].last {
      guard let request = steps[$0].action.received, request.kind == kind, !steps[$0].isAnswered else {
        return false
      }
      return destination == nil || request.source == destination
    }
  }

  // MARK: What is lost

  /// A message that the model has no room for is lost as it is sent; any other in a step of its own.
  mutating func takeDropped(_ message: Message, _ line: Line) -> Int? {
    if let sent = lastSent[Int(line.server.rawValue)], sent.isLost, sent.message == message {
      _ = network.take(sent.packet)
      return join(line, sent.step)
    }
    guard let packet = lost(message, at: line.server) else { return nil }
    if let remaining = network.take(packet), remaining > 0 { return nil }
    steps.append(StepDraft(.lose(packet), at: packet.source, lines: line.place..<line.place + 1))
    return nil
  }
}
