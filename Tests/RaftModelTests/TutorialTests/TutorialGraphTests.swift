import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "The tutorial's state graph is FizzBee's, state by state",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct TutorialGraphTests {
  /// The fields of a protobuf message: their numbers with their values, or with their bytes.
  private struct Field {
    var number: UInt64
    var value: UInt64 = 0
    var bytes: ArraySlice<UInt8> = []
  }

  private static func fields(of message: ArraySlice<UInt8>) throws -> [Field] {
    var rest = message
    func varint() -> UInt64 {
      var (result, shift): (UInt64, UInt64) = (0, 0)
      while let byte = rest.popFirst() {
        result |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      return result
    }
    var fields: [Field] = []
    while !rest.isEmpty {
      let key = varint()
      switch key & 7 {
      case 0: fields.append(Field(number: key >> 3, value: varint()))
      case 1:
        fields.append(Field(number: key >> 3, bytes: rest.prefix(8)))
        rest.removeFirst(8)
      default:
        try #require(key & 7 == 2, "a wire type that FizzBee's files have")
        let length = Int(varint())
        fields.append(Field(number: key >> 3, bytes: rest.prefix(length)))
        rest.removeFirst(length)
      }
    }
    return fields
  }

  private static func read(_ name: String) throws -> [Field] {
    let root = try #require(SharedFiles.root)
    let source = try ByteSource(path: "\(root)/traces/fizzbee/le_c1nocrash/\(name)")
    return try fields(of: try source.readToEnd(lengthMaximum: 1 << 24)[...])
  }

  private static let graph: TutorialGraph = {
    var bounds = TutorialBounds(of: .election)
    bounds.concurrentMaximum = 1
    bounds.crashes = false
    return TutorialExploration(TutorialModel(.election, bounds: bounds)).graph
  }()

  @Test("Every state, in the order of the file")
  func states() throws {
    let nodes = try Self.read("nodes_000000_of_000000.pb").filter { $0.number == 1 }
    try #require(nodes.count == Self.graph.states.count)
    for (node, state) in zip(nodes, Self.graph.states) {
      let json = try JSONValue(String(decoding: node.bytes, as: UTF8.self))
      guard case .array(let roles) = json["roles"], case .array(let threads) = json["threads"] else {
        Issue.record("a state without roles or threads")
        continue
      }
      #expect(roles.map { text(of: $0["fields"]) } == (0..<3).map { text(of: state.servers[$0]) })
      #expect(threads.count == state.runningCount)
    }
  }

  @Test("Every link, in the order of the file")
  func links() throws {
    let links = try Self.read("adjacency_lists_000000_of_000000.pb").filter { $0.number == 2 }.map { link in
      let fields = try Self.fields(of: link.bytes)
      func number(_ field: UInt64) -> Int { Int(fields.first { $0.number == field }?.value ?? 0) }
      return TutorialGraph.Link(source: number(1), destination: number(2))
    }
    #expect(links == Self.graph.links)
  }

  private func text(of fields: JSONValue?) -> String {
    ["currentTerm", "mode", "votedFor", "leaderId"].map { key in
      switch fields?[key] {
      case .integer(let number): "\(number)"
      case .string(let text): text.lowercased()
      default: "none"
      }
    }.joined(separator: " ")
  }

  private func text(of server: TutorialServer) -> String {
    func name(_ server: Int?) -> String { server.map { "node\($0)" } ?? "none" }
    return "\(server.currentTerm) \(server.mode) \(name(server.votedFor)) \(name(server.leaderId))"
  }
}
