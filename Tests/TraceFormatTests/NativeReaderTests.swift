import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Native format: what lines mean")
struct NativeReaderTests {
  private func event(_ line: String) throws -> (TraceEvent, TraceSymbols) {
    let reading = NativeReading(NativeReading.header + "\n" + line)
    #expect(reading.errors == [])
    return (try #require(reading.events.first), reading.symbols)
  }

  @Test("A key that is absent is unknown, and null is none")
  func unknownIsNotNone() throws {
    let (event, symbols) = try event(
      #"{"event":"observed","server":"n2","after":{"votedFor":null,"currentTerm":0}}"#)
    #expect(event.observation.votedFor == .known(nil))
    #expect(event.observation.currentTerm == .known(.zero))
    #expect(event.observation.leader == .unknown)
    #expect(event.observation.commitIndex == .unknown)
    #expect(event.time == .unknown)
    #expect(event.clock == .unknown)
    #expect(event.group == TraceSymbols.defaultGroup)
    #expect(symbols.describe(event.position) == "t.ndjson:2")
  }

  @Test("The term of a commit is that of the entry")
  func commit() throws {
    let (event, _) = try event(#"{"term":3,"index":18446744073709551615,"server":"n1","event":"committed"}"#)
    #expect(event.kind == .committed(CommitAdvance(index: LogIndex(.max), entryTerm: .known(Term(3)))))
  }

  @Test("White space, escapes and any order of keys change nothing")
  func syntaxIsFree() throws {
    let plain = try event(
      #"{"event":"leaderObserved","server":"n1","leader":"né2","before":{"role":"leader"}}"#)
    let other = try event(
      #" { "bef\u006fre" : {"role":"l\u0065ader"} , "server" : "\u006e1","leader":"n\u00e92","event":"leaderObserved"} "#
    )
    #expect(plain.0 == other.0)
    #expect(plain.1.servers.count == other.1.servers.count)
  }

  @Test("A digest is taken as it is and any other payload is digested")
  func payloads() throws {
    let (digest, _) = try event(#"{"event":"applied","server":"a","index":1,"payload":"00000000000000ff"}"#)
    #expect(
      digest.kind == .applied(LogEntry(index: LogIndex(1), term: .unknown, payload: .known(PayloadHash(255))))
    )
    for text in ["", "x=1", "00000000000000FF", "00000000000000f", "é"] {
      let (content, _) = try event(#"{"event":"applied","server":"a","index":1,"payload":"\#(text)"}"#)
      let expected = PayloadHash(of: Array(text.utf8).span)
      #expect(
        content.kind == .applied(LogEntry(index: LogIndex(1), term: .unknown, payload: .known(expected))))
    }
  }

  @Test("Entries alone are all, count says more, isPartial says perhaps more")
  func batches() throws {
    let entries = [LogEntry(index: LogIndex(7), term: .known(Term(2)))]
    let expectations: [(String, EntryBatch)] = [
      ("", EntryBatch()),
      (#","entries":[]"#, EntryBatch([])),
      (#","count":0"#, EntryBatch([])),
      (#","entries":[{"index":7,"term":2}]"#, EntryBatch(entries)),
      (#","count":1,"entries":[{"index":7,"term":2}]"#, EntryBatch(entries)),
      (#","count":3,"entries":[{"index":7,"term":2}]"#, EntryBatch(count: .known(3), entries: entries)),
      (#","count":3"#, EntryBatch(count: 3)),
      (#","isPartial":true,"entries":[{"index":7,"term":2}]"#, EntryBatch(count: .unknown, entries: entries)),
      (#","isPartial":false,"entries":[{"index":7,"term":2}]"#, EntryBatch(entries)),
    ]
    for (keys, batch) in expectations {
      let (appended, _) = try event(#"{"event":"entriesAppended","server":"n1"\#(keys)}"#)
      #expect(appended.kind == .entriesAppended(batch), "\(keys)")
      let (sent, symbols) = try event(
        #"{"event":"messageSent","server":"n1","message":{"type":"AppendEntriesRequest","from":"n1"\#(keys)}}"#
      )
      let body = MessageBody.appendEntriesRequest(AppendEntriesRequest(entries: batch))
      #expect(
        sent.kind
          == .messageSent(
            Message(source: symbols.server("n1"), destination: .unknown, term: .unknown, body: body)),
        "\(keys)")
    }
  }

  @Test("A configuration is a value: order and repetition of its members change nothing")
  func configurations() throws {
    let reading = NativeReading(
      """
      {"event":"configurationInUse","server":"a","configuration":{"voters":["a","b"],"learners":["c"]}}
      {"event":"configurationInUse","server":"a","configuration":{"learners":["c"],"outgoingVoters":[],"voters":["b","a","b"]}}
      {"event":"configurationInUse","server":"a","configuration":{"voters":["a","b"],"outgoingVoters":["a"]}}
      """)
    #expect(reading.errors == [])
    #expect(reading.symbols.configurations.count == 2)
    #expect(reading.symbols.configurations.map(\.isJoint) == [false, true])
  }

  @Test("The origin of an event is kept, even where its file has colons in its name")
  func origin() throws {
    let (event, symbols) = try event(#"{"event":"stop","server":"n1","at":"C:\\n1.log:4294967295"}"#)
    #expect(symbols[event.position.file] == #"C:\n1.log"#)
    #expect(event.position.line == .max)
  }

  @Test("Without a header the dialect is the cautious one, and blank lines are passed over")
  func noHeader() {
    let reading = NativeReading("\n \t\r\n{\"event\":\"start\",\"server\":\"n1\"}\r\n\n")
    #expect(reading.errors == [])
    #expect(reading.dialect == SourceDialect())
    #expect(reading.events.map(\.position.line) == [3])
    #expect(reading.tally.lines == 4)
    #expect(reading.tally.linesWithoutEvents == 3)
  }

  @Test("A header may leave out what is cautious")
  func shortHeader() {
    let reading = NativeReading(#"{"version":1,"dialect":{"durability":"atOnce"},"format":"raft-trace"}"#)
    #expect(reading.errors == [])
    #expect(reading.dialect.durability == .atOnce)
    #expect(reading.dialect.isComplete == false)
  }

  @Test(
    "Native traces are recognized by their beginning, and others are not",
    arguments: [
      (NativeReading.header, true), (#"{"format":"raft-trace","version":99"#, true),
      ("\n" + #" {"server":"n1","event":"voteGranted","cand"#, true),
      (#"{"event":"vote","server":"n1"}"#, false), (#"{"format":"shiviz"}"#, false),
      (#"{"level":"debug","tag":"trace","event":{"name":"Commit","nid":"2"}}"#, false),
      (#"{"ver"#, false), ("", false), ("2024-04-05 raft: became leader", false), ("[]", false),
    ])
  func recognition(prefix: String, isNative: Bool) {
    let bytes = Array(prefix.utf8)
    #expect(NativeTraceReader.recognizes(bytes.span) == isNative)
  }

  @Test("Long inputs come in batches, and their lines are counted on")
  func batchesOfEvents() throws {
    let line = #"{"event":"start","server":"n1"}"# + "\n"
    let bytes = Array(String(repeating: line, count: 1000).utf8)
    var reader = NativeTraceReader(LineReader(ByteSource(bytes: bytes)), symbols: TraceSymbols())
    var events: [TraceEvent] = []
    var sizes: [Int] = []
    while try reader.read(into: &events) { sizes.append(events.count) }
    #expect(events.map(\.position.line) == Array(1...1000))
    #expect(sizes == [256, 512, 768])
    #expect(reader.tally.events == 1000)
  }
}
