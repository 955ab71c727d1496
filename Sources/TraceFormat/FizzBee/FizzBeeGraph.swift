/// The path in `error-graph.json`: an array of links, each with the state behind it.
struct FizzBeeGraph {
  private let document: StateDocument
  private let file: FileID
  /// Stands before the next element.
  private var scanner = JSONScanner()
  private var threads: [FizzBeeThread] = []

  init(_ document: StateDocument, file: FileID) throws(ReadingError) {
    self.document = document
    self.file = file
    do throws(JSONError) {
      try scanner.enterArray(document.bytes.span)
    } catch {
      throw document.reading(error)
    }
  }

  /// The next link; nil at the end.
  mutating func next() throws(ReadingError) -> FizzBeeLink? {
    let document = document
    let bytes = document.bytes.span
    let start: Int
    var element: Element
    do throws(JSONError) {
      guard try scanner.nextElement(bytes) else {
        try scanner.end(bytes)
        return nil
      }
      _ = try scanner.kind(bytes)
      start = scanner.position
      element = try Element(&scanner, bytes)
    } catch {
      throw document.reading(error)
    }
    let line = document.line(at: start)
    guard let node = element.node else {
      throw ReadingError(
        file: document.name, line: line,
        kind: .malformed(found: "a link without \"Node\"", expected: "the state that it leads to"))
    }
    var link = FizzBeeLink(
      name: element.name, state: node.state,
      position: SourcePosition(file: file, line: UInt32(clamping: line)), isAction: element.type == "action",
      thread: FizzBeeThread.moved(from: threads, to: node.threads))
    link.crossesCall = element.crossesCall
    threads = node.threads
    return link
  }

  /// The members of an element that say something.
  private struct Element {
    var node: FizzBeeNode?
    var name = ""
    var type = ""
    var crossesCall = false

    init(_ scanner: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) {
      try scanner.enterObject(bytes)
      while let key = try scanner.nextKey(bytes) {
        switch key.text(in: bytes) {
        case "Node": node = try FizzBeeNode(&scanner, bytes)
        case "Name": name = try scanner.string(bytes).text(in: bytes)
        case "Type": type = try scanner.string(bytes).text(in: bytes)
        case "Messages", "Labels":
          if case .sequence(let values) = try SpecValue.scan(&scanner, bytes), !values.isEmpty {
            crossesCall = true
          }
        default: try scanner.skipValue(bytes)
        }
      }
    }
  }
}
