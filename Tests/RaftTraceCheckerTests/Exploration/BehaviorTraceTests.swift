import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Every run of Raft conforms, whatever of it is seen")
struct BehaviorTraceTests {
  /// More seeds than a test run has time for: `SEEDS=1000 swift test --filter BehaviorTraceTests`.
  static let seeds = 1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 3)

  @Test("A trace that shows everything has no violation", arguments: Features.all)
  func complete(_ features: Features) throws {
    for seed in Self.seeds {
      let run = try SimulatedRun(features, seed: seed)
      let reread = try run.rewritten()
      #expect(reread.events == run.events)
      #expect(reread.dialect == run.dialect)
      expectNoViolation(reread, "\(features), seed \(seed)")
    }
  }

  @Test(
    "A trace that shows kinds of events and fields, but those completely, has no violation",
    arguments: Features.all)
  func completeInPart(_ features: Features) throws {
    for seed in Self.seeds {
      let run = try SimulatedRun(features, seed: seed)
      var random = SeededRandom(seed: seed &* 7919)
      for i in 0..<4 {
        expectNoViolation(run.showing(TraceMask(&random)), "\(features), seed \(seed), mask \(i)")
      }
    }
  }

  @Test("A trace with lines and fields left out at random has no violation", arguments: Features.all)
  func sampled(_ features: Features) throws {
    for seed in Self.seeds {
      let run = try SimulatedRun(features, seed: seed)
      var random = SeededRandom(seed: seed &* 104729)
      for i in 0..<4 {
        var masked = run.showing(TraceMask(&random))
        masked.dropLines(&random)
        expectNoViolation(masked, "\(features), seed \(seed), mask \(i)")
      }
    }
  }
}

func expectNoViolation(_ run: SimulatedRun, _ name: String, at location: SourceLocation = #_sourceLocation) {
  let report = run.check()
  guard !report.violated.isEmpty else { return }
  let first = report.violations[0]
  let lines = first.witnesses.map { run.symbols.describe($0.position) }.joined(separator: ", ")
  if let folder = ProcessInfo.processInfo.environment["ALARMS"] {
    let file = "\(folder)/\(name.filter { $0.isLetter || $0.isNumber }).ndjson"
    try? Data(run.written()).write(to: URL(filePath: file))
  }
  Issue.record("\(name): \(first.property) at \(lines): \(first.clash)", sourceLocation: location)
}

@Suite("The trace of a wrong Raft shows what is wrong")
struct WrongRaftTests {
  @Test("The property that the rule serves is violated", arguments: WrongRaft.all)
  func violation(_ wrong: WrongRaft) throws {
    let model = RaftModel(rules: wrong.rules, serverCount: 3)
    var others: Set<PropertyName> = []
    for seed in UInt64(1)...100 {
      var options = SimulationOptions()
      options.seed = seed
      options.stepMaximum = 300
      options.restart = 0.02
      options.partition = 0.02
      options.timeout = 0.01
      options.reordering = 0.5
      options.stopsAtViolation = false
      let violated = try SimulatedRun(model, options).rewritten().check().violated
      if violated.contains(wrong.property) { return }
      others.formUnion(violated)
    }
    Issue.record("\(wrong.property) is not violated, but \(others.map(\.rawValue).sorted())")
  }
}
