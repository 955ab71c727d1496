/// Writes Chrome's trace events, which Perfetto and chrome://tracing draw.
///
/// A server is a process: its roles are periods on one thread, what it sends and gets are slices on another, an arrow goes
/// from a sending to its receipt, votes, commits and truncations are instants, and term and commit index are counters. The
/// whole trace is one JSON object; its `otherData` comes last and says what the time is.
public struct PerfettoTraceWriter: TraceWriter {
  let symbols: TraceSymbols
  var json = JSONWriter()

  private var clock = PerfettoClock()
  private var servers: [PerfettoServer.Key: Int] = [:]
  private var drawn: [PerfettoServer] = []
  private var pairing = MessagePairing<UInt64>()
  private var messageCount: UInt64 = 0

  public init(symbols: TraceSymbols) {
    self.symbols = symbols
    json.beginObject()
    json.key("traceEvents")
    json.beginArray()
  }

  public var byteCount: Int { json.bytes.count }

  public mutating func takeBytes() -> [UInt8] {
    defer { json.bytes = [] }
    return json.bytes
  }

  public mutating func write(_ event: TraceEvent) {
    let time = clock.time(of: event)
    let place = server(of: event, at: time)
    var server = drawn[place]
    server.latest = max(server.latest, time)
    follow(event, &server, at: time)
    writeInstant(event, server.process, at: time)
    writeMessage(event, &server, at: time)
    drawn[place] = server
  }

  public mutating func finish() {
    for var server in drawn { end(&server, at: server.latest) }
    json.endArray()
    json.key("displayTimeUnit")
    json.value("ms")
    json.key("otherData")
    json.beginObject()
    json.key("producer")
    json.value("raft-trace")
    json.key("time")
    json.value((clock.source ?? .logicalTicks).rawValue)
    json.endObject()
    json.endObject()
    json.newline()
  }

  private mutating func server(of event: TraceEvent, at time: Int64) -> Int {
    let key = PerfettoServer.Key(group: event.group, server: event.server)
    if let place = servers[key] { return place }
    let server = PerfettoServer(process: drawn.count + 1, latest: time)
    servers[key] = drawn.count
    drawn.append(server)
    let name = symbols.legibleName(event.server)
    let isDefault = event.group == TraceSymbols.defaultGroup
    let group = isDefault ? "" : symbols.groupNames.legible(event.group.rawValue) + " "
    writeMetadata("process_name", server.process, thread: 0, name: group + name)
    for thread in PerfettoServer.Thread.allCases {
      writeMetadata("thread_name", server.process, thread: thread.rawValue, name: thread.name)
    }
    return drawn.count - 1
  }

  /// Draws what an event changes of its server's role, term and commit index.
  private mutating func follow(_ event: TraceEvent, _ server: inout PerfettoServer, at time: Int64) {
    let shown = event.observation
    var role = shown.moment == .before ? shown.role.value ?? server.role : server.role
    let term = shown.currentTerm.value ?? server.term
    switch event.kind {
    case .roleChanged(let new): role = new
    case .stop, .crash: role = nil
    default: break
    }
    if shown.moment == .after { role = shown.role.value ?? role }
    if role != server.role || term != server.term { begin(role, term, &server, at: time) }
    if let term, term != server.term { writeCounter("term", term.rawValue, server.process, at: time) }
    (server.role, server.term) = (role, term)

    guard let commitIndex = event.commitIndexShown, commitIndex != server.commitIndex else { return }
    server.commitIndex = commitIndex
    writeCounter("commitIndex", commitIndex.rawValue, server.process, at: time)
  }

  private mutating func begin(_ role: Role?, _ term: Term?, _ server: inout PerfettoServer, at time: Int64) {
    end(&server, at: time)
    server.period = role.map { PerfettoServer.Period(role: $0, term: term, begin: time) }
  }

  private mutating func end(_ server: inout PerfettoServer, at time: Int64) {
    guard let period = server.period else { return }
    server.period = nil
    writeSlice(
      period.role.word, server.process, .role, begin: period.begin, duration: max(0, time - period.begin))
    if let term = period.term {
      json.key("args")
      json.beginObject()
      json.key("term")
      json.value(term.rawValue)
      json.endObject()
    }
    json.endObject()
  }

  private mutating func writeMessage(_ event: TraceEvent, _ server: inout PerfettoServer, at time: Int64) {
    switch event.kind {
    case .messageSent(let message):
      let begin = drawMessage("send", message, &server, at: time)
      messageCount += 1
      pairing.send(message, in: event.group, messageCount)
      writeArrow("s", messageCount, message, server.process, at: begin)
    case .messageReceived(let message):
      let begin = drawMessage("receive", message, &server, at: time)
      guard let number = pairing.receive(message, in: event.group) else { return }
      writeArrow("f", number, message, server.process, at: begin)
    case .messageDropped(let message): _ = drawMessage("drop", message, &server, at: time)
    case .messageDuplicated(let message): pairing.duplicate(message, in: event.group)
    default: break
    }
  }

  /// Draws a slice behind the one before it, and returns where it begins.
  private mutating func drawMessage(
    _ verb: String, _ message: Message, _ server: inout PerfettoServer, at time: Int64
  ) -> Int64 {
    let begin = max(time, server.messagesEnd)
    server.messagesEnd = begin + clock.messageDuration
    writeSlice(
      "\(verb) \(message.body.type.rawValue)", server.process, .messages, begin: begin,
      duration: clock.messageDuration)
    json.key("args")
    json.beginObject()
    writeArgument("from", message.source)
    if let destination = message.destination.value { writeArgument("to", destination) }
    if let term = message.term.value {
      json.key("term")
      json.value(term.rawValue)
    }
    json.endObject()
    json.endObject()
    return begin
  }
}

extension TraceEvent {
  /// The commit index that the event shows of its server.
  fileprivate var commitIndexShown: LogIndex? {
    if case .committed(let commit) = kind { return commit.index }
    return observation.commitIndex.value
  }
}
