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
public struct CCFTraceReader: TraceReader, TaggedLineReader {
  static let tag = "raft_trace"

  /// No longer complete once a line could not be read, nor ordered once the clock went back.
  public private(set) var dialect: SourceDialect
  public internal(set) var tally = ReadingTally()

  let lines: LineReader
  let file: FileID
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
    try readBatch(into: &events)
  }

  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> CCFLine? { try scanner.scan(bytes) }

  mutating func append(
    _ line: CCFLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    noteTime(line)
    try interpreter.append(line, at: position, to: &events)
  }

  private mutating func noteTime(_ line: CCFLine) {
    guard let time = line.time else { return }
    if time < clock { dialect.isOrdered = false }
    clock = max(clock, time)
  }

  /// What was lost may have been a line of any server: nothing that they have shown holds on.
  mutating func forgetBehindLoss() {
    dialect.isComplete = false
    interpreter.forgetServers()
  }
}
