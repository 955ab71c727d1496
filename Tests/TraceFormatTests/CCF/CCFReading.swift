import RaftTraceTestSupport
import TraceFormat

/// All that a reader makes of an input.
struct CCFReading {
  let symbols = TraceSymbols()
  var events: [TraceEvent] = []
  var errors: [ReadingError] = []
  var tally = ReadingTally()
  var dialect = SourceDialect()

  init(_ lines: [CCFFixtureLine]) {
    self.init(text: lines.map { $0.text + "\n" }.joined())
  }

  init(text: String) {
    self.init(ByteSource(bytes: Array(text.utf8), name: "ccf.ndjson"))
  }

  init(_ source: ByteSource) {
    var reader = CCFTraceReader(LineReader(source), symbols: symbols)
    var isOpen = true
    while isOpen {
      do throws(ReadingError) {
        isOpen = try reader.read(into: &events)
      } catch {
        errors.append(error)
        isOpen = error.linesBehindAreReadable
      }
    }
    tally = reader.tally
    dialect = reader.dialect
  }

  var kinds: [EventKind] { events.map(\.kind) }

  func events(at line: UInt32) -> [TraceEvent] { events.filter { $0.position.line == line } }

  func kinds(at line: UInt32) -> [EventKind] { events(at: line).map(\.kind) }

  func server(_ id: String) -> ServerID { symbols.server(id) }

  func use(_ voters: [String], outgoing: [String] = [], at index: UInt64? = nil) -> EventKind {
    .configurationInUse(change(voters, outgoing: outgoing, at: index))
  }

  func change(_ voters: [String], outgoing: [String] = [], at index: UInt64? = nil) -> ConfigurationChange {
    ConfigurationChange(
      configuration: configuration(voters, outgoing: outgoing), index: Observed(index.map { LogIndex($0) }))
  }

  func configuration(_ voters: [String], outgoing: [String] = []) -> ConfigurationID {
    symbols.configuration(
      Configuration(voters: voters.map { server($0) }, outgoingVoters: outgoing.map { server($0) }))
  }

  static func appended(_ entries: (UInt64, UInt64?)...) -> EventKind {
    .entriesAppended(
      EntryBatch(
        entries.map { LogEntry(index: LogIndex($0.0), term: Observed($0.1.map { Term($0) })) }))
  }

  static func committed(_ index: UInt64, _ term: UInt64?) -> EventKind {
    .committed(CommitAdvance(index: LogIndex(index), entryTerm: Observed(term.map { Term($0) })))
  }
}
