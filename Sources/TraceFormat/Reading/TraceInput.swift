/// Several files read as one trace, in an order that keeps memory small.
///
/// The events of a file come in the order of its lines. Which file is read next is decided by how far each has come in
/// Raft's own time, term and then index: servers then stay abreast of each other and what is compared between them is
/// still remembered. The order proves nothing, and no clock takes part in it.
public struct TraceInput {
  /// What became of one file.
  public struct File: Sendable {
    /// The name as the user gave it.
    public let name: String
    public let format: InputFormat
    public internal(set) var tally = ReadingTally()
    /// Lines that could not be read; the first few, in order.
    public internal(set) var errors: [ReadingError] = []
    public internal(set) var errorCount = 0
    /// False when a fault ended the reading of this file.
    public internal(set) var wasReadToEnd = true
  }

  /// The most errors that are kept of one file.
  public static let errorMaximum = 10

  public private(set) var files: [File] = []
  private var sources: [Source] = []
  private let continuesBehindBadLines: Bool

  private struct Source {
    let lines: LineReader
    var reader: any TraceReader
    /// Reading stops at a fault; what the reader kept back is still to come.
    var isStopped = false
    var progress = Progress()
    var hasEnded = false
  }

  /// Opens all files before any is read.
  ///
  /// - Parameters:
  ///   - format: the format of all files; nil guesses for each from its first bytes.
  ///   - continuesBehindBadLines: whether a file is read on behind a line that cannot be read, or ended there.
  /// - Throws: what keeps a file from being opened or recognized.
  public init(
    paths: [String], format: InputFormat? = nil, table: FormatTable, symbols: TraceSymbols,
    continuesBehindBadLines: Bool = false
  ) throws(ReadingError) {
    try self.init(
      sources: paths.map { (path) throws(ReadingError) in try ByteSource(path: path) }, format: format,
      table: table,
      symbols: symbols, continuesBehindBadLines: continuesBehindBadLines)
  }

  /// Reads sources that are already open.
  public init(
    sources: [ByteSource], format: InputFormat? = nil, table: FormatTable, symbols: TraceSymbols,
    continuesBehindBadLines: Bool = false
  ) throws(ReadingError) {
    self.continuesBehindBadLines = continuesBehindBadLines
    let aliases = ServerAliases(symbols: symbols)
    for source in sources { try open(source, format, table, symbols, aliases) }
  }

  private mutating func open(
    _ source: ByteSource, _ format: InputFormat?, _ table: FormatTable, _ symbols: TraceSymbols,
    _ aliases: ServerAliases
  ) throws(ReadingError) {
    let lines = LineReader(source)
    let found: InputFormat
    if let format {
      found = format
    } else {
      found = try table.guess(lines.prefix(FormatTable.prefixLength), file: source.name)
    }
    files.append(File(name: source.name, format: found))
    sources.append(Source(lines: lines, reader: found.reader(lines, symbols: symbols, aliases: aliases)))
  }

  /// Whether any file held a line that could not be read.
  public var hasErrors: Bool { files.contains { $0.errorCount > 0 } }

  /// The dialect of a file's source; a file with a line that could not be read is not complete.
  public func dialect(of file: Int) -> SourceDialect {
    var dialect = sources[file].reader.dialect
    if files[file].errorCount > 0 { dialect.isComplete = false }
    return dialect
  }

  /// Some consecutive events of one file.
  public struct Batch: Sendable {
    /// The number of the file.
    public let file: Int
    /// Whether a line that could not be read comes behind them.
    ///
    /// It could have been anything, a restart too.
    public internal(set) var endsInGap = false
  }

  /// Appends the next events, all of one file.
  ///
  /// - Returns: where they come from, or nil when all files have ended.
  public mutating func read(into events: inout [TraceEvent]) -> Batch? {
    guard let next = nextSource else { return nil }
    var batch = Batch(file: next)
    let start = events.count
    if sources[next].isStopped {
      sources[next].reader.release(into: &events)
      sources[next].hasEnded = true
      return batch
    }
    do throws(ReadingError) {
      if try !sources[next].reader.read(into: &events) { sources[next].hasEnded = true }
    } catch {
      // A last line that is cut because the file was is told as what it is.
      note(sources[next].lines.faultBehind ?? error, in: next)
      batch.endsInGap = true
    }
    files[next].tally = sources[next].reader.tally
    for event in events[start...] { sources[next].progress.advance(past: event) }
    return batch
  }

  private mutating func note(_ error: ReadingError, in file: Int) {
    files[file].errorCount += 1
    if files[file].errors.count < Self.errorMaximum { files[file].errors.append(error) }
    if continuesBehindBadLines, error.linesBehindAreReadable { return }
    sources[file].isStopped = true
    files[file].wasReadToEnd = false
  }

  /// The file that has come the least far and has more to give.
  private var nextSource: Int? {
    var next: Int?
    for i in sources.indices where !sources[i].hasEnded {
      if let chosen = next, !(sources[i].progress < sources[chosen].progress) { continue }
      next = i
    }
    return next
  }
}

/// How far a file has come in Raft's own time.
private struct Progress: Comparable {
  private var term = Term.zero
  private var index = LogIndex.zero

  static func < (a: Progress, b: Progress) -> Bool {
    a.term != b.term ? a.term < b.term : a.index < b.index
  }

  mutating func advance(past event: TraceEvent) {
    if let term = event.observation.currentTerm.value, term > self.term { self.term = term }
    if let index = event.shownIndex, index > self.index { self.index = index }
  }
}

extension TraceEvent {
  /// The highest index that the event shows of its own server's log.
  fileprivate var shownIndex: LogIndex? {
    switch kind {
    case .applied(let entry): entry.index
    case .committed(let commit): commit.index
    case .entriesAppended(let batch): batch.entries.last?.index ?? observation.commitIndex.value
    default: observation.commitIndex.value
    }
  }
}
