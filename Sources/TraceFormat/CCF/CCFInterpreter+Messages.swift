/// Messages, and the entries that they bring.
extension CCFInterpreter {
  mutating func send(_ step: inout CCFStep) throws(MissingField) {
    let packet = try require(Observed(step.line.packet), "msg.packet")
    var after = observation(step, .after)
    if isWithinAppend(step) {
      after.lastLogIndex = .unknown
      step.appended = views[step.number].appended
    } else {
      catchUp(&step)
      after.configuration = views[step.number].configuration(symbols)
    }
    let message = message(packet, from: step.server, to: step.line.destination)
    step.emit(message.map { .messageSent($0) } ?? .observed, after)
  }

  /// Whether a leader sends while it appends an entry: a new member is written to before the log shows the entry that adds it.
  private func isWithinAppend(_ step: CCFStep) -> Bool {
    guard step.function == .sendAppendEntries, step.state.leadership == .leader,
      let appended = views[step.number].appended
    else { return false }
    return step.state.last == .known(appended.previous)
  }

  mutating func receive(_ step: inout CCFStep) throws(MissingField) {
    let packet = try require(Observed(step.line.packet), "msg.packet")
    let source = try require(Observed(step.line.source), "msg.from_node_id")
    catchUp(&step)
    let message = message(packet, from: source, to: step.server)
    step.emit(message.map { .messageReceived($0) } ?? .observed, observation(step, .before))
    if packet.type == .appendEntries { views[step.number].request = packet }
  }

  /// The driver tells a lost message as one of its sender.
  mutating func drop(_ step: inout CCFStep) throws(MissingField) {
    let packet = try require(Observed(step.line.packet), "msg.packet")
    catchUp(&step)
    let message = message(packet, from: step.line.source ?? step.server, to: step.line.destination)
    step.emit(message.map { .messageDropped($0) } ?? .observed, observation(step, .after))
  }

  private func message(
    _ packet: CCFPacket, from source: ServerID, to destination: ServerID?
  ) -> Message? {
    packet.message(from: source, to: destination, entries: entries(of: packet))
  }

  private func entries(of packet: CCFPacket) -> EntryBatch {
    guard let count = packet.count.value, let previous = packet.previousIndex.value else {
      return EntryBatch()
    }
    let listed = min(count, Self.entriesListedMaximum)
    let entries = (0..<listed).map { offset in
      let index = LogIndex(previous.rawValue + offset + 1)
      return LogEntry(index: index, term: term(at: index, in: packet))
    }
    return EntryBatch(count: Observed(Int(exactly: count)), entries: entries)
  }

  /// The term of an entry that a request brings.
  ///
  /// The request names the terms of the entry before and of the last one; terms never fall, so where the two are equal all
  /// are. In between the leader's log tells: newer versions of CCF send entries of one term only, older ones do not.
  func term(at index: LogIndex, in packet: CCFPacket) -> Observed<Term> {
    guard let last = packet.index.value, let previous = packet.previousIndex.value,
      previous < index, index <= last
    else { return .unknown }
    if index == last || packet.previousTerm == packet.termOfIndex { return packet.termOfIndex }
    return packet.term.value.flatMap { leaderLogs[$0] }?.term(at: index) ?? .unknown
  }
}
