import FoundationEssentials
import TraceFormat

/// A hand-written path, in each of the forms in which FizzBee writes one.
///
/// Fields are Starlark literals, as the console has them.
struct FizzBeePath {
  struct Link {
    var name: String
    var roles: [(reference: String, fields: KeyValuePairs<String, String>)]
    /// Of each thread: its number, its statement.
    var threads: [(id: Int, statement: String)]
    var calls: Bool
  }

  var links: [Link] = []
  var globals = #"{"nodes":["role Server#0"]}"#

  mutating func add(
    _ name: String, _ roles: [(String, KeyValuePairs<String, String>)], threads: [(Int, String)] = [],
    calls: Bool = false
  ) {
    links.append(
      Link(
        name: name, roles: roles.map { (reference: $0.0, fields: $0.1) },
        threads: threads.map { (id: $0.0, statement: $0.1) }, calls: calls))
  }

  /// What FizzBee prints.
  var console: String {
    var text =
      "Model checking raft.json\nStateSpaceOptions: options:{max_actions:100}\nFAILED: Model checker failed\n"
    for link in links {
      text += "------\n\(link.name)\n--\nstate: \(globals)\n"
      for role in link.roles {
        let fields = role.fields.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
        text += "\(role.reference): fields(\(fields))\n"
      }
    }
    return text + "------\nWriten graph json: error-graph.json\n"
  }

  /// `error-graph.json`, one element a line.
  var json: String {
    let elements = links.map { link in
      let messages = link.calls ? #"[{"sender":"Server#0","receivers":["Server#1"],"name":"F"}]"# : "null"
      return
        #"{"Node":\#(node(link)),"Type":"","Name":\#(quoted(link.name)),"Labels":null,"Messages":\#(messages)}"#
    }
    return "[\n" + elements.joined(separator: ",\n") + "\n]\n"
  }

  /// `nodes_errors.pb` and `adjacency_lists_errors.pb`.
  var bundle: (nodes: [UInt8], links: [UInt8]) {
    let nodes = links.flatMap { bytes(1, Array(node($0).utf8)) }
    var adjacency = number(1, links.count)
    for (source, link) in links.enumerated().dropFirst() {
      var message = source > 1 ? number(1, source - 1) : []
      message += number(2, source) + bytes(3, Array(link.name.utf8))
      if link.calls { message += bytes(6, bytes(1, Array("Server#0".utf8))) }
      message += [0x29] + [UInt8](repeating: 0, count: 8)
      adjacency += bytes(2, message)
    }
    return (nodes, adjacency)
  }

  private func node(_ link: Link) -> String {
    let roles = link.roles.enumerated().map { number, role in
      let fields = role.fields.map { "\(quoted($0.key)):\(json(of: $0.value))" }.joined(separator: ",")
      let kind = role.reference.prefix { $0 != "#" }
      return
        #"{"name":"\#(kind)","ref":\#(number),"ref_string":"\#(role.reference)","params":{},"fields":{\#(fields)}}"#
    }
    let threads = link.threads.map {
      #"{"id":\#($0.id),"stack":[{"fileIndex":0,"name":"\#($0.statement)","pc":"\#($0.statement)"}],"fairness":2}"#
    }
    return
      #"{"channels":{},"name":"yield","roles":[\#(roles.joined(separator: ","))],"state":\#(globals),"threads":[\#(threads.joined(separator: ","))]}"#
  }

  /// The literal in JSON; ids become strings.
  private func json(of literal: String) -> String {
    switch literal {
    case "None": "null"
    case "True": "true"
    case "False": "false"
    case let text where text.first.map { $0.isLetter } == true: quoted(text)
    default: literal.replacing("(", with: "[").replacing(")", with: "]")
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private func number(_ field: Int, _ value: Int) -> [UInt8] { [UInt8(field << 3)] + varint(value) }

  private func bytes(_ field: Int, _ bytes: [UInt8]) -> [UInt8] {
    [UInt8(field << 3 | 2)] + varint(bytes.count) + bytes
  }

  private func varint(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f | 0x80)] + varint(value >> 7)
  }
}

/// All that the reader made of a file.
struct FizzBeeReading {
  let symbols: TraceSymbols
  private(set) var events: [TraceEvent] = []
  private(set) var errors: [ReadingError] = []
  private(set) var dialect = SourceDialect()
  private(set) var tally = ReadingTally()

  init(_ bytes: [UInt8], name: String = "t", symbols: TraceSymbols = TraceSymbols()) {
    self.symbols = symbols
    let lines = LineReader(ByteSource(bytes: bytes, name: name), bufferLength: 4096)
    var reader = FizzBeeReader(lines, mapping: .standard, symbols: symbols)
    var isOpen = true
    while isOpen {
      do throws(ReadingError) {
        isOpen = try reader.read(into: &events)
      } catch {
        errors.append(error)
      }
    }
    (dialect, tally) = (reader.dialect, reader.tally)
  }

  init(_ text: String, symbols: TraceSymbols = TraceSymbols()) {
    self.init(Array(text.utf8), symbols: symbols)
  }

  /// The events as `Server#0 roleChanged 3`, with the line they were read from.
  var story: [String] {
    events.map { "\(symbols[$0.server]) \($0.kind.name.rawValue) \($0.position.line)" }
  }
}
