import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Statistics: what never changes")
struct StatisticsPropertyTests {
  /// What no clock may change.
  private struct Fact: Equatable {
    var kind: FindingKind
    var server: ServerID?
    var others: [ServerID]
    var term: Term?
    var count: Int?
    var reason: FindingReason?
    var evidence: [SourcePosition]
  }

  private func facts(_ report: StatisticsReport) -> [Fact] {
    report.groups.flatMap(\.answers).filter {
      $0.question != .missingEvidence && $0.question != .noLeader
    }.flatMap(\.findings).map {
      Fact(
        kind: $0.kind, server: $0.server, others: $0.others, term: $0.term, count: $0.count,
        reason: $0.reason,
        evidence: $0.evidence)
    }
  }

  private func simulated(_ seed: UInt64) -> (events: [TraceEvent], symbols: TraceSymbols) {
    let trace = SimulatedCluster.run(seed: seed)
    return (trace.lines.map(\.event), trace.symbols)
  }

  private func report(_ events: [TraceEvent], _ symbols: TraceSymbols) -> StatisticsReport {
    var collector = StatisticsCollector(symbols: symbols)
    for event in events { collector.consider(event, dialect: SourceDialect()) }
    return collector.finish()
  }

  @Test(
    "a server's clock decides nothing about who, why and how often", arguments: 1...20 as ClosedRange<UInt64>)
  func clocks(seed: UInt64) {
    var (events, symbols) = simulated(seed)
    for i in events.indices { events[i].time = .known(WallTime(nanoseconds: Int64(i) * 50_000_000)) }
    let before = facts(report(events, symbols))
    #expect(!before.isEmpty)
    for server in symbols.servers {
      var shifted = events
      for i in shifted.indices where shifted[i].server == server {
        shifted[i].time = shifted[i].time.map { WallTime(nanoseconds: $0.nanoseconds &- 3_600_000_000_000) }
      }
      #expect(facts(report(shifted, symbols)) == before, "seed \(seed), \(symbols[server])")
    }
  }

  @Test(
    "the order in which servers' lines are read decides nothing", arguments: 1...20 as ClosedRange<UInt64>)
  func merging(seed: UInt64) {
    let (events, symbols) = simulated(seed)
    var generator = SeededRandom(seed: seed)
    let shown = events.map(\.server)
    var queues: [ServerID: ArraySlice<TraceEvent>] = [:]
    for server in Set(shown) { queues[server] = events.filter { $0.server == server }[...] }
    let servers = Set(shown).sorted()
    var merged: [TraceEvent] = []
    while merged.count < events.count {
      let server = generator.element(of: servers.filter { queues[$0]?.isEmpty == false })
      if let event = queues[server]?.popFirst() { merged.append(event) }
    }
    let answers = report(events, symbols).groups.map { $0.answers.map(\.findings) }
    #expect(report(merged, symbols).groups.map { $0.answers.map(\.findings) } == answers, "seed \(seed)")
  }

  @Test("hand-made lines merged another way, with a skewed clock")
  func handMade() {
    var trace = StatisticsTrace.leaderKilled
    var generator = SeededRandom(seed: 7)
    let before = facts(trace.report)
    for shift: Int64 in [-5_000_000_000, 7_000_000_000] {
      trace.shifts = ["n2": shift]
      #expect(facts(trace.report(of: trace.timed(trace.builder.merged(by: &generator)))) == before)
    }
  }

  @Test("a shifted clock widens what lasts, and never makes it wrong")
  func offsets() throws {
    var trace = StatisticsTrace.leaderKilled
    func gap() throws -> DurationBounds {
      try #require(trace.findings(.noLeader).last { $0.term == Term(2) }?.duration)
    }
    let before = try gap()
    trace.shifts = ["n1": 50_000_000_000]
    let after = try gap()
    #expect(after.lower == before.lower)
  }
}
