import FoundationEssentials
import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

@Suite("The lines of an observed trace that prove a violation")
struct EvidenceReductionTests {
  @Test("of samples, real logs and traces", arguments: TraceSource.all)
  func sources(_ source: TraceSource) throws {
    let trace = try source.read()
    let expectations = EvidenceExpectations(
      trace: RecordedTrace(trace), symbols: trace.symbols, name: source.testDescription)
    let count = try expectations.expectAll()
    #expect((count > 0) == (trace.check().verdict == .violates))
  }

  @Test("of runs of wrong Rafts that show everything, as one trace", arguments: 0..<Self.mutations.count)
  func completeRuns(_ number: Int) throws {
    _ = try expectations(number, steps: 250, showing: nil, inFiles: false).expectAll()
  }

  @Test("of runs of wrong Rafts that show only some aspects", arguments: 0..<Self.mutations.count)
  func maskedRuns(_ number: Int) throws {
    for seed in UInt64(1)...2 {
      var random = SeededRandom(seed: seed &* 1000 &+ UInt64(number))
      let shown = TraceAspect.allCases.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      _ = try expectations(number, steps: 500, showing: Set(shown), inFiles: seed == 2).expectAll()
    }
  }

  @Test("Enough of the wrong Rafts show a violation for the tests above to mean something")
  func violations() throws {
    let targets = try Self.mutations.indices.map { number in
      let run = try expectations(number, steps: 500, showing: nil, inFiles: false)
      return ViolationTarget.all(of: run.trace.check(symbols: run.symbols))
    }
    #expect(targets.count { !$0.isEmpty } > Self.mutations.count / 2)
    #expect(Set(targets.joined()).contains { $0.layer == .conformance })
    #expect(Set(targets.joined()).contains { $0.layer != .conformance })
  }

  @Test("A reduction that is ended gives the best so far, which is evidence")
  func ended() throws {
    let run = try #require(try violatingRun())
    let target = try #require(ViolationTarget.all(of: run.trace.check(symbols: run.symbols)).first)
    let reduction = EvidenceReduction(trace: run.trace, symbols: run.symbols, target: target)
    for limit in 1...20 {
      let ended = reduction.run { $0.oracleCalls < limit }
      #expect(target.isShown(by: ended.trace.check(symbols: run.symbols)), "after \(limit) calls")
      // Where there is no time for more, what the report names is looked at all the same.
      #expect(ended.calls <= max(1, limit) + 4)
    }
  }

  @Test("A trace that does not show the target stays as it is")
  func noTarget() throws {
    let run = try #require(try violatingRun())
    let other = ViolationTarget.property(.stateHashAgrees, .stateHashesDiffer)
    let result = EvidenceReduction(trace: run.trace, symbols: run.symbols, target: other).run()
    #expect(result.trace.lines.count == run.trace.lines.count)
    #expect(!result.isOneMinimal)
  }

  /// One of how many mutations is tried: `SHARE=1 swift test --filter EvidenceReductionTests` takes all.
  private static let share = ProcessInfo.processInfo.environment["SHARE"].flatMap { Int($0) } ?? 9

  private static let mutations: [any Mutation.Type] = MutationCatalogue.all.enumerated()
    .filter { $0.offset % share == 0 }.map(\.element)

  private func violatingRun() throws -> EvidenceExpectations? {
    try Self.mutations.indices.lazy.map { try expectations($0, steps: 150, showing: nil, inFiles: false) }
      .first { !ViolationTarget.all(of: $0.trace.check(symbols: $0.symbols)).isEmpty }
  }

  private func expectations(
    _ number: Int, steps: Int, showing aspects: Set<TraceAspect>?, inFiles: Bool
  ) throws -> EvidenceExpectations {
    let mutation = Self.mutations[number]
    let run = try violatingRun(of: mutation, steps: steps)
    var dialect = run.dialect
    if let aspects {
      dialect.isComplete = aspects.count == TraceAspect.allCases.count
      dialect.showsMessages = aspects.contains(.messages)
    }
    var trace = RecordedTrace(dialects: [dialect])
    for event in run.events {
      guard let shown = aspects.map({ $0.shown(of: event) }) ?? event else { continue }
      trace.lines.append(.init(shown))
    }
    if inFiles { split(&trace, run.symbols) }
    return EvidenceExpectations(trace: trace, symbols: run.symbols, name: mutation.name)
  }

  /// The run of the first of some seeds that shows a violation, otherwise the last.
  private func violatingRun(of mutation: any Mutation.Type, steps: Int) throws -> SimulatedRun {
    var options = SimulationOptions()
    options.stepMaximum = steps
    options.stopsAtViolation = false
    for seed in UInt64(1)...7 {
      options.seed = seed
      let run = try SimulatedRun(mutation.model, options)
      if run.check().verdict == .violates { return run }
    }
    options.seed = 8
    return try SimulatedRun(mutation.model, options)
  }

  /// Gives each server a log of its own.
  private func split(_ trace: inout RecordedTrace, _ symbols: TraceSymbols) {
    trace.dialects = symbols.servers.map { _ in trace.dialects[0] }
    for i in trace.dialects.indices { trace.dialects[i].isOrdered = false }
    for i in trace.lines.indices {
      let server = trace.lines[i].event.server
      trace.lines[i].input = Int(server.rawValue)
      trace.lines[i].event.position.file = symbols.file("\(symbols[server]).log")
    }
  }
}
