import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Database files of OVSDB in a cluster")
struct OVSDBFileTests {
  private static func file(_ records: [String]) -> String {
    records.map { "OVSDB CLUSTER \($0.utf8.count + 1) 0123456789012345678901234567890123456789\n\($0)\n" }
      .joined()
  }

  private static let records = [
    #"{"server_id":"e0be9fff-0000","prev_index":1,"prev_term":1,"prev_servers":{"e0be9fff-0000":"tcp:1"}}"#,
    #"{"vote":"fcba2547-0000","term":2}"#, #"{"leader":"fcba2547-0000","term":2}"#,
    #"{"term":2,"index":2,"eid":"a","data":[null,{}]}"#, #"{"term":2,"index":3,"eid":"b","data":[]}"#,
    #"{"commit_index":2}"#, #"{"term":3}"#, #"{"note":"left"}"#, #"{"term":3,"index":3}"#,
    #"{"commit_index":3}"#,
  ]

  private static let story = [
    "2 start", "2 snapshot 1", "2 members", "4 term 2 for fcba", "6 follow fcba", "8 append 2 (2)",
    "10 append 3 (2)", "12 commit 2 (2)", "14 term 3 for ?", "18 cut 3", "18 append 3 (3)", "20 commit 3 (3)",
  ]

  @Test("Terms, votes, leaders, entries, what overwrites them, and commits are told")
  func reading() {
    let reading = DurableReading(Self.file(Self.records))
    #expect(reading.format == "ovsdb-file")
    #expect(reading.errors.isEmpty)
    #expect(reading.story == Self.story)
    #expect(reading.events.allSatisfy { reading.symbols[$0.server] == "e0be" })
  }

  @Test("A last record that is cut is what a crash leaves")
  func torn() {
    let whole = Array(Self.file(Self.records).utf8)
    let start = Array(Self.file(Array(Self.records.dropLast())).utf8).count
    for length in start..<whole.count {
      let reading = DurableReading(Array(whole.prefix(length)))
      #expect(reading.errors.isEmpty)
      #expect(reading.story == Self.story.dropLast())
    }
  }

  @Test("A record of another length than it says is a fault; what came before is kept")
  func wrongLength() {
    let text = Self.file(Self.records).replacing(#"{"commit_index":2}"#, with: #"{"commit_index":22}"#)
    let reading = DurableReading(text)
    #expect(reading.errors.map { $0.line } == [12])
    #expect(reading.story == Array(Self.story.prefix(7)))
  }

  @Test("Changed bytes never crash the reader", arguments: [UInt64(6), 7])
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let whole = Array(Self.file(Self.records).utf8)
    for _ in 0..<1_000 {
      var bytes = whole
      let place = Int.random(in: 14..<bytes.count, using: &random)
      bytes[place] = UInt8.random(in: 0...255, using: &random)
      let reading = DurableReading(Array(bytes.prefix(Int.random(in: place...bytes.count, using: &random))))
      #expect(reading.errors.allSatisfy { $0.line != nil }, "seed \(seed), byte \(place)")
    }
  }
}
