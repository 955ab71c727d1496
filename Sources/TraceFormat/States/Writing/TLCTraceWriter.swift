/// Writes states as TLC does with `-dumpTrace json`, which `-loadTrace json` takes back.
///
/// TLC writes each state three times: at both ends of its steps, and in a list. The events are therefore given twice, once
/// for each part.
public struct TLCTraceWriter: TraceWriter {
  /// The parts of the document, in its order.
  public enum Part: CaseIterable, Sendable {
    case steps
    case states
  }

  private let symbols: TraceSymbols
  private let part: Part
  private var sequence: StateSequence
  private var steps = StateSteps()
  private var json = JSONWriter()

  /// Begins one of the parts; the bytes of all of them, one behind the other, are the document.
  public init(symbols: TraceSymbols, survey: StateSurvey, dialect: SourceDialect, part: Part) {
    self.symbols = symbols
    self.part = part
    sequence = StateSequence(symbols: symbols, survey: survey, dialect: dialect)
    json.bytes += (part == .steps ? #"{"counterexample":{"action":"# : #","state":"#).utf8
    json.beginArray()
    if part == .states { writeState() }
  }

  public var byteCount: Int { json.bytes.count }

  public mutating func takeBytes() -> [UInt8] {
    defer { json.bytes = [] }
    return json.bytes
  }

  public mutating func write(_ event: TraceEvent) {
    for step in steps.next(event) { write(step) }
  }

  private mutating func write(_ step: StateSteps.Step) {
    switch part {
    case .states:
      follow(step)
      writeState()
    case .steps:
      json.beginArray()
      writeState()
      follow(step)
      writeAction(of: step.event.server)
      writeState()
      json.endArray()
    }
    json.bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func follow(_ step: StateSteps.Step) {
    if let arrival = step.arrival { sequence.absorb(arrival) }
    sequence.follow(step.event)
  }

  public mutating func finish() {
    for step in steps.finish() { write(step) }
    json.endArray()
    guard part == .states else { return }
    json.bytes += #"},"vars":"#.utf8
    var vars = JSONWriter()
    vars.beginArray()
    for variable in sequence.variables { vars.value(variable.rawValue) }
    vars.endArray()
    json.bytes += vars.bytes + Array("}\n".utf8)
  }

  private mutating func writeState() {
    json.beginArray()
    json.value(sequence.number)
    json.beginObject()
    for variable in sequence.variables {
      json.key(text: variable.rawValue)
      sequence.value(of: variable).writeTLC(to: &json)
    }
    json.endObject()
    json.endArray()
  }

  /// The action's place in a module is not known; TLC wants numbers.
  private mutating func writeAction(of server: ServerID) {
    json.beginObject()
    json.key("name")
    json.value(sequence.action)
    json.key("location")
    json.beginObject()
    for key in ["beginLine", "beginColumn", "endLine", "endColumn"] {
      json.key(text: key)
      json.value(0)
    }
    json.key("module")
    json.value("raft")
    json.endObject()
    json.key("context")
    json.beginObject()
    json.key("i")
    json.value(symbols.legibleName(server))
    json.endObject()
    json.endObject()
  }
}
