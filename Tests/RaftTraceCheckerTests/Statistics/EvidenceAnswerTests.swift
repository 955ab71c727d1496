import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Statistics: restarts, members, replication and what is missing")
struct EvidenceAnswerTests {
  @Test("a restart with its state, the time to rejoin, and what went back")
  func restarts() throws {
    let trace = StatisticsTrace.leaderKilled
    let restart = try #require(trace.findings(.restarts).first { $0.kind == .restarted })
    #expect(restart.server == trace.id("n1") && restart.term == Term(1) && restart.index == LogIndex(2))
    #expect(restart.duration?.lower == .known(StatisticsTrace.step))
    #expect(!trace.findings(.restarts).contains { $0.kind != .restarted })
    let forgetful = StatisticsTrace { trace in
      trace.start("n1", term: 4, last: 9)
      trace.start("n1", term: 2, last: 3)
    }
    #expect(forgetful.findings(.restarts).map(\.kind) == [.termWentBack, .logWentBack, .restarted])
  }

  @Test("memberships in order, and who is in none")
  func memberships() {
    let trace = StatisticsTrace { trace in
      let ids = ["n1", "n2", "n3"].map { trace.id($0) }
      for count in 1...3 {
        let id = trace.symbols.configuration(Configuration(voters: Array(ids.prefix(count))))
        trace.add("n1", .configurationInUse(ConfigurationChange(configuration: id)))
      }
      trace.receive("n1", from: "n9", term: 1, StatisticsTrace.ask)
    }
    #expect(
      trace.findings(.membership).map(\.kind) == [.outsideConfiguration]
        + Array(repeating: .configuration, count: 3))
    #expect(trace.findings(.missingEvidence).filter { $0.kind == .noLogOf }.count == 3)
  }

  @Test("from append to commit by the leader's clock")
  func latency() throws {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.append("n1", [trace.entry(1, term: 1)])
      trace.append("n1", [trace.entry(2, term: 1)])
      trace.commit("n1", 1)
      trace.commit("n1", 2)
    }
    let finding = try #require(trace.findings(.commitLatency).first)
    #expect(finding.count == 2)
    #expect(finding.duration?.upper == .known(2 * StatisticsTrace.step))
  }

  @Test("how far a follower is behind by what it acknowledges")
  func lag() {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.add("n1", .observed) { $0.lastLogIndex = .known(LogIndex(9)) }
      for match: UInt64 in [2, 8] {
        let answer = AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(match)))
        trace.receive("n1", from: "n2", term: 1, .appendEntriesResponse(answer))
      }
    }
    let finding = trace.findings(.replicationLag).first
    #expect(finding?.count == 7 && finding?.total == 1)
  }

  @Test("a quorum without room, where every voter's lines are there")
  func margin() {
    let findings = StatisticsTrace.leaderKilled.findings(.quorumMargin)
    #expect(findings.map(\.count) == [3, 3] && findings.map(\.total) == [3, 3])
  }

  @Test("what nothing shows is not observable")
  func nothing() throws {
    let trace = StatisticsTrace { trace in trace.add("n1", .observed) }
    let group = try #require(trace.report.groups.first)
    for answer in group.answers where answer.question != .missingEvidence && answer.question != .restarts {
      #expect(answer.confidence == .notObservable, "\(answer.question)")
      #expect(!answer.missing.isEmpty, "\(answer.question)")
    }
  }

  @Test("lines of a process beside its groups make no group")
  func besideGroups() {
    let trace = StatisticsTrace { trace in
      trace.add("n1", .serverNamed(trace.symbols.name("one")))
      trace.role("n1", .leader, term: 2, group: "a")
    }
    #expect(trace.report.groups.map { trace.builder.symbols[$0.group] } == ["a"])
  }
}

@Suite(
  "Statistics of real logs say what was done",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct RealStatisticsTests {
  private func group(_ scenario: String) throws -> (StatisticsReport.Group, TraceSymbols) {
    let files = SharedFiles.files(in: "logs/\(scenario)", endingIn: [".log", ".log.gz"])
    let trace = try TestTrace(paths: files)
    var collector = StatisticsCollector(symbols: trace.symbols)
    for line in trace.lines { collector.consider(line.event, dialect: line.dialect) }
    return (try #require(collector.finish().groups.last), trace.symbols)
  }

  @Test(
    "the first leader was killed, or cut off",
    arguments: [
      ("etcd-3.5/s2-kill9-leader", [FindingReason.died]),
      ("etcd-3.5/s3-partition-leader", [.steppedDownAlone]),
      ("hashicorp-1.7/s2-kill9-leader", [.died]), ("hashicorp-1.7/s3-partition-leader", [.steppedDownAlone]),
      ("dqlite/s2-kill9-leader", [.died]), ("rabbitmq-3.10/s2-kill9-leader", [.died]),
      ("ovsdb-3.1/s3-partition-leader", [.timeoutAfterSilence, .higherTerm]),
    ])
  func first(scenario: String, reasons: [FindingReason]) throws {
    let findings = try #require(try group(scenario).0.answer(.depositions)).findings
    #expect(Array(findings.prefix(reasons.count).map(\.reason)) == reasons)
  }
}
