import TraceFormat

/// A line of a trace, as etcd's raft library would write it.
struct EtcdRaftFixtureLine {
  var name: String
  var nid = "1"
  var term = "1"
  var vote = "0"
  var commit = "0"
  var role = "StateFollower"
  var log = "0"
  var conf = #"[["1","2","3"],[]]"#
  /// Further members of the event, such as a message.
  var more = ""

  var text: String {
    let state = #"{"term":\#(term),"vote":"\#(vote)","commit":\#(commit)}"#
    let event = #""name":"\#(name)","nid":"\#(nid)","state":\#(state),"role":"\#(role)","log":\#(log)"#
    return
      #"{"level":"debug","ts":7.5,"msg":"trace","tag":"trace","event":{\#(event),"conf":\#(conf)\#(more)}}"#
  }

  /// The member `msg`, with the fields that the library always writes.
  static func message(
    _ type: String, term: String = "1", from: String, to: String, entries: String = "0",
    logTerm: String = "0",
    index: String = "0", commit: String = "0", reject: Bool = false, rejectHint: String = "0"
  ) -> String {
    let head = #""type":"\#(type)","term":\#(term),"from":"\#(from)","to":"\#(to)","entries":\#(entries)"#
    let log = #""logTerm":\#(logTerm),"index":\#(index),"commit":\#(commit),"vote":"0""#
    return #","msg":{\#(head),\#(log),"reject":\#(reject),"rejectHint":\#(rejectHint)}"#
  }

  /// The member `prop` of a proposal, one action and server after the other.
  static func changes(_ changes: (action: String, nid: String)...) -> String {
    let steps = changes.map { #"{"nid":"\#($0.nid)","action":"\#($0.action)"}"# }
    return #","prop":{"cc":{"changes":[\#(steps.joined(separator: ","))]}}"#
  }
}

/// All that a reader makes of an input.
struct EtcdRaftReading {
  let symbols = TraceSymbols()
  var events: [TraceEvent] = []
  var errors: [ReadingError] = []
  var tally = ReadingTally()
  var dialect = SourceDialect()

  init(_ lines: [EtcdRaftFixtureLine]) {
    self.init(text: lines.map { $0.text + "\n" }.joined())
  }

  init(text: String) {
    self.init(ByteSource(bytes: Array(text.utf8), name: "n1.ndjson"))
  }

  init(_ source: ByteSource) {
    var reader = EtcdRaftTraceReader(LineReader(source), symbols: symbols)
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

  func server(_ id: String) -> ServerID { symbols.server(id) }

  func configuration(_ voters: [String], outgoing: [String] = []) -> ConfigurationChange {
    ConfigurationChange(
      configuration: symbols.configuration(
        Configuration(voters: voters.map { server($0) }, outgoingVoters: outgoing.map { server($0) })))
  }
}
