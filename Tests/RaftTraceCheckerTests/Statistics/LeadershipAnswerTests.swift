import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Statistics: who led, who deposed whom, and when nobody led")
struct LeadershipAnswerTests {
  @Test("a killed leader is told as one, and nobody leads from the loss to the first commit")
  func killed() throws {
    let trace = StatisticsTrace.leaderKilled
    let deposition = try #require(trace.findings(.depositions).first)
    #expect(deposition.reason == .died)
    #expect(deposition.server == trace.id("n1") && deposition.others == [trace.id("n2")])
    let gap = try #require(trace.findings(.noLeader).last { $0.term == Term(2) })
    #expect(gap.reason == .firstSign || gap.reason == .firstCommit)
    let bounds = try #require(gap.duration)
    #expect(bounds.clock == trace.id("n2"))
    // From becoming a candidate to the commit behind the first shown one.
    #expect(try #require(bounds.lower.value) == 7 * StatisticsTrace.step)
  }

  @Test("a transfer is told by TimeoutNow")
  func transfer() {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.send("n1", to: "n2", term: 1, .timeoutNow)
      trace.role("n2", .candidate, term: 2)
      trace.role("n2", .leader, term: 2)
    }
    #expect(trace.findings(.depositions).first?.reason == .transfer)
  }

  @Test(
    "a leader that steps down in its own term lost its quorum; one that meets a campaigner's term was disturbed"
  )
  func reasons() {
    let alone = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.role("n1", .follower, term: 1)
      trace.role("n2", .leader, term: 2)
    }
    #expect(alone.findings(.depositions).first?.reason == .steppedDownAlone)
    let disturbed = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.receive("n1", from: "n3", term: 4, StatisticsTrace.ask)
      trace.role("n1", .follower, term: 4)
      trace.role("n2", .leader, term: 5)
    }
    let deposition = disturbed.findings(.depositions).first
    #expect(deposition?.reason == .higherTerm)
    #expect(deposition?.others == [disturbed.id("n2"), disturbed.id("n3")])
  }

  @Test("no reason is made up where the lines show none")
  func unknown() {
    let trace = StatisticsTrace { trace in
      trace.follow("n3", "n1", term: 1)
      trace.follow("n3", "n2", term: 2)
    }
    #expect(trace.findings(.depositions).first?.reason == .unknown)
    #expect(trace.report.groups.first?.answer(.depositions)?.confidence == .partial)
  }

  @Test("a leader that a follower names without a term makes no leadership of the term that was carried")
  func carriedTerm() {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 2)
      trace.term("n2", 2)
      trace.add("n2", .leaderObserved(trace.id("n3")))
    }
    #expect(trace.findings(.noLeader).map(\.server) == [trace.id("n1")])
  }

  @Test("while the old leader leads on, it is not claimed that nobody leads")
  func overlap() throws {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .leader, term: 1)
      trace.follow("n2", "n1", term: 1)
      trace.role("n2", .candidate, term: 2)
      trace.receive("n1", from: "n2", term: 2, StatisticsTrace.ask)
      trace.role("n1", .follower, term: 2)
      trace.role("n2", .leader, term: 2)
    }
    let gap = try #require(trace.findings(.noLeader).last { $0.term == Term(2) })
    #expect(gap.duration?.lower.value == nil)
  }

  @Test("without times nothing lasts")
  func timeless() {
    var collector = StatisticsCollector(symbols: StatisticsTrace.leaderKilled.builder.symbols)
    for event in StatisticsTrace.leaderKilled.builder.events {
      collector.consider(event, dialect: SourceDialect())
    }
    let group = collector.finish().groups[0]
    #expect(group.answers.flatMap(\.findings).allSatisfy { $0.duration?.isKnown != true && $0.rate == nil })
    #expect(group.answer(.noLeader)?.missing.contains(.times) == true)
    #expect(group.answer(.depositions)?.findings.first?.reason == .died)
  }
}
