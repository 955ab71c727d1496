/// Reads the database file of a server of a cluster of Open vSwitch's OVSDB: its log, term, vote and commit index, without times.
///
/// Each record is a line `OVSDB CLUSTER <length> <SHA-1>` and a line of JSON. A last record that is cut is what a crash leaves, and
/// is passed over, as ovsdb-server does. The digests are not verified.
public struct OVSDBFileReader: TraceReader {
  private static let magic = "OVSDB CLUSTER "
  /// The most records that one call reads.
  private static let batchRecordCount = 256

  public let dialect = SourceDialect.durable(.onAppend)
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let file: FileID
  private let scanner: OVSDBRecordScanner
  private var log: DurableLog?
  private var hasEnded = false

  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    scanner = OVSDBRecordScanner(symbols: symbols)
  }

  /// True where the file begins with the magic of a clustered database.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool { begins(prefix) }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<Self.batchRecordCount {
      guard try readRecord(into: &events) else {
        hasEnded = true
        return false
      }
    }
    return true
  }

  private mutating func readRecord(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    guard let header = try lines.next() else { return false }
    tally.lines += 1
    let length = try length(of: header)
    guard let length else { return try endsTorn(header) }
    guard let line = try lines.next() else { return false }
    tally.lines += 1
    // The length counts the newline.
    guard line.isTerminated, line.count + 1 == length else {
      if line.count + 1 < length || !line.isTerminated, try lines.next() == nil { return false }
      throw fault(line, "a record of \(line.count + 1) bytes", "one of \(length), as the line before says")
    }
    try append(line, &events)
    return true
  }

  /// A last line that is cut ends the file; another is a fault.
  private mutating func endsTorn(_ header: LineReader.Line) throws(ReadingError) -> Bool {
    if !header.isTerminated { return false }
    throw fault(header, lines.withBytes(of: header) { ReadingError.quote($0) }, "OVSDB CLUSTER, a length and a digest")
  }

  private func length(of header: LineReader.Line) throws(ReadingError) -> Int? {
    lines.withBytes(of: header) { bytes in
      guard Self.begins(bytes) else { return nil }
      let words = ClientText.string(bytes.extracting(Self.magic.utf8.count..<bytes.count)).split(separator: " ")
      return words.count == 2 ? Int(words[0]) : nil
    }
  }

  private mutating func append(_ line: LineReader.Line, _ events: inout [TraceEvent]) throws(ReadingError) {
    let record: OVSDBRecord
    do {
      record = try lines.withBytes(of: line) { (bytes) throws(JSONError) in try scanner.scan(bytes) }
    } catch {
      tally.badLines += 1
      throw error.reading(file: lines.name, line: line.number)
    }
    let position = SourcePosition(file: file, line: UInt32(clamping: line.number))
    if log == nil {
      guard let server = record.server else { throw fault(line, "no server_id", "one in the first record") }
      begin(DurableLog(server: server), record, position, &events)
    } else {
      tell(record, position, &events)
    }
  }

  private mutating func begin(
    _ log: DurableLog, _ record: OVSDBRecord, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    var log = log
    let snapshot = record.previousIndex.map { LogEntry(index: $0, term: record.previousTerm) }
    log.begin(behind: snapshot, position, &events)
    if let servers = record.previousServers, let index = record.previousIndex {
      log.note(configuration: servers, at: index, position, &events)
    }
    self.log = log
  }

  private mutating func tell(
    _ record: OVSDBRecord, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    guard var log else { return }
    let countBefore = events.count
    if let index = record.index, let term = record.term {
      log.append(
        LogEntry(index: index, term: .known(term), payload: record.payload), position, &events)
      if let servers = record.servers { log.note(configuration: servers, at: index, position, &events) }
    } else if let leader = record.leader, let term = record.term {
      log.note(leader: leader, of: term, position, &events)
    } else if let term = record.term {
      log.note(term: term, votedFor: record.vote.map { .known($0) } ?? .unknown, position, &events)
    } else if let commit = record.commitIndex {
      log.note(commit: commit, position, &events)
    }
    if events.count == countBefore { tally.linesWithoutEvents += 1 }
    self.log = log
  }

  private static func begins(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= magic.utf8.count else { return false }
    for (i, byte) in magic.utf8.enumerated() where bytes[i] != byte { return false }
    return true
  }

  private mutating func fault(_ line: LineReader.Line, _ found: String, _ expected: String) -> ReadingError {
    tally.badLines += 1
    hasEnded = true
    return ReadingError(file: lines.name, line: line.number, kind: .malformed(found: found, expected: expected))
  }
}
