import Foundation
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("What must not change a verdict does not, on real logs, traces and samples")
struct TransformationTests {
  /// As many as the variable SEEDS says.
  private static let seeds = 1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 1)

  @Test("There are traces to change, faulty ones among them")
  func sources() throws {
    #expect(TraceSource.all.count > 40)
    let verdicts = try TraceSource.all.map { try $0.read().check().verdict }
    #expect(Set(verdicts).isSuperset(of: [.conforms, .violates]))
  }

  @Test("The order in which files are named changes no status", arguments: TraceSource.all)
  func orderOfFiles(_ source: TraceSource) throws {
    let expected = statuses(try source.read().check())
    for seed in Self.seeds where source.paths.count > 1 {
      var random = SeededRandom(seed: seed)
      let trace = try TestTrace(paths: source.paths.shuffled(using: &random))
      #expect(statuses(trace.check()) == expected, "seed \(seed)")
    }
  }

  @Test("The order of lines of different servers changes no status", arguments: TraceSource.all)
  func orderOfServers(_ source: TraceSource) throws {
    var trace = try source.read()
    let expected = statuses(trace.check())
    let histories = trace.histories
    for seed in Self.seeds {
      var random = SeededRandom(seed: seed)
      trace.lines = merged(histories, by: &random)
      #expect(statuses(trace.check()) == expected, "seed \(seed)")
    }
  }

  @Test("Clocks that are minutes apart change nothing", arguments: TraceSource.all)
  func clocks(_ source: TraceSource) throws {
    var trace = try source.read()
    let expected = trace.check()
    var random = SeededRandom(seed: 1)
    let minutes = trace.symbols.servers.map { _ in Int64.random(in: -30...30, using: &random) }
    for i in trace.lines.indices {
      let shift = minutes[Int(trace.lines[i].event.server.rawValue)] * 60_000_000_000
      trace.lines[i].event.time = trace.lines[i].event.time.map {
        WallTime(nanoseconds: $0.nanoseconds + shift)
      }
    }
    let report = trace.check()
    #expect(statuses(report) == statuses(expected))
    #expect(report.properties.map(\.facts) == expected.properties.map(\.facts))
    #expect(report.violations == expected.violations)
  }

  @Test(
    "Hiding what a conforming trace shows makes no violation", arguments: TraceSource.all,
    Hiding.Extent.allCases)
  func hiding(_ source: TraceSource, _ extent: Hiding.Extent) throws {
    try expectNoAlarms(source) { Hiding(extent, seed: $0) }
  }

  @Test(
    "Hiding fields, or all events of some kinds, makes no violation where the trace goes on to be complete",
    arguments: TraceSource.all, [Hiding.Extent.fields, .details, .kinds])
  func hidingInCompleteTraces(_ source: TraceSource, _ extent: Hiding.Extent) throws {
    try expectNoAlarms(source) { Hiding(extent, seed: $0, keepsCompleteness: true) }
  }

  private func expectNoAlarms(
    _ source: TraceSource, _ hiding: (UInt64) -> Hiding, at location: SourceLocation = #_sourceLocation
  ) throws {
    let trace = try source.read()
    if trace.check().verdict == .violates { return }
    for seed in Self.seeds {
      var hiding = hiding(seed)
      let alarms = hiding.apply(to: trace).check().violations.map { violation in
        "\(violation.property) at \(violation.witnesses.map { trace.symbols.describe($0.position) })"
      }
      #expect(alarms == [], "seed \(seed), rate \(hiding.rate)", sourceLocation: location)
    }
  }

  @Test("Other names of servers change no status and no witness", arguments: TraceSource.all)
  func names(_ source: TraceSource) throws {
    let (plain, renamed) = try Renaming.twins(of: source.read())
    let (expected, report) = (plain.check(), renamed.check())
    #expect(statuses(report) == statuses(expected))
    #expect(report.properties.map(\.facts) == expected.properties.map(\.facts))
    let witnesses = expected.violations.map { violation in
      violation.witnesses.map {
        Renaming.name(plain.symbols[$0.server]) + plain.symbols.describe($0.position)
      }
    }
    let found = report.violations.map { violation in
      violation.witnesses.map { renamed.symbols[$0.server] + renamed.symbols.describe($0.position) }
    }
    #expect(found == witnesses)
  }

  private func statuses(_ report: CheckReport) -> [String] {
    report.properties.map { "\($0.name): \($0.status)" }
  }

  private func merged(_ histories: [[TestTrace.Line]], by random: inout SeededRandom)
    -> [TestTrace.Line]
  {
    var rest = histories.map { $0[...] }
    var result: [TestTrace.Line] = []
    while !rest.isEmpty {
      let i = Int.random(in: rest.indices, using: &random)
      let count = Int.random(in: 1...20, using: &random)
      result += rest[i].prefix(count)
      rest[i] = rest[i].dropFirst(count)
      if rest[i].isEmpty { rest.remove(at: i) }
    }
    return result
  }
}
