import FoundationEssentials
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// Correct runs, of whose logs something is missing.
///
/// `RAFT_TRACE_LOG_SEEDS` is how many seeds are tried of each kind, 1 unless given.
@Suite(
  "However logs of correct runs are damaged, nothing is violated",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct LogRobustnessTests {
  /// What happens to logs.
  enum Damage: CaseIterable, Sendable {
    case linesAreMissing, blockIsMissing, endIsCut, beginIsCut, fileIsMissing, filesAreJoined
  }

  private static let seeds = Int(ProcessInfo.processInfo.environment["RAFT_TRACE_LOG_SEEDS"] ?? "") ?? 1

  private static let scenarios = [
    "etcd-3.4-capnslog/s3-partition-leader", "etcd-3.4/s3-partition-leader", "etcd-3.5/s1b-default-level",
    "hashicorp-1.1/s1-clean", "hashicorp-1.7/s1j-clean-json-format", "hashicorp-1.7/s2-kill9-leader",
    "dqlite/s1-clean", "pysyncobj/s2-kill9-leader", "pysyncobj/s1s-clock-skew", "nats-2.9/s1-clean",
    "nats-2.15/s3-partition-leader", "ovsdb-3.1/s5-members-transfer", "rabbitmq-3.10/s1-clean",
  ]

  @Test(arguments: scenarios)
  func `A damaged log violates nothing`(scenario: String) throws {
    let files = SharedFiles.files(in: "logs/\(scenario)", endingIn: [".log", ".log.gz"])
    try #require(files.count >= 3)
    let logs = try files.map { path in
      let lines = LineReader(try ByteSource(path: path))
      return try lines.readToEnd(lengthMaximum: 1 << 28)
    }
    for damage in Damage.allCases {
      for seed in 0..<Self.seeds {
        var random = SeededRandom(seed: UInt64(seed))
        let damaged = Self.damaged(logs, damage, &random)
        let report = try Self.check(damaged)
        #expect(report.violated == [], "\(scenario), \(damage), seed \(seed)")
      }
    }
  }

  /// Checks the logs that are left of what can be recognized.
  private static func check(_ logs: [[UInt8]]) throws -> CheckReport {
    let symbols = TraceSymbols()
    let table = FormatTable()
    let sources = logs.enumerated().filter { log in
      (try? table.guess(Array(log.element.prefix(FormatTable.prefixLength)), file: "log")) != nil
    }.map { ByteSource(bytes: $0.element, name: "x\($0.offset).log") }
    var checker = TraceChecker(symbols: symbols)
    var input = try TraceInput(
      sources: sources, table: table, symbols: symbols, continuesBehindBadLines: true)
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      for event in events { checker.consider(event, dialect: input.dialect(of: batch.file)) }
      events.removeAll(keepingCapacity: true)
    }
    return checker.finish()
  }

  private static func damaged(
    _ logs: [[UInt8]], _ damage: Damage, _ random: inout SeededRandom
  ) -> [[UInt8]] {
    var logs = logs.shuffled(using: &random)
    switch damage {
    case .linesAreMissing:
      let share = [0.02, 0.2, 0.5, 0.8].randomElement(using: &random) ?? 0.5
      return logs.map { withoutLines($0, share, &random) }
    case .blockIsMissing:
      return logs.map { log in
        var lines = lines(log)
        let start = Int.random(in: 0...lines.count, using: &random)
        lines.removeSubrange(start..<Int.random(in: start...lines.count, using: &random))
        return Array(lines.joined())
      }
    case .endIsCut: return logs.map { Array($0.prefix(Int.random(in: 0...$0.count, using: &random))) }
    case .beginIsCut: return logs.map { Array($0.suffix(Int.random(in: 0...$0.count, using: &random))) }
    case .fileIsMissing: return logs.dropLast()
    case .filesAreJoined:
      let last = logs.removeLast()
      logs[0] += last
      return logs
    }
  }

  private static func withoutLines(
    _ log: [UInt8], _ share: Double, _ random: inout SeededRandom
  ) -> [UInt8] {
    Array(lines(log).filter { _ in Double.random(in: 0..<1, using: &random) >= share }.joined())
  }

  /// The lines with their newlines.
  private static func lines(_ log: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while let newline = log[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(log[start...newline])
      start = newline + 1
    }
    if start < log.count { lines.append(log[start...]) }
    return lines
  }
}
