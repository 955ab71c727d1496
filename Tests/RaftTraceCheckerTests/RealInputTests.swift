import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "Real logs and traces get the verdict they deserve",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct RealInputTests {
  private func check(_ files: [String], symbols: TraceSymbols = TraceSymbols()) throws -> CheckReport {
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

  @Test(
    "etcd's server logs conform, in any order of the files, at the default level too",
    arguments: [
      "etcd-3.5/s1-clean", "etcd-3.5/s1b-default-level", "etcd-3.5/s2-kill9-leader",
      "etcd-3.5/s3-partition-leader",
      "etcd-3.5/s5-members-transfer", "etcd-3.5/s6-snapshot-install", "etcd-3.4/s1-clean",
      "etcd-3.4/s1b-default-level", "etcd-3.4/s3-partition-leader", "etcd-3.4-capnslog/s1-clean",
      "etcd-3.4-capnslog/s3-partition-leader",
    ])
  func etcdLogs(_ scenario: String) throws {
    let files = SharedFiles.files(in: "logs/\(scenario)", endingIn: [".log", ".log.gz"])
    try #require(files.count >= 3)
    for order in [files, files.reversed()] {
      let report = try check(order)
      #expect(report.verdict == .conforms)
      #expect(report.violated == [])
      #expect(report.status(.electionSafety) == .held)
      #expect(report.status(.voteUpToDate) == .held)
    }
  }

  @Test("Two of three wiped disks: two leaders of term 2, with their two lines as witnesses")
  func wipedMajority() throws {
    let files = SharedFiles.files(in: "logs/etcd-3.5/s8-wipe-majority", endingIn: [".log.gz"])
    for order in [files, files.reversed()] {
      let symbols = TraceSymbols()
      let report = try check(order, symbols: symbols)
      #expect(report.verdict == .violates)
      let violation = try #require(report.violations.first { $0.property == .electionSafety })
      let lines = violation.witnesses.map { symbols.describe($0.position).split(separator: "/").last }
      #expect(Set(lines) == ["n3.log.gz:82", "n2.log.gz:731"])
    }
  }

  @Test("A wiped server elects a leader without committed entries")
  func lostCommits() throws {
    let files = SharedFiles.files(in: "logs/etcd-3.4/s8b-wipe-one-loses-commits", endingIn: [".log.gz"])
    let report = try check(files)
    #expect(report.violated.contains(.leaderCompleteness))
  }

  @Test("Traces of etcd's raft library conform")
  func etcdTraces() throws {
    let files = SharedFiles.files(in: "traces/etcd-raft", endingIn: [".ndjson.gz"])
    try #require(files.count > 10)
    for file in files {
      let report = try check([file])
      #expect(report.violated == [], "\(file)")
      #expect(report.verdict == .conforms, "\(file)")
    }
  }

  @Test("A server that votes twice is found at the second vote, its unmodified twin conforms")
  func doubleVote() throws {
    let twins = SharedFiles.files(in: "traces/etcd-raft-faulty", endingIn: [".ok.ndjson"])
    try #require(twins.count == 3)
    for twin in twins { #expect(try check([twin]).violated == [], "\(twin)") }
    let mutated = SharedFiles.files(in: "traces/etcd-raft-faulty", endingIn: ["double_vote.mut.ndjson"])
    let report = try check(mutated)
    #expect(report.violated.isSuperset(of: [.electionSafety, .oneVotePerTerm]))
    #expect(report.violations.compactMap(\.firstUnexplained).map(\.line).min() == 26)
  }

  @Test("A leader that commits without acknowledgements is found at the commit")
  func commitWithoutQuorum() throws {
    let mutated = SharedFiles.files(in: "traces/etcd-raft-faulty", endingIn: ["commit_quorum.mut.ndjson"])
    let report = try check(mutated)
    #expect(report.violated.contains(.commitQuorum))
    #expect(report.violations.compactMap(\.firstUnexplained).map(\.line).min() == 33)
  }

  @Test("A follower that takes entries behind a mismatch is found at its acknowledgement")
  func missingPreviousCheck() throws {
    let mutated = SharedFiles.files(in: "traces/etcd-raft-faulty", endingIn: ["no_prevlog_check.mut.ndjson"])
    let report = try check(mutated)
    #expect(report.violated.contains(.prevLogConform))
    #expect(report.violations.compactMap(\.firstUnexplained).map(\.line).min() == 131)
  }
}
