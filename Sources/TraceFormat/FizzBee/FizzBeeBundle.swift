/// The path in `nodes_errors.pb`, with the links in `adjacency_lists_errors.pb` beside it.
///
/// A node is numbered by its place. The nodes are a path only where each link leads from one to the next; the files of a
/// run that found nothing hold its whole state graph, and that is no trace. A state's line is its number.
struct FizzBeeBundle {
  private let bytes: [UInt8]
  private let name: String
  private let file: FileID
  private var nodes: [Range<Int>] = []
  private var links: [FizzBeeProtobufLink] = []
  private var number = 0
  private var threads: [FizzBeeThread] = []

  /// - Throws: what is no protobuf, or no path.
  init(_ bytes: [UInt8], name: String, file: FileID) throws(ReadingError) {
    self.bytes = bytes
    self.name = name
    self.file = file
    do throws(ProtobufError) {
      nodes = try Self.strings(bytes.span)
    } catch {
      throw error.reading(file: name)
    }
    links = try Self.readLinks(beside: name)
    guard isPath else {
      throw ReadingError(
        file: name,
        kind: .malformed(
          found: "a graph of \(nodes.count) states, as a run writes that finds nothing",
          expected: "the path to a failure (nodes_errors.pb)"))
    }
  }

  /// The next link; nil at the end.
  mutating func next() throws(ReadingError) -> FizzBeeLink? {
    guard number < nodes.count else { return nil }
    defer { number += 1 }
    let node: FizzBeeNode
    var scanner = JSONScanner(position: 0)
    let bytes = bytes
    let text = bytes.span.extracting(nodes[number])
    do throws(JSONError) {
      node = try FizzBeeNode(&scanner, text)
      try scanner.end(text)
    } catch {
      throw error.reading(file: name, line: number + 1)
    }
    let position = SourcePosition(file: file, line: UInt32(clamping: number + 1))
    guard number > 0 else {
      threads = node.threads
      return FizzBeeLink(name: "Init", state: node.state, position: position)
    }
    let from = links[number - 1]
    var link = FizzBeeLink(
      name: from.name, state: node.state, position: position, isAction: from.type == "action",
      thread: FizzBeeThread.moved(from: threads, to: node.threads))
    link.crossesCall = from.crossesCall
    threads = node.threads
    return link
  }

  private var isPath: Bool {
    guard !nodes.isEmpty, links.count >= nodes.count - 1 else { return false }
    return (0..<nodes.count - 1).allSatisfy {
      links[$0].source == UInt64($0) && links[$0].destination == UInt64($0) + 1
    } && links[(nodes.count - 1)...].allSatisfy { $0.source == $0.destination }
  }

  /// `Nodes { repeated string json = 1 }`
  private static func strings(_ bytes: Span<UInt8>) throws(ProtobufError) -> [Range<Int>] {
    var scanner = ProtobufScanner(0..<bytes.count)
    var strings: [Range<Int>] = []
    while let (field, value) = try scanner.next(bytes) {
      if field == 1, case .bytes(let place) = value { strings.append(place) }
    }
    return strings
  }

  private static func readLinks(beside name: String) throws(ReadingError) -> [FizzBeeProtobufLink] {
    let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
    let base = name.dropFirst(folder.count)
    guard base.hasPrefix("nodes_") else {
      throw ReadingError(
        file: name,
        kind: .malformed(
          found: "states without their links", expected: "nodes_errors.pb under its own name"))
    }
    let path = "\(folder)adjacency_lists_\(base.dropFirst("nodes_".count))"
    let bytes = try ByteSource(path: path).readToEnd(lengthMaximum: StateDocument.lengthMaximum)
    do throws(ProtobufError) {
      return try FizzBeeProtobufLink.links(bytes.span)
    } catch {
      throw error.reading(file: path)
    }
  }
}
