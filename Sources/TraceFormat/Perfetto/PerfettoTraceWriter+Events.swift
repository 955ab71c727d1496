/// One trace event each, in the words of Chrome's format.
extension PerfettoTraceWriter {
  /// A name of a process or a thread.
  mutating func writeMetadata(_ kind: String, _ process: Int, thread: Int, name: String) {
    begin("M", kind, process, thread: thread)
    json.key("args")
    json.beginObject()
    json.key("name")
    json.value(name)
    json.endObject()
    json.endObject()
  }

  /// A period; the object is left open for its arguments.
  mutating func writeSlice(
    _ name: String, _ process: Int, _ thread: PerfettoServer.Thread, begin: Int64, duration: Int64
  ) {
    self.begin("X", name, process, thread: thread.rawValue, at: begin)
    writeMicroseconds("dur", duration)
  }

  mutating func writeCounter(_ name: String, _ value: UInt64, _ process: Int, at time: Int64) {
    begin("C", name, process, thread: 0, at: time)
    json.key("args")
    json.beginObject()
    json.key(text: name)
    json.value(value)
    json.endObject()
    json.endObject()
  }

  /// One end of an arrow; `s` begins it and `f` ends it.
  mutating func writeArrow(
    _ phase: String, _ number: UInt64, _ message: Message, _ process: Int, at time: Int64
  ) {
    begin(
      phase, message.body.type.rawValue, process, thread: PerfettoServer.Thread.messages.rawValue, at: time)
    json.key("cat")
    json.value("message")
    json.key("id")
    json.value(number)
    if phase == "f" {
      json.key("bp")
      json.value("e")
    }
    json.endObject()
  }

  /// What happens in a moment: votes, commits, truncations, starts and ends.
  mutating func writeInstant(_ event: TraceEvent, _ process: Int, at time: Int64) {
    guard let word = event.kind.instant else { return }
    begin("i", word, process, thread: PerfettoServer.Thread.role.rawValue, at: time)
    json.key("s")
    json.value("t")
    json.key("args")
    json.beginObject()
    writeArguments(of: event.kind)
    if event.position.line > 0 {
      json.key("at")
      json.value("\(symbols.fileNames.legible(event.position.file.rawValue)):\(event.position.line)")
    }
    json.endObject()
    json.endObject()
  }

  mutating func writeArgument(_ key: StaticString, _ server: ServerID) {
    json.key(key)
    json.value(symbols.legibleName(server))
  }

  private mutating func writeArguments(of kind: EventKind) {
    switch kind {
    case .voteDecided(let vote):
      writeArgument("candidate", vote.candidate)
      if let term = vote.term.value { write("term", term.rawValue) }
    case .committed(let commit):
      write("index", commit.index.rawValue)
      if let term = commit.entryTerm.value { write("term", term.rawValue) }
    case .logTruncated(let index): write("from", index.rawValue)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      write("index", snapshot.lastIncludedIndex.rawValue)
    case .configurationInUse(let change):
      if let index = change.index.value { write("index", index.rawValue) }
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .messageSent,
      .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended, .persisted, .applied,
      .configurationProposed, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  private mutating func write(_ key: StaticString, _ value: UInt64) {
    json.key(key)
    json.value(value)
  }

  private mutating func begin(
    _ phase: String, _ name: String, _ process: Int, thread: Int, at time: Int64? = nil
  ) {
    json.beginObject()
    json.key("ph")
    json.value(phase)
    json.key("name")
    json.value(name)
    json.key("pid")
    json.value(process)
    json.key("tid")
    json.value(thread)
    if let time { writeMicroseconds("ts", time) }
  }

  /// Writes nanoseconds as microseconds, with what a double can hold behind the point.
  private mutating func writeMicroseconds(_ key: StaticString, _ nanoseconds: Int64) {
    let (whole, rest) = nanoseconds.flooringDivision(by: 1000)
    json.key(key)
    if rest == 0 { json.value(whole) } else { json.value(Double(whole) + Double(rest) / 1000) }
  }
}

extension EventKind {
  /// The name of an instant; nil for what is drawn otherwise or not at all.
  fileprivate var instant: String? {
    switch self {
    case .start, .stop, .crash, .campaignStarted, .voteDecided, .logTruncated, .committed, .snapshotTaken,
      .snapshotInstalled, .configurationInUse:
      name.rawValue
    case .serverNamed, .roleChanged, .leaderObserved, .messageSent, .messageReceived, .messageDropped,
      .messageDuplicated, .entriesAppended, .persisted, .applied, .configurationProposed, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      nil
    }
  }
}
