import TraceFormat

/// All events of one server in one trace, in the order of its lines, in about a hundred bytes each.
///
/// Wall times and vector clocks are not kept: nothing is compared by them.
struct ServerHistory {
  let group: GroupID
  let server: ServerID
  private(set) var words: [UInt64] = []
  private var starts: [Int] = []
  /// True where events were left out because there was no more room; what comes behind is not known.
  private(set) var isCut = false

  init(group: GroupID, server: ServerID) {
    self.group = group
    self.server = server
  }

  var count: Int { starts.count }

  mutating func cut() { isCut = true }

  /// The same under another identity of the server.
  func renamed(_ server: ServerID) -> ServerHistory {
    joined(events, as: server, isCut: isCut)
  }

  /// The events of both, of one server that had two names for a while, in the order of their lines.
  func joined(with other: ServerHistory) -> ServerHistory {
    let all = (events + other.events).enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }
    return joined(all.map(\.element), as: server, isCut: isCut || other.isCut)
  }

  private var events: [TraceEvent] { (0..<count).map(event) }

  private func joined(_ events: [TraceEvent], as server: ServerID, isCut: Bool) -> ServerHistory {
    var result = ServerHistory(group: group, server: server)
    var taker = FieldTaker()
    for event in events { result.append(event, taker: &taker) }
    result.isCut = isCut
    return result
  }

  mutating func append(_ event: TraceEvent, taker: inout FieldTaker) {
    guard !isCut else { return }
    taker.reset()
    var observation = event.observation
    var kind = event.kind
    observation.code(with: &taker)
    kind.code(with: &taker)
    if event.position.state > 0 {
      var state = UInt64(event.position.state)
      taker.code(&state, .state)
    }
    starts.append(words.count)
    let before: UInt64 = observation.moment == .before ? 1 : 0
    words.append(
      UInt64(EventShape(kind).code) | before << 16 | UInt64(UInt32(taker.entries.count)) << 32)
    words.append(taker.mask.bits)
    words.append(UInt64(event.position.file.rawValue) << 32 | UInt64(event.position.line))
    var rest = taker.mask.bits
    while rest != 0 {
      words.append(taker.words[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
    for entry in taker.entries { append(entry) }
  }

  private mutating func append(_ entry: LogEntry) {
    words.append((entry.term.isKnown ? 1 : 0) | (entry.payload.isKnown ? 2 : 0))
    words.append(entry.index.rawValue)
    words.append(entry.term.value?.rawValue ?? 0)
    words.append(entry.payload.value?.rawValue ?? 0)
  }

  @inline(__always)
  func record(_ number: Int) -> EventRecord {
    let start = starts[number]
    let head = words[start]
    return EventRecord(
      shape: UInt16(truncatingIfNeeded: head), isBefore: head >> 16 & 1 != 0,
      mask: FieldSet(bits: words[start + 1]), values: start + EventRecord.headLength,
      entryCount: Int(head >> 32))
  }

  func shape(_ number: Int) -> EventShape {
    EventShape(code: UInt16(truncatingIfNeeded: words[starts[number]]))
  }

  func position(_ number: Int) -> SourcePosition {
    let record = record(number)
    let place = words[starts[number] + 2]
    let bit: UInt64 = 1 << UInt64(ComparedField.state.rawValue)
    let state = record.mask.bits & bit != 0 ? UInt32(words[record.place(of: bit)]) : 0
    return SourcePosition(
      file: FileID(UInt32(place >> 32)), line: UInt32(truncatingIfNeeded: place), state: state)
  }

  /// The event as it was, but for its times and what it is called for people.
  func event(_ number: Int) -> TraceEvent {
    let record = record(number)
    var giver = FieldGiver(record: record, words: words)
    var kind = EventShape(code: record.shape).blankKind
    kind.code(with: &giver)
    var observation = Observation()
    observation.code(with: &giver)
    observation.moment = record.isBefore ? .before : .after
    return TraceEvent(
      group: group, server: server, position: position(number), kind: kind, observation: observation)
  }
}
