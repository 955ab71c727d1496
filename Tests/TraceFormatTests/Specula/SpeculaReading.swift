import TraceFormat

/// A line of a trace, as Specula's instrumentation of hashicorp/raft would write it.
struct SpeculaFixtureLine {
  var name: String
  var nid = "s1"
  var term = "2"
  var role = "Follower"
  var commit = "0"
  var last = "1"
  var lastTerm = "1"
  /// The fields of the message; empty for none.
  var message = ""

  var text: String {
    let state =
      #"{"term":\#(term),"votedFor":"s3","role":"\#(role)","commitIndex":\#(commit),"lastLogIndex":\#(last),"lastLogTerm":\#(lastTerm)}"#
    let msg = message.isEmpty ? "" : #","msg":{\#(message)}"#
    let event = #""name":"\#(name)","nid":"\#(nid)","state":\#(state)\#(msg)"#
    return #"{"ts":"2026-02-20T10:55:04.5Z","tag":"trace","event":{\#(event)}}"#
  }
}

/// All that a reader makes of an input.
struct SpeculaReading {
  let symbols = TraceSymbols()
  var events: [TraceEvent] = []
  var errors: [ReadingError] = []
  var tally = ReadingTally()
  var dialect = SourceDialect()

  init(_ lines: [SpeculaFixtureLine]) {
    self.init(ByteSource(bytes: Array(lines.map { $0.text + "\n" }.joined().utf8), name: "s.ndjson"))
  }

  init(_ source: ByteSource) {
    var reader = SpeculaTraceReader(LineReader(source), symbols: symbols)
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

  func message(from source: String, to destination: String, term: UInt64 = 2, _ body: MessageBody) -> Message
  {
    Message(
      source: symbols.server(source), destination: .known(symbols.server(destination)),
      term: .known(Term(term)),
      body: body)
  }
}
