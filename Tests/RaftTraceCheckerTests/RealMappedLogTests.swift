import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "Real logs of hashicorp/raft, dqlite and PySyncObj get the verdict they deserve",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct RealMappedLogTests {
  private func check(_ files: [String], _ symbols: TraceSymbols = TraceSymbols()) throws -> CheckReport {
    var input = try TraceInput(paths: files, table: FormatTable(), symbols: symbols)
    var checker = TraceChecker(symbols: symbols)
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      for event in events { checker.consider(event, dialect: input.dialect(of: batch.file)) }
      events.removeAll(keepingCapacity: true)
    }
    #expect(input.hasErrors == false)
    return checker.finish()
  }

  private func files(_ scenario: String) -> [String] {
    SharedFiles.files(in: "logs/\(scenario)", endingIn: [".log", ".log.gz"])
  }

  @Test(
    "Correct runs conform, in any order of the files",
    arguments: [
      "hashicorp-1.1/s1-clean", "hashicorp-1.7/s1-clean", "hashicorp-1.7/s1j-clean-json-format",
      "hashicorp-1.7/s2-kill9-leader", "hashicorp-1.7/s3-partition-leader",
      "hashicorp-1.7/s5-members-transfer",
      "dqlite/s1-clean", "dqlite/s2-kill9-leader", "pysyncobj/s1-clean", "pysyncobj/s1s-clock-skew",
      "pysyncobj/s2-kill9-leader",
    ])
  func correctRuns(_ scenario: String) throws {
    let files = files(scenario)
    try #require(files.count >= 3)
    for order in [files, files.reversed()] {
      let report = try check(order)
      #expect(report.violated == [])
      #expect(report.verdict == .conforms)
    }
  }

  @Test("hashicorp/raft with two of three disks wiped: two leaders of term 2")
  func wipedMajority() throws {
    let files = files("hashicorp-1.7/s8b-wipe-majority")
    for order in [files, files.reversed()] {
      let symbols = TraceSymbols()
      let report = try check(order, symbols)
      let violation = try #require(report.violations.first { $0.property == .electionSafety })
      let lines = violation.witnesses.map { symbols.describe($0.position).split(separator: "/").last }
      #expect(Set(lines) == ["n3.log:20", "n1.log:30"])
    }
  }

  @Test("dqlite with a restored backup: the leader of term 2 lacks what was committed in term 1")
  func restoredBackup() throws {
    let report = try check(files("dqlite/s8-restored-backup-loses-commits"))
    #expect(report.violated.contains(.leaderCompleteness))
  }

  @Test("PySyncObj without a journal: two values at one index, and applied entries truncated")
  func noJournal() throws {
    let report = try check(files("pysyncobj/s8-default-no-journal"))
    #expect(report.violated.contains(.stateMachineSafety))
    #expect(report.violated.contains(.committedNeverOverwritten))
  }
}
