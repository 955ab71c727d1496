/// Writes states in the Informal Trace Format (Apalache ADR 15), one behind each step.
///
/// The trace is surveyed first, because a state has all servers. `action_taken` names the event; `#meta` says which server it
/// is of and from where it was read.
public struct ITFTraceWriter: TraceWriter {
  private let symbols: TraceSymbols
  private var sequence: StateSequence
  private var steps = StateSteps()
  private var json = JSONWriter()

  public init(symbols: TraceSymbols, survey: StateSurvey, dialect: SourceDialect) {
    self.symbols = symbols
    sequence = StateSequence(symbols: symbols, survey: survey, dialect: dialect)
    json.beginObject()
    json.key("#meta")
    json.beginObject()
    json.key("format")
    json.value("ITF")
    json.key("description")
    json.value(dialect.isOrdered ? "written by raft-trace" : "written by raft-trace; one order of many")
    json.endObject()
    json.key("vars")
    json.beginArray()
    for variable in sequence.variables { json.value(variable.rawValue) }
    json.endArray()
    json.key("states")
    json.beginArray()
    writeState(from: nil)
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
    if let arrival = step.arrival { sequence.absorb(arrival) }
    sequence.follow(step.event)
    writeState(from: step.event.position)
  }

  public mutating func finish() {
    for step in steps.finish() { write(step) }
    json.endArray()
    json.endObject()
    json.newline()
  }

  private mutating func writeState(from position: SourcePosition?) {
    json.beginObject()
    json.key("#meta")
    json.beginObject()
    json.key("index")
    json.value(sequence.number - 1)
    if let server = sequence.server {
      json.key("server")
      json.value(symbols.legibleName(server))
    }
    if let position, position.line > 0 {
      json.key("at")
      json.value(symbols.legibleDescription(position))
    }
    json.endObject()
    for variable in sequence.variables {
      json.key(text: variable.rawValue)
      sequence.value(of: variable).writeITF(to: &json)
    }
    json.endObject()
    // A state a line: whoever reads the file finds it by its line.
    json.bytes.append(UInt8(ascii: "\n"))
  }
}
