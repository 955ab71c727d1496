import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("What is no difference is none, and what is one is found where it is")
struct ComparisonPropertyTests {
  static let seeds: ClosedRange<UInt64> = 1...30

  @Test(
    "A real trace does not differ from itself, however its servers' lines are merged",
    arguments: TraceSource.all)
  func itself(_ source: TraceSource) throws {
    let trace = try source.read()
    var random = SeededRandom(seed: 1)
    #expect(trace.compared(with: trace).verdict == .same)
    #expect(trace.compared(with: trace.interleaved(by: &random)).verdict == .same)
  }

  @Test("Neither the order of different servers' lines nor a clock makes a difference", arguments: seeds)
  func orderAndClocks(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let trace = SimulatedCluster.run(seed: seed)
    var other = trace.interleaved(by: &random)
    for i in other.lines.indices {
      other.lines[i].event.time = random.observed {
        WallTime(nanoseconds: Int64.random(in: 0...1000, using: &$0))
      }
    }
    #expect(trace.compared(with: other).verdict == .same, "seed \(seed)")
  }

  @Test("What a side does not show differs from nothing", arguments: seeds)
  func hiding(seed: UInt64) {
    let trace = SimulatedCluster.run(seed: seed)
    for extent in [Hiding.Extent.fields, .details] {
      var hiding = Hiding(extent, seed: seed)
      let (a, b) = (hiding.apply(to: trace), hiding.apply(to: trace))
      #expect(trace.compared(with: a).verdict == .same, "seed \(seed), \(extent)")
      #expect(a.compared(with: b).verdict == .same, "seed \(seed), \(extent), both")
    }
  }

  @Test("Servers of other names are the same ones once it is said", arguments: seeds)
  func renamed(seed: UInt64) throws {
    let trace = SimulatedCluster.run(seed: seed)
    let twins = try Renaming.twins(of: trace)
    let report = twins.plain.compared(with: twins.renamed) { options in
      options.renames = trace.symbols.servers.map {
        ComparisonOptions.Rename(a: trace.symbols[$0], b: Renaming.name(trace.symbols[$0]))
      }
    }
    #expect(report.verdict == .same, "seed \(seed)")
  }

  @Test("One changed line is where the traces differ, and the only place", arguments: seeds)
  func changedLine(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let trace = SimulatedCluster.run(seed: seed)
    var other = trace
    let shown = trace.lines.indices.filter { trace.lines[$0].event.observation.currentTerm.isKnown }
    let changed = random.element(of: shown)
    other.lines[changed].event.observation.currentTerm = .known(Term(999))
    let report = trace.compared(with: other)
    let server = try #require(report.servers.first { $0.divergence != nil })
    let divergence = try #require(server.divergence)
    let event = trace.lines[changed].event
    #expect(report.divergences.count == 1, "seed \(seed)")
    #expect(server.server.a == event.server)
    #expect(divergence.event.a?.position == event.position)
    #expect(divergence.event.b?.position == event.position)
    #expect(divergence.fields.map(\.field) == [.currentTerm])
    #expect(divergence.differingColumns.contains(.term))
    #expect(server.ownCount == Sides(a: 1, b: 1))
    #expect(server.equalCount + server.stretches.reduce(1) { $0 + $1.equalBehind } == server.eventCount.a)
  }

  @Test("Of a trace that leaves out lines, as many are missing as it leaves out", arguments: seeds)
  func subset(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let trace = SimulatedCluster.run(seed: seed)
    var other = trace
    other.lines = trace.lines.filter { _ in !random.isOnce(in: 4) }
    let report = trace.compared(with: other)
    let own = report.servers.reduce(Sides(a: 0, b: 0)) {
      Sides(a: $0.a + $1.ownCount.a, b: $0.b + $1.ownCount.b)
    }
    #expect(own == Sides(a: trace.lines.count - other.lines.count, b: 0), "seed \(seed)")
    #expect(report.verdict == (own.a > 0 ? .differ : .same))
  }

  @Test("B against A mirrors A against B", arguments: seeds)
  func mirror(seed: UInt64) throws {
    let (x, y) = (SimulatedCluster.run(seed: seed), SimulatedCluster.run(seed: seed + 100))
    let (there, back) = (x.compared(with: y), y.compared(with: x))
    #expect(there.verdict == back.verdict)
    #expect(there.first == back.first, "seed \(seed)")
    #expect(there.leftOut.map(\.event) == back.leftOut.map(\.event))
    #expect(there.servers.count == back.servers.count)
    for (a, b) in zip(there.servers, back.servers) {
      #expect(a.server == b.server.mirrored)
      #expect(a.equalCount == b.equalCount)
      #expect(a.ownCount == b.ownCount.mirrored, "seed \(seed)")
      #expect(a.stretches.map(\.count) == b.stretches.map(\.count.mirrored), "seed \(seed)")
      #expect(a.divergence?.event == b.divergence?.event.mirrored)
      #expect(a.divergence?.isCaused == b.divergence?.isCaused)
      #expect(a.divergence?.differingColumns == b.divergence?.differingColumns)
    }
  }

  @Test("A trace that is too long to be kept does not differ where it was cut off", arguments: seeds)
  func cut(seed: UInt64) {
    let trace = SimulatedCluster.run(seed: seed)
    var longer = trace
    longer.lines += trace.lines
    let report = trace.compared(with: trace, wordMaximum: 500)
    #expect(report.verdict == .same, "seed \(seed)")
    #expect(report.eventsWithoutRoom.a > 0)
    #expect(report.servers.contains { $0.isCut.a })
    #expect(trace.compared(with: longer).verdict == .differ)
  }
}
