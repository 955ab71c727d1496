/// Reads the NDJSON traces of CCF's consensus, as its driver writes them, with or without its runner's preparation.
///
/// Only lines with the tag `raft_trace` are events. `github.com/microsoft/CCF`: `src/consensus/aft/raft.h`,
/// `tla/consensus/Traceccfraft.tla`, `tests/raft_scenarios_runner.py`.
///
/// All servers write into one file, in the order of one clock, and every line that CCF has is there until one cannot be read.
/// What must not be concluded from a line's absence:
/// - A voter's answer leaves no line in most versions; it shows where it arrives or is lost. Nor does the sending of the
///   message that makes a successor campaign.
/// - Votes: no line shows whom a server voted for.
/// - Which entries can be committed: only signatures can. A leader with a quorum behind an entry may rightly not commit it.
/// - A log that is cut shows in the next line only.
public struct CCFTraceReader: TraceReader {
  /// The most lines that one call reads.
  static let batchLineCount = 256

  /// No longer complete once a line could not be read, nor ordered once the clock went back.
  public private(set) var dialect: SourceDialect
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let file: FileID
  private let scanner: CCFLineScanner
  private var interpreter: CCFInterpreter
  private var clock: UInt64 = 0

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    scanner = CCFLineScanner(symbols: symbols)
    interpreter = CCFInterpreter(symbols: symbols)
    dialect = SourceDialect()
    dialect.durability = .onEvidence
    dialect.configurationUse = .onAppend
    dialect.isComplete = true
    dialect.isOrdered = true
    dialect.showsMessages = true
    dialect.divergences = DivergenceSet(
      .rollsBackAtElection, .rollsBackAtStepDown, .comparesCommittableLogs, .commitsByOwnLog,
      .quorumsInEveryConfiguration, .untracedVoteAnswers, .refusesInTermOfMatch, .mayIgnoreAnswers,
      .preVoteRaisesTerm,
      .firstLeaderUnelected)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<Self.batchLineCount {
      guard try readLine(into: &events) else { return false }
    }
    return true
  }

  private mutating func readLine(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    do {
      guard let line = try lines.next() else { return false }
      tally.lines += 1
      guard let trace = try scan(line) else {
        tally.linesWithoutEvents += 1
        return true
      }
      noteTime(trace)
      try append(trace, of: line, to: &events)
      return true
    } catch {
      noteLoss(error)
      throw error
    }
  }

  private func scan(_ line: LineReader.Line) throws(ReadingError) -> CCFLine? {
    do {
      return try lines.withBytes(of: line) { (bytes) throws(JSONError) in try scanner.scan(bytes) }
    } catch {
      throw error.reading(file: lines.name, line: line.number)
    }
  }

  private mutating func append(
    _ trace: CCFLine, of line: LineReader.Line, to events: inout [TraceEvent]
  ) throws(ReadingError) {
    do {
      let position = SourcePosition(file: file, line: UInt32(clamping: line.number))
      try interpreter.append(trace, at: position, to: &events)
    } catch {
      throw ReadingError(
        file: lines.name, line: line.number,
        kind: .malformed(found: "no \(error.field)", expected: "one in a line with the tag raft_trace"))
    }
  }

  private mutating func noteTime(_ trace: CCFLine) {
    guard let time = trace.time else { return }
    if time < clock { dialect.isOrdered = false }
    clock = max(clock, time)
  }

  /// What was lost may have been a line of any server: nothing that they have shown holds on.
  private mutating func noteLoss(_ error: ReadingError) {
    guard error.line != nil else { return }
    dialect.isComplete = false
    interpreter.forgetServers()
    tally.badLines += 1
    if case .lineTooLong = error.kind { tally.lines += 1 }
  }
}
