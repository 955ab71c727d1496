import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("FizzBee: malformed input")
struct FizzBeeMalformedTests {
  private let path = FizzBeeReaderTests.election

  @Test("A run without a counterexample is told as what it is")
  func passed() {
    let passed = FizzBeeReading(
      "Model checking x\nStateSpaceOptions: options:{}\nPASSED: Model checker completed\n")
    #expect(
      passed.errors.map(\.description) == [
        "t: found a run that ends with \"PASSED: Model checker completed\", expected the path to a failure, which FizzBee prints between lines of ------"
      ])
    #expect(passed.events == [])
    #expect(FizzBeeReading("Model checking x\n").errors.count == 1)
  }

  @Test("A console that is cut at any line is read as far as its states are whole")
  func cutConsole() {
    let lines = path.console.split(separator: "\n", omittingEmptySubsequences: false)
    let whole = FizzBeeReading(path.console)
    for count in lines.indices {
      let reading = FizzBeeReading(lines[..<count].joined(separator: "\n"), symbols: whole.symbols)
      #expect(reading.errors.count <= 1)
      let told = reading.events.map(\.kind)
      #expect(told.count <= whole.events.count)
      for (read, expected) in zip(told, whole.events.map(\.kind)) where read != expected {
        // Only the last step may be an unfinished one.
        #expect(reading.events.last?.kind == read, "\(count) lines")
      }
    }
  }

  @Test(
    "A wrong value is an error with its place, and the steps before it are kept",
    arguments: [
      (#"votedFor = Server0, log = [(0, "")], commitIndex = 0, leaderId = None)"#, "votedFor = ", "t:22:"),
      ("mode = \"Candidate\"", "mode = \"Candidate", "t:22:"), ("term = 1,", "term = [1,", "t:22:"),
      ("state: {\"nodes\"", "state: {\"nodes", "t:"),
    ])
  func wrongValues(old: String, new: String, place: String) throws {
    let lines = path.console.split(separator: "\n", omittingEmptySubsequences: false)
    let target = try #require(lines.indices.first { $0 >= 20 && lines[$0].contains(old) })
    var text = lines.map(String.init)
    text[target] = text[target].replacing(old, with: new)
    let reading = FizzBeeReading(text.joined(separator: "\n"))
    #expect(reading.errors.count == 1)
    #expect(reading.errors.first?.line == target + 1)
    #expect(reading.errors.first?.column != nil)
    #expect(reading.events.count >= 2)
  }

  @Test(
    "JSON that is no path is an error with its place",
    arguments: [
      ("[{\"Node\":{\"roles\":7}}]", "t:1:19: found \"7\", expected an array"),
      ("[{\"Node\":{\"roles\":[]},\"Name\":\"Init\"}]", "t:1: found no variables"),
      ("[{\"Node\":{\"roles\":[]},\"Name\":7}]", "t:1:30: found"),
      ("[{\"Node\":{\"roles\":[]}},{\"Name\":\"x\"}]", "t:1: found a link without \"Node\""),
      ("[{\"Node\":{\"roles\":[]}}", "t:1:"),
    ])
  func json(text: String, complaint: String) {
    let errors = FizzBeeReading(text).errors
    #expect(errors.count == 1)
    #expect(errors.first.map { "\($0)".hasPrefix(complaint) } == true, "\(errors)")
  }

  @Test(
    "Values within values end in an error, not a crash",
    arguments: ["[", "(", "{1: ", "struct(a = ", "set(["])
  func depth(opening: String) {
    let value = String(repeating: opening, count: 20_000)
    let text = "------\nInit\n--\nstate: {}\nServer#0: fields(term = \(value))\n------\n"
    let reading = FizzBeeReading(text)
    #expect(reading.errors.count == 1)
    #expect(reading.errors.first?.line == 5)
  }

  @Test("A wrong protobuf is an error, not a crash", arguments: 1...UInt64(6))
  func bundles(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    let bundle = path.bundle
    for _ in 0..<80 {
      _ = FizzBeeReading(random.mutated(bundle.nodes), name: "/nowhere/nodes_errors.pb")
      _ = FizzBeeReading(random.mutated(bundle.links))
    }
  }

  @Test("Mutilated paths end with positions and without a crash", arguments: 1...UInt64(6))
  func mutilated(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    for text in [path.json, path.console] {
      for _ in 0..<80 {
        let reading = FizzBeeReading(random.mutated(Array(text.utf8)))
        #expect(reading.tally.events == reading.events.count)
        #expect(reading.errors.count <= 1)
        #expect(reading.errors.allSatisfy { $0.file == "t" })
      }
    }
    for _ in 0..<60 {
      _ = FizzBeeReading((0..<400).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }
}
