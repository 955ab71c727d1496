import Testing
import TraceFormat

@Suite("etcd's raft library: lines that are no events, and lines that cannot be read")
struct EtcdRaftMalformedTests {
  private let good = EtcdRaftFixtureLine(name: "Ready", log: "4").text

  @Test("Other lines are counted and passed over, JSON or not")
  func otherLines() {
    let text = """
      2024/04/05 INFO: 1 became leader at term 2

      {"level":"debug","tag":"config","event":{"name":7}}
      {"level":"debug","msg":"trace","tag":["trace"]}
      ["trace"]
      \(good)
      """
    let reading = EtcdRaftReading(text: text)
    #expect(reading.errors.isEmpty)
    #expect(reading.events.map(\.position.line) == [6, 6])
    #expect(reading.tally.lines == 6)
    #expect(reading.tally.linesWithoutEvents == 5)
    #expect(reading.tally.events == 2)
    #expect(reading.tally.badLines == 0)
    #expect(reading.dialect.isComplete)
  }

  @Test(
    "A broken object is an error with file and line, and reading goes on behind it",
    arguments: [
      #"{"tag":"trace","event":{"name":"Ready","nid":"1""#,
      #"{"tag":"other" "event":1}"#,
      #"{"tag":"trace","event":{"name":"Ready","nid":1}}"#,
      #"{"tag":"trace","event":{"name":"Ready","nid":"1","state":{"term":-1}}}"#,
      #"{"tag":"trace","event":{"name":"Ready","nid":"1","log":4.5}}"#,
      #"{"tag":"trace","event":{"name":"Ready","nid":"1","conf":[["1",2],[]]}}"#,
      #"{"tag":"trace","event":{"nid":"1"}}"#,
      #"{"tag":"trace","event":{"name":"Ready"}}"#,
      #"{"tag":"trace","event":{"name":"SendAppendEntriesRequest","nid":"1"}}"#,
      #"{"tag":"trace"}"#,
      #"{"tag":"trace","event":{"name":"Ready","nid":"1"}} {}"#,
    ])
  func brokenLine(line: String) {
    let reading = EtcdRaftReading(text: "\(good)\n\(line)\n\(good)\n")
    #expect(reading.errors.map(\.file) == ["n1.ndjson"])
    #expect(reading.errors.map(\.line) == [2])
    #expect(reading.events.map(\.position.line) == [1, 1, 3, 3])
    #expect(reading.tally.badLines == 1)
    #expect(reading.tally.lines == 3)
    #expect(!reading.dialect.isComplete)
  }

  @Test("The same broken membership is an error on each line that shows it")
  func brokenMembershipTwice() {
    let broken = EtcdRaftFixtureLine(name: "Ready", conf: #"[["1",2],[]]"#).text
    #expect(EtcdRaftReading(text: "\(broken)\n\(broken)\n").errors.map(\.line) == [1, 2])
  }

  @Test("Numbers hold all 64 bits; larger ones are errors that say where they stand")
  func largeNumbers() throws {
    let largest = EtcdRaftFixtureLine(name: "Ready", term: "18446744073709551615", log: "4").text
    let tooLarge = EtcdRaftFixtureLine(name: "Ready", term: "18446744073709551616", log: "4").text
    let reading = EtcdRaftReading(text: "\(largest)\n\(tooLarge)\n")
    #expect(reading.events.last?.observation.currentTerm == .known(Term(.max)))
    let error = try #require(reading.errors.first)
    let digits = try #require(tooLarge.utf8.firstRange(of: "18446744073709551616".utf8))
    #expect(error.line == 2)
    #expect(error.column == tooLarge.utf8.distance(from: tooLarge.startIndex, to: digits.lowerBound) + 1)
    guard case .numberOutOfRange = error.kind else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("A lost line may have been a restart: what servers showed before it is forgotten")
  func lostLine() {
    let commit = EtcdRaftFixtureLine(name: "Commit", commit: "2", role: "StateLeader", log: "6")
    let loading = EtcdRaftFixtureLine(name: "ApplyConfChange", term: "0", log: "6", conf: "[[],[]]")
    var later = commit
    later.commit = "1"
    let reading = EtcdRaftReading(
      text: [commit.text, "{", loading.text, later.text, ""].joined(separator: "\n"))
    #expect(!reading.kinds.contains { $0.name == .committed })
    #expect(reading.events.first { $0.position.line == 3 }?.observation.currentTerm == .unknown)
    #expect(reading.events.last?.observation.commitIndex == .known(LogIndex(1)))
  }

  @Test("A line that is too long is counted as a bad line")
  func longLine() {
    let lines = LineReader(
      ByteSource(bytes: Array("\(good)\n\(good)\(String(repeating: " ", count: 400))\n\(good)\n".utf8)),
      lineLengthMaximum: 400)
    var reader = EtcdRaftTraceReader(lines, symbols: TraceSymbols())
    var events: [TraceEvent] = []
    #expect(throws: ReadingError.self) { _ = try reader.read(into: &events) }
    #expect(events.count == 2)
    #expect((try? reader.read(into: &events)) == false)
    #expect(events.last?.position.line == 3)
    #expect(reader.tally.lines == 3)
    #expect(reader.tally.badLines == 1)
    #expect(reader.tally.events == 4)
  }

  @Test("Keys may come in any order, with white space and escapes, and unknown ones between")
  func anyOrder() throws {
    let line = #"""
      {"event" : {"x":[{}], "log":4, "nid":"\u0031", "name":"\u0052eady", "role":"StateFollower",
      "state":{"commit":2,"y":null,"term":3}} , "ts":1, "tag":"trace"}
      """#
    let reading = EtcdRaftReading(text: line.replacing("\n", with: ""))
    let event = try #require(reading.events.last)
    #expect(event.server == reading.server("1"))
    #expect(event.observation.currentTerm == .known(Term(3)))
    #expect(event.observation.votedFor == .unknown)
    #expect(event.time == .known(WallTime(nanoseconds: 1_000_000_000)))
  }
}
