/// Reads a dump of an etcd server's write-ahead log, one JSON object a record.
///
/// `rec` is `metadata`, `state`, `entry` or `snapshot`, with the fields of that record; ids are hexadecimal, contents the first ten
/// digits of their SHA-1.
public struct EtcdWALDumpReader: TraceReader {
  private enum Key { case record, node, term, vote, commit, index, digest }
  private enum Kind { case metadata, state, entry, snapshot }

  public let dialect = SourceDialect.durable(.onApply)
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let file: FileID
  private var telling: EtcdWALTelling
  private static let keys = ByteKeyTable<Key>([
    "rec": .record, "node": .node, "term": .term, "vote": .vote, "commit": .commit, "index": .index,
    "sha1": .digest,
  ])
  private static let kinds = ByteKeyTable<Kind>([
    "metadata": .metadata, "state": .state, "entry": .entry, "snapshot": .snapshot,
  ])

  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    telling = EtcdWALTelling(symbols: symbols)
  }

  /// True where the first line says whose log it is.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    var end = 0
    while end < prefix.count, prefix[end] != UInt8(ascii: "\n") { end += 1 }
    guard let record = try? scan(prefix.extracting(0..<end)), case .metadata = record else { return false }
    return true
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<256 {
      guard let line = try lines.next() else { return false }
      tally.lines += 1
      guard let record = try record(line) else {
        tally.linesWithoutEvents += 1
        continue
      }
      let position = SourcePosition(file: file, line: UInt32(clamping: line.number))
      guard telling.tell(record, position, &events) else {
        tally.badLines += 1
        throw ReadingError(
          file: lines.name, line: line.number,
          kind: .malformed(found: "no metadata", expected: "whose log it is, before all else"))
      }
    }
    return true
  }

  private mutating func record(_ line: LineReader.Line) throws(ReadingError) -> EtcdWALRecord? {
    do {
      return try lines.withBytes(of: line) { (bytes) throws(JSONError) in try Self.scan(bytes) }
    } catch {
      tally.badLines += 1
      throw error.reading(file: lines.name, line: line.number)
    }
  }

  private static func scan(_ bytes: Span<UInt8>) throws(JSONError) -> EtcdWALRecord? {
    var json = JSONScanner()
    guard json.skipWhiteSpace(bytes) == UInt8(ascii: "{") else { return nil }
    var kind: Kind?
    var (node, vote): (UInt64?, UInt64?)
    var (term, index, commit): (UInt64?, UInt64?, UInt64?)
    var digest: PayloadHash?
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.value(bytes, key) {
      case .record: kind = kinds.value(bytes, try json.string(bytes))
      case .node: node = try id(&json, bytes)
      case .vote: vote = try id(&json, bytes)
      case .term: term = try json.unsignedInteger(bytes)
      case .index: index = try json.unsignedInteger(bytes)
      case .commit: commit = try json.unsignedInteger(bytes)
      case .digest: digest = EtcdWALRecord.payload(bytes.extracting(try json.string(bytes).range))
      case nil: try json.skipValue(bytes)
      }
    }
    try json.end(bytes)
    switch (kind, node, term, index) {
    case (.metadata, let node?, _, _): return .metadata(node: node)
    case (.state, _, let term?, _):
      guard let vote, let commit else { return nil }
      return .state(term: Term(term), vote: vote, commit: LogIndex(commit))
    case (.entry, _, let term?, let index?):
      guard let digest else { return nil }
      return .entry(index: LogIndex(index), term: Term(term), payload: digest)
    case (.snapshot, _, let term?, let index?): return .snapshot(index: LogIndex(index), term: Term(term))
    default: return nil
    }
  }

  private static func id(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> UInt64? {
    let text = try json.string(bytes)
    return UInt64(ClientText.string(bytes.extracting(text.range)), radix: 16)
  }
}
