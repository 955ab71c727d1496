import Testing

import TraceFormat

@Suite("ShiViz: reading logs of others")
struct ShiVizReaderTests {
  private static let goVector = #"(?<host>\S*) (?<clock>{.*})\n(?<event>.*)"#

  private func recognizes(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return ShiVizTraceReader.recognizes(bytes.span)
  }

  @Test("GoVector's form, with and without its header")
  func goVectorForm() {
    let log = """
      n1 {"n1":1}
      begins
      n2 {"n1":1, "n2":1}
      hears of it
      """
    for text in ["\(Self.goVector)\n\n\(log)\n", log] {
      let reading = ShiVizReading(text)
      #expect(reading.errors == [])
      #expect(reading.events.map { reading.clock($0) } == ["n1 n1:1", "n2 n1:1 n2:1"])
      #expect(reading.events.allSatisfy { $0.kind == .observed && $0.observation == Observation() })
      #expect(recognizes(text))
    }
  }

  @Test("An event is where its text stands")
  func positions() {
    let reading = ShiVizReading("\(Self.goVector)\n\nnoise\nn1 {\"n1\":1}\none\nn1 {\"n1\":2}\ntwo\n")
    #expect(reading.events.map(\.position.line) == [5, 7])
    #expect(reading.tally.lines == 7)
    #expect(reading.tally.events == 2)
    #expect(reading.tally.linesWithoutEvents == 5)
  }

  @Test("The expression decides what a record is")
  func expressions() {
    let priority =
      #"(?<date>(\d{2}:){2}\d{2}\.\d{3}) \[(?<priority>(INFO|ERROR))\] - (?<event>.*)\n(?<host>\S*) (?<clock>{.*})"#
    let first = ShiVizReading("\(priority)\n\n10:11:12.345 [ERROR] - falls\nn7 {\"n7\":3}\n")
    #expect(first.errors == [])
    #expect(first.events.map { first.clock($0) } == ["n7 n7:3"])
    #expect(first.events.first?.position.line == 3)

    let oneLine = #"^(?P<clock>\{[^}]*\}) (?<host>[a-z]\d+): (?<event>.*)$"#
    let second = ShiVizReading("\(oneLine)\n{\"n2\":6,\"n3\":2} n2: currentTerm=4 role=leader\n")
    #expect(second.errors == [])
    #expect(second.events.map { second.clock($0) } == ["n2 n2:6 n3:2"])
    #expect(second.events.first?.observation.currentTerm == .known(Term(4)))
    #expect(second.events.first?.observation.role == .known(.leader))
  }

  @Test("What the text says of its server is observed, and nothing else is guessed")
  func texts() {
    func observation(_ text: String) -> (Observation, ShiVizReading) {
      let reading = ShiVizReading("n1 {\"n1\":1}\n\(text)\n")
      return (reading.events[0].observation, reading)
    }
    let pairs = observation("steps: currentTerm=3, votedFor=n2; commitIndex=7 term=9 lastLogIndex=x").0
    #expect(pairs.currentTerm == .known(Term(3)))
    #expect(pairs.commitIndex == .known(LogIndex(7)))
    #expect(pairs.lastLogIndex == .unknown)
    let (object, reading) = observation(
      #"{"currentTerm":5,"votedFor":null,"leader":"n9","term":8,"log":[1]}"#)
    #expect(object.currentTerm == .known(Term(5)))
    #expect(object.votedFor == .known(nil))
    #expect(object.leader == .known(reading.symbols.server("n9")))
    #expect(observation(#"{"currentTerm":5"#).0 == Observation())
    #expect(observation("term=4 sent to n2").0 == Observation())
  }

  @Test("A native event in a log of somebody else is read as what it is")
  func nativeEvents() {
    let reading = ShiVizReading("n1 {\"n1\":1}\n{\"event\":\"stop\",\"server\":\"n1\"}\n")
    #expect(reading.events.map(\.kind) == [.stop])
    #expect(reading.clock(reading.events[0]) == "n1 n1:1")
  }

  @Test("Executions are groups of their own")
  func executions() {
    let log = """
      \(Self.goVector)
      ^=== (?<trace>.*) ===$
      === first ===
      n1 {"n1":1}
      a
      === second ===
      n1 {"n1":1}
      b
      """
    let reading = ShiVizReading(log)
    #expect(reading.errors == [])
    #expect(reading.events.map { reading.symbols[$0.group] } == ["first", "second"])
  }

  @Test("Unlabelled executions are counted")
  func countedExecutions() {
    let reading = ShiVizReading("\(Self.goVector)\n^---$\nn1 {\"n1\":1}\na\n---\nn1 {\"n1\":1}\nb\n")
    #expect(reading.events.map { reading.symbols[$0.group] } == ["default", "execution 2"])
  }

  @Test(
    "What cannot be read is said, with its line, what was found and what was expected",
    arguments: [
      (#"(?<host>\S*) (?<event>.*)"#, "t.log:1: found an expression without the group (?<clock>…)"),
      (
        #"(?<host>\S*)(?=x) (?<clock>{.*}) (?<event>.*)"#,
        "t.log:1:15: found \"=x) (?<clock>{.*}) (\", expected a name"
      ),
      (
        #"(?<host>\S*) (?<clock>{.*} (?<event>.*)"#,
        "t.log:1:14: found \"(?<clock>{.*} (?<eve\", expected a group that is closed"
      ),
      (#"(?<host>[a) (?<clock>{.*}) (?<event>.*)"#, "expected a class that is closed"),
      (#"(?<host>a{3,2}) (?<clock>{.*}) (?<event>.*)"#, "expected at most 1000 repetitions"),
      (#"(?<host>*) (?<clock>{.*}) (?<event>.*)"#, "expected something to repeat"),
      (#"(?<host>\S*) (?<clock>{.*}) (?<event>\k<host>)"#, #"expected one of \d \w"#),
      ("n1: nothing of a clock", "expected an expression with the groups host, clock and event"),
      ("n1 {\"n2\":1}\nx", "expected an expression with the groups host, clock and event"),
    ])
  func headers(text: String, complaint: String) {
    let errors = ShiVizReading(text + "\n").errors
    #expect(errors.first.map { "\($0)".contains(complaint) } == true, "\(errors)")
  }

  @Test(
    "A record with a wrong clock is one error, and the next is read",
    arguments: [
      (#"n1 {"n1":x}"#, "t.log:3:7: found \"x\""), (#"n1 {"n1":-1}"#, "t.log:3:7: found"),
      (#"n1 {"n2":1}"#, "t.log:3: found a clock without \"n1\""), ("n1 {n1}", "t.log:3:2: found"),
    ])
  func clocks(line: String, complaint: String) {
    let reading = ShiVizReading("\(Self.goVector)\n\n\(line)\na\nn1 {\"n1\":2}\nb\n")
    #expect(reading.events.map { reading.clock($0) } == ["n1 n1:2"])
    #expect(reading.errors.count == 1)
    #expect(reading.errors.first.map { "\($0)".hasPrefix(complaint) } == true, "\(reading.errors)")
    #expect(!reading.dialect.isComplete)
  }

  @Test("Nothing, a header alone and noise are no events and no crash")
  func nothing() {
    #expect(ShiVizReading("").events == [])
    #expect(ShiVizReading("\(Self.goVector)\n").errors == [])
    #expect(ShiVizReading("\(Self.goVector)\n\n\n\nnoise {} \n").events == [])
    for text in ["", "{\"event\":\"start\"}", "n1 {}\nx", "x y {\"a\":1}\nz", "(?<clock>x)"] {
      #expect(!recognizes(text), "\(text)")
    }
  }

  @Test("A long line that an expression cannot be tried on is an error, not a hang")
  func longLine() {
    let line = String(repeating: "n1 {", count: 1 << 20)
    let reading = ShiVizReading("\(Self.goVector)\n\n\(line)\nn1 {\"n1\":1}\nb\n")
    #expect(reading.errors.count == 1)
    #expect(reading.events.count == 1)
  }

  @Test("Mutilated logs end with positions and without a crash", arguments: 1...UInt64(6))
  func mutilated(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    let (log, _) = ShiVizFixtures.random(seed: seed, count: 12, symbols: TraceSymbols())
    for _ in 0..<60 {
      let reading = ShiVizReading(random.mutated(log))
      #expect(reading.tally.events == reading.events.count)
      #expect(reading.tally.badLines == reading.errors.count)
      #expect(reading.errors.allSatisfy { $0.line != nil && $0.file == ShiVizReading.name })
    }
    for _ in 0..<60 {
      let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = ShiVizReading(bytes)
      _ = ShiVizReading(Array("\(Self.goVector)\n".utf8) + bytes)
      _ = ShiVizReading(Array("(?<host>".utf8) + bytes)
    }
  }
}
