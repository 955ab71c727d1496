import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Write-ahead logs of etcd")
struct EtcdWALTests {
  private static var log: WALWriter {
    var log = WALWriter()
    log.metadata(node: 0x8e9e_05c5_2164_694d)
    log.snapshot(0, term: 0)
    log.entry(1, term: 1, "n1", isChange: true)
    log.state(term: 2, vote: 0xa1, commit: 1)
    log.entry(2, term: 2, "put a")
    log.entry(3, term: 2, "put b")
    log.state(term: 3, vote: 0, commit: 2)
    log.entry(3, term: 3, "put c")
    log.state(term: 3, vote: 0, commit: 3)
    return log
  }

  private static let story = [
    "2 start", "4 append 1 (1)", "5 term 2 for a1", "5 commit 1 (1)", "6 append 2 (2)", "7 append 3 (2)",
    "8 term 3 for nobody", "8 commit 2 (2)", "9 cut 3", "9 append 3 (3)", "10 term 3 for nobody",
    "10 commit 3 (3)",
  ]

  @Test("Terms, votes, entries, what overwrites them, and commits are told")
  func records() {
    let reading = DurableReading(Self.log.bytes)
    #expect(reading.format == "etcd-wal")
    #expect(reading.errors.isEmpty)
    #expect(reading.story == Self.story)
    #expect(reading.events.allSatisfy { reading.symbols[$0.server] == "8e9e05c52164694d" })
  }

  @Test("The space behind the last record is no fault")
  func reservedSpace() {
    var log = Self.log
    log.reserve(4096)
    #expect(DurableReading(log.bytes).story == Self.story)
  }

  @Test("A snapshot behind the end of the log replaces it")
  func snapshot() {
    var log = Self.log
    log.snapshot(2, term: 2)
    log.snapshot(20, term: 3)
    log.entry(21, term: 3, "x")
    #expect(
      DurableReading(log.bytes).story
        == Self.story + ["11 own snapshot 2", "12 snapshot 20", "13 append 21 (3)"])
  }

  @Test("A dump tells the same, payloads too")
  func dump() {
    let dump = DurableReading(
      """
      {"wal": "0", "rec": "metadata", "node": "8e9e05c52164694d", "cluster": "9"}
      {"wal": "0", "rec": "state", "term": 2, "vote": "a1", "commit": 0}
      {"wal": "0", "rec": "entry", "term": 2, "index": 1, "type": "normal", "bytes": 0, "sha1": "da39a3ee5e"}
      {"wal": "0", "rec": "entry", "term": 2, "index": 2, "type": "normal", "bytes": 3, "sha1": "a9993e3647"}

      """)
    var log = WALWriter()
    log.metadata(node: 0x8e9e_05c5_2164_694d)
    log.state(term: 2, vote: 0xa1, commit: 0)
    log.entry(1, term: 2)
    log.entry(2, term: 2, "abc")
    #expect(dump.format == "etcd-wal-dump")
    #expect(dump.errors.isEmpty)
    #expect(dump.events.map(\.kind) == DurableReading(log.bytes).events.map(\.kind))
  }

  @Test("A log that is cut anywhere is read as far as its records are whole, without an error")
  func torn() {
    let log = Self.log
    for length in log.ends[1]...log.bytes.count {
      let reading = DurableReading(Array(log.bytes.prefix(length)))
      #expect(reading.errors.isEmpty)
      let records = log.ends.count { $0 <= length }
      #expect(reading.story == Self.story.filter { Int($0.split(separator: " ")[0])! <= records })
    }
  }

  @Test("A changed byte is told with its record, and what came before is kept", arguments: [UInt64(4), 5])
  func corrupted(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let log = Self.log
    for _ in 0..<1_000 {
      var bytes = log.bytes
      // The frames by which the format is recognized stay.
      let place = Int.random(in: log.ends[1]..<bytes.count, using: &random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      let reading = DurableReading(bytes)
      let before = log.ends.count { $0 <= place }
      let kept = Self.story.filter { Int($0.split(separator: " ")[0])! <= before }
      #expect(Array(reading.story.prefix(kept.count)) == kept, "seed \(seed), byte \(place)")
      #expect(reading.errors.allSatisfy { $0.line == before + 1 }, "seed \(seed), byte \(place)")
    }
  }

  @Test("Data whose check sum does not fit are not believed")
  func checkSum() {
    let log = Self.log
    var bytes = log.bytes
    let data = bytes.indices.last { bytes[$0] == UInt8(ascii: "b") && bytes[$0 - 1] == UInt8(ascii: " ") }!
    bytes[data] = UInt8(ascii: "x")
    let reading = DurableReading(bytes)
    #expect(reading.errors.count == 1)
    #expect(reading.errors.first?.line == 7)
    #expect(reading.story == Array(Self.story.prefix { !$0.hasPrefix("7") }))
  }
}
