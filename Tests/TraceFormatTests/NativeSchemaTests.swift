import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("Native format: the document and its JSON Schema")
struct NativeSchemaTests {
  private let schema: JSONSchema

  init() throws {
    schema = try JSONSchema(try PackageFile.text("Documentation/trace-format.schema.json"))
  }

  @Test("Every written line is as the schema wants it", arguments: 20...UInt64(23))
  func writtenLinesHold(seed: UInt64) throws {
    let (text, _) = NativeReading.random(seed: seed, count: 200, symbols: TraceSymbols())
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      #expect(schema.accepts(try JSONValue(String(line))), "\(line)")
    }
  }

  @Test("The header of every dialect is as the schema wants it")
  func headers() throws {
    var dialect = SourceDialect()
    for divergence in [nil] + Divergence.allCases.map({ Optional($0) }) {
      if let divergence { dialect.divergences[divergence] = true }
      dialect.isOrdered = divergence != nil
      dialect.showsMessages.toggle()
      var json = JSONWriter()
      NativeHeader(dialect: dialect, producer: "a test").write(to: &json)
      let header = String(decoding: json.bytes, as: UTF8.self)
      #expect(schema.accepts(try JSONValue(header)), "\(header)")
    }
  }

  @Test("The validator does not pass over a keyword that it does not know")
  func unknownKeyword() async {
    await #expect(processExitsWith: .failure) {
      _ = try JSONSchema(#"{"type":"object","minProperties":1}"#).accepts(.object([:]))
    }
  }

  @Test("The schema and the reader refuse the same lines", arguments: NativeWrongLines.againstTheSchema)
  func wrongLinesDoNotHold(line: String) throws {
    #expect(!schema.accepts(try JSONValue(line)))
    #expect(NativeReading.complaint(line) != nil)
  }

  @Test("The schema and the reader allow the same keys in each event", arguments: EventName.allCases)
  func keysAgree(name: EventName) throws {
    let values = NativeWrongLines.valuesOfEventKeys
    for key in values.keys.sorted() {
      let required = NativeWrongLines.requiredKeys(name).filter { $0 != key }
      let members = (required + [key]).map { #""\#($0)":\#(values[$0] ?? "")"# }
      let line = #"{"event":"\#(name.rawValue)","server":"n1",\#(members.joined(separator: ","))}"#
      let complaint = NativeReading.complaint(line)
      #expect(schema.accepts(try JSONValue(line)) == (complaint == nil), "\(line) \(complaint ?? "")")
    }
    for key in NativeWrongLines.requiredKeys(name) {
      let rest = NativeWrongLines.requiredKeys(name).filter { $0 != key }
      let members = rest.map { #","\#($0)":\#(values[$0] ?? "")"# }.joined()
      let line = #"{"event":"\#(name.rawValue)","server":"n1"\#(members)}"#
      #expect(!schema.accepts(try JSONValue(line)))
      #expect(NativeReading.complaint(line)?.contains("\"\(key)\"") == true, "\(line)")
    }
  }

  @Test("The schema and the reader allow the same keys in each message", arguments: MessageType.allCases)
  func messageKeysAgree(type: MessageType) throws {
    for (key, value) in NativeWrongLines.valuesOfMessageKeys {
      let index =
        type == .installSnapshotRequest && key != "lastIncludedIndex" ? #""lastIncludedIndex":1,"# : ""
      let message = #"{"type":"\#(type.rawValue)","from":"n1",\#(index)"\#(key)":\#(value)}"#
      let line = #"{"event":"messageSent","server":"n1","message":\#(message)}"#
      let complaint = NativeReading.complaint(line)
      #expect(schema.accepts(try JSONValue(line)) == (complaint == nil), "\(line) \(complaint ?? "")")
    }
  }

  @Test("What the reader accepts of mutilated lines, the schema accepts too", arguments: 30...UInt64(33))
  func readerIsNotLaxer(seed: UInt64) throws {
    var random = ReadingRandom(seed: seed)
    let (text, _) = NativeReading.random(seed: seed, count: 60, symbols: TraceSymbols())
    var accepted = 0
    for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
      for _ in 0..<12 {
        let mutated = random.mutated(Array(line))
        let reading = NativeReading(mutated)
        guard reading.errors.isEmpty, reading.events.count == 1 else { continue }
        accepted += 1
        let text = String(decoding: mutated, as: UTF8.self)
        #expect(schema.accepts(try JSONValue(text)), "\(text)")
      }
    }
    #expect(accepted > 20)
  }

  @Test("The examples in the document are read without complaint and are canonical")
  func examples() throws {
    let document = try PackageFile.text("Documentation/TraceFormat.md")
    let blocks = document.components(between: "```json\n", and: "```")
    #expect(blocks.count == 2)
    for block in blocks {
      for line in block.split(separator: "\n") {
        #expect(schema.accepts(try JSONValue(String(line))), "\(line)")
      }
      let reading = NativeReading(block)
      #expect(reading.errors == [])
      var writer = NativeTraceWriter(
        symbols: reading.symbols, dialect: reading.dialect, producer: reading.producer,
        fileName: NativeReading.name)
      writer.write(reading.events)
      #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == block)
    }
  }

  @Test("The document names every event, message and key", arguments: NativeWrongLines.allNames)
  func documentIsComplete(name: String) throws {
    #expect(try PackageFile.text("Documentation/TraceFormat.md").contains("`\(name)`"))
  }
}

extension String {
  fileprivate func components(between opening: String, and closing: String) -> [String] {
    var components: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: opening),
      let end = rest[start.upperBound...].firstRange(of: closing)
    {
      components.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return components
  }
}
