import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: lines that are no events, and lines that cannot be read")
struct CCFMalformedTests {
  private let good = CCFFixtureLine("become_follower", "1").text

  @Test("Other lines, and the driver's commands, are counted and passed over")
  func otherLines() {
    let text = """
      <RaftDriver>  0-->1: connect

      {"tag":"raft_trace","cmd":"trust_node,2,1"}
      {"tag":"other","msg":{"function":7}}
      ["raft_trace"]
      \(good)
      """
    let reading = CCFReading(text: text)
    #expect(reading.errors.isEmpty)
    #expect(reading.events.map(\.position.line) == [6])
    #expect(reading.tally.lines == 6)
    #expect(reading.tally.linesWithoutEvents == 5)
    #expect(reading.dialect.isComplete)
  }

  @Test(
    "A broken object is an error with file and line, and reading goes on behind it",
    arguments: [
      #"{"tag":"raft_trace","msg":{"function":"commit""#,
      #"{"tag":"raft_trace","msg":{"state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"commit","state":{}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"commit","state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"replicate","state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"bootstrap","state":{"node_id":"0","last_idx":2}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"add_configuration","state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"send_append_entries","state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"recv_request_vote","packet":{},"state":{"node_id":"0"}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"commit","state":{"node_id":"0","last_idx":-1}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"commit","state":{"node_id":"0","last_idx":4.5}}}"#,
      #"{"tag":"raft_trace","msg":{"function":"commit","state":{"node_id":true}}}"#,
      #"{"tag":"raft_trace","msg":[]}"#,
      #"{"tag":"raft_trace","msg":{}} {}"#,
    ])
  func brokenLine(line: String) {
    let reading = CCFReading(text: "\(good)\n\(line)\n\(good)\n")
    #expect(reading.errors.map(\.file) == ["ccf.ndjson"])
    #expect(reading.errors.map(\.line) == [2])
    #expect(reading.events.map(\.position.line) == [1, 3])
    #expect(reading.tally.badLines == 1)
    #expect(!reading.dialect.isComplete)
  }

  @Test("Behind a lost line nothing that was shown before holds, and no server is new")
  func lostLine() {
    let blank = CCFFixtureLine("become_follower", "2", view: 0, last: 0, commit: 0)
    let shorter = CCFFixtureLine("become_follower", "1", last: 1)
    let reading = CCFReading(text: "\(good)\n{\n\(shorter.text)\n\(blank.text)\n")
    #expect(reading.kinds == [.roleChanged(.follower), .roleChanged(.follower), .roleChanged(.follower)])
  }

  @Test("Indices at the end of 64 bits are read, and what they span is only counted")
  func largeNumbers() throws {
    let largest = "18446744073709551615"
    let packet = CCFFixtureLine.append((2, 0), (2, 9)).replacing("\"idx\":9", with: "\"idx\":\(largest)")
    let text = [
      CCFFixtureLine("recv_append_entries", "1", last: 0, more: packet + CCFFixtureLine.from("0")).text,
      good.replacing("\"last_idx\":2", with: "\"last_idx\":\(largest)"),
      CCFFixtureLine("execute_append_entries_sync", "1").text
        .replacing("\"last_idx\":2", with: "\"last_idx\":\(largest)"),
      CCFFixtureLine("become_follower", "1", view: 3).text,
    ].joined(separator: "\n")
    let reading = CCFReading(text: text)
    #expect(reading.errors.isEmpty)
    guard case .entriesAppended(let batch)? = reading.kinds(at: 2).last else {
      Issue.record("\(reading.kinds)")
      return
    }
    #expect(batch.entries.count == 1_024)
    #expect(!batch.isWhole)
    #expect(reading.kinds.last == .logTruncated(from: LogIndex(3)))
  }

  @Test(
    "Bytes that are changed at random never stop the reader, and errors say where they are",
    arguments: 0..<200)
  func fuzz(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let lines = [
      CCFFixtureLine.bootstrap("0").text, good,
      CCFFixtureLine(
        "recv_append_entries", "1", more: CCFFixtureLine.append((2, 2), (2, 4)) + CCFFixtureLine.from("0")
      ).text,
      CCFFixtureLine("execute_append_entries_sync", "1").text,
      CCFFixtureLine("add_configuration", "0", role: "Leader", more: CCFFixtureLine.adds(3, ["0", "1"])).text,
      CCFFixtureLine("commit", "0", last: 3, more: CCFFixtureLine.commits(3)).text,
    ]
    var bytes: [UInt8] = []
    for _ in 0..<20 { bytes += Array(random.element(of: lines).utf8) + [10] }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let reading = CCFReading(ByteSource(bytes: bytes, name: "ccf.ndjson"))
    #expect(reading.errors.allSatisfy { $0.line != nil }, "seed \(seed)")
    #expect(reading.tally.badLines == reading.errors.count, "seed \(seed)")
    #expect(reading.tally.events == reading.events.count, "seed \(seed)")
  }
}
