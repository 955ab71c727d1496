import Foundation
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("The replay refutes no run of Raft, whatever of it is seen")
struct ReplayAlarmTests {
  /// More seeds than a test run has time for: `SEEDS=1000 swift test --filter ReplayAlarmTests`; one of them: `SEED=194`.
  static let seeds: ClosedRange<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["SEED"].flatMap({ UInt64($0) }) { return seed...seed }
    return 1...(environment["SEEDS"].flatMap { UInt64($0) } ?? 4)
  }()

  private static func runs(
    _ features: Features, _ salt: UInt64, _ body: (ReplayedRun, inout SeededRandom, String) -> Void
  ) throws {
    for seed in seeds {
      var random = SeededRandom(seed: seed &* salt)
      body(ReplayedRun(try SimulatedRun(features, seed: seed)), &random, "\(features), seed \(seed)")
    }
  }

  @Test("All of it", arguments: Features.all)
  func whole(_ features: Features) throws {
    try Self.runs(features, 1) { run, _, name in expectConforms(run, "whole, \(name)") }
  }

  @Test("Kinds of events and fields, each always or never", arguments: Features.all)
  func masked(_ features: Features) throws {
    try Self.runs(features, 7919) { run, random, name in
      for i in 0..<3 {
        let mask = TraceMask(&random)
        expectConforms(run.showing(mask), "mask \(i), \(name)", hasFacts: false)
        expectConforms(
          run.told(before: 1, &random).showing(mask), "mask \(i), before, \(name)", hasFacts: false)
      }
      var aspects = Set(TraceAspect.allCases.filter { _ in !random.isOnce(in: 3) })
      // What changes a log is one kind of event.
      if aspects.contains(.logs) { aspects.insert(.snapshots) }
      expectConforms(
        run.showing(aspects), "aspects, \(name)",
        hasFacts: aspects.contains(.terms) && aspects.contains(.roles))
    }
  }

  @Test(
    "Fields and details hidden at random, or all events of some kinds", arguments: Features.all,
    [Hiding.Extent.fields, .details, .kinds])
  func hidden(_ features: Features, _ extent: Hiding.Extent) throws {
    try Self.runs(features, 104_729) { run, random, name in
      for i in 0..<2 {
        var hiding = Hiding(extent, seed: random.next(), keepsCompleteness: true)
        let shown = run.hiding(&hiding)
        let name = "\(extent) \(hiding.rate) \(i), \(name)"
        expectConforms(shown, name, hasFacts: hiding.rate < 0.1 && extent != .kinds)
        expectConforms(shown.merged(&random), "merged, \(name)", hasFacts: false)
        expectConforms(
          run.told(before: 0.5, &random).hiding(&hiding), "before, \(name)", hasFacts: false)
      }
    }
  }

  @Test("Other orders of the servers' lines, and an input a server", arguments: Features.all)
  func reordered(_ features: Features) throws {
    try Self.runs(features, 15_485_863) { run, random, name in
      for i in 0..<2 { expectConforms(run.merged(&random), "merge \(i), \(name)") }
      expectConforms(run.split(), "split, \(name)")
      expectConforms(run.merged(&random).split(), "merged and split, \(name)")
      let mask = TraceMask(&random)
      expectConforms(run.showing(mask).merged(&random), "merged mask, \(name)", hasFacts: false)
      expectConforms(run.showing(mask).split(), "split mask, \(name)", hasFacts: false)
    }
  }

  @Test("A trace that begins while the servers run", arguments: Features.all)
  func begunLate(_ features: Features) throws {
    try Self.runs(features, 49_979_687) { run, random, name in
      for i in 0..<8 {
        let late = run.begun(at: Int.random(in: 0..<run.events.count, using: &random))
        expectConforms(late, "begun late \(i), \(name)", hasFacts: false)
        #expect(late.factViolations().isEmpty, "begun late \(i), \(name)")
        expectConforms(late.merged(&random), "merged, begun late \(i), \(name)", hasFacts: false)
        let mask = TraceMask(&random)
        expectConforms(late.showing(mask), "mask, begun late \(i), \(name)", hasFacts: false)
      }
    }
  }

  @Test("Lines that show their server before what they tell", arguments: Features.all)
  func before(_ features: Features) throws {
    try Self.runs(features, 32_452_843) { run, random, name in
      expectConforms(run.told(before: 1, &random), "before, \(name)")
      expectConforms(run.told(before: 0.5, &random), "some before, \(name)")
      expectConforms(run.told(before: 0.5, &random).merged(&random), "merged, some before, \(name)")
    }
  }
}

extension ReplayedRun {
  /// What the mask lets through; messages are shown where both their ends are.
  fileprivate func showing(_ mask: TraceMask) -> ReplayedRun {
    var run = self
    run.events = events.compactMap(mask.shown)
    run.dialect.showsMessages = mask.showsMessages
    return run
  }

  fileprivate func showing(_ aspects: Set<TraceAspect>) -> ReplayedRun {
    var run = self
    run.events = events.compactMap(aspects.shown)
    run.dialect.showsMessages = aspects.contains(.messages)
    return run
  }

  /// What a logger shows that is switched on while the servers run.
  fileprivate func begun(at line: Int) -> ReplayedRun {
    var run = self
    run.events = Array(events[line...])
    return run
  }

  /// What a logger shows that writes less, but leaves no event of a kind out that it shows.
  fileprivate func hiding(_ hiding: inout Hiding) -> ReplayedRun {
    var trace = TestTrace(symbols: symbols)
    trace.lines = events.map { TestTrace.Line(event: $0, dialect: dialect, input: 0) }
    var run = self
    run.events = hiding.apply(to: trace).lines.map(\.event)
    run.dialect.showsMessages = hiding.extent != .kinds
    return run
  }
}
