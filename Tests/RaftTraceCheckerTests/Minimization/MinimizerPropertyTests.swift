import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// `SEEDS=100 swift test --filter MinimizerPropertyTests` looks longer.
@Suite("A minimized trace is what is promised of it")
struct MinimizerPropertyTests {
  private static let seeds =
    1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 2)

  @Test("Runs with mutations of the catalogue", arguments: seeds)
  func catalogue(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2 {
      let mutation = random.element(of: MutationCatalogue.all)!
      guard let run = MinimizedRun(mutation.name, mutation.model, seed: seed) else { continue }
      try expectPromises(run)
      try expectEachStepIsNeeded(run)
    }
  }

  @Test("Runs of wrong Rafts that nobody knows", arguments: seeds)
  func strangers(seed: UInt64) throws {
    let strangers = StrangerTests.strangers.map { $0.rules } + WrongRaft.all.map(\.rules)
    var random = SplitMix64(seed: seed)
    let rules = random.element(of: strangers)!
    let model = RaftModel(rules: rules, serverCount: 4, memberCount: 3)
    guard let run = MinimizedRun("\(type(of: rules))", model, seed: seed) else { return }
    try expectPromises(run)
    try expectEachStepIsNeeded(run)
  }

  @Test("Lines of a trace that shows some aspects only", arguments: seeds)
  func evidence(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mutation = random.element(of: MutationCatalogue.all)!
    guard let run = MinimizedRun(mutation.name, mutation.model, seed: seed, allowsRerun: false) else {
      return
    }
    try expectPromises(run)
    expectEachLineIsNeeded(run)
  }

  /// The same violation, shown by what a reader reads of the file; not larger; the same again; and nothing more to gain.
  private func expectPromises(_ run: MinimizedRun) throws {
    let minimization = run.minimization
    let (trace, symbols) = try run.reread()
    let report = trace.check(symbols: symbols)
    #expect(run.target.isShown(by: report), "\(run.description)")
    // Of a trace that claims to show everything not every line can be left out by itself.
    if !minimization.method.isEvidence || !minimization.result.dialects[0].isComplete {
      #expect(minimization.isOneMinimal, "\(run.description)")
    }
    #expect(minimization.after.events <= minimization.before.events, "\(run.description)")
    if let before = minimization.before.steps, let after = minimization.after.steps {
      #expect(after <= before, "\(run.description)")
    }

    let allowsRerun = !minimization.method.isEvidence
    let again = MinimizedRun.minimize(run.run.trace, run.run.symbols, run.target, allowsRerun: allowsRerun)
    #expect(MinimizedRun.written(again.result, run.run.symbols) == run.written, "\(run.description)")
    let twice = MinimizedRun.minimize(trace, symbols, run.target, allowsRerun: allowsRerun)
    // A small trace may be explained by rules that do not explain the large one.
    if twice.method.followsRules(of: minimization.method) {
      #expect(twice.after.events == minimization.after.events, "\(run.description)")
    }
  }

  /// Executed by a plain twin, the steps show the violation, without any one of them not, and by Raft's rules nothing.
  private func expectEachStepIsNeeded(_ run: MinimizedRun) throws {
    guard var rerun = try run.rules() else { return }
    let actions = rerun.actions
    #expect(run.target.isShown(by: rerun.report(of: actions)), "\(run.description)")
    for place in actions.indices {
      var fewer = actions
      fewer.remove(at: place)
      #expect(!run.target.isShown(by: rerun.report(of: fewer)), "\(run.description), without step \(place)")
    }
    rerun.model.rules = Raft(options: rerun.model.rules.options)
    #expect(ViolationTarget.all(of: rerun.report(of: actions)).isEmpty, "\(run.description)")
  }

  /// Without any line that no other one needs, the violation is not shown.
  private func expectEachLineIsNeeded(_ run: MinimizedRun) {
    let result = run.minimization.result
    guard !result.dialects[0].isComplete else { return }
    for place in result.lines.indices where !isNeeded(place, in: result) {
      var fewer = result
      fewer.lines.remove(at: place)
      #expect(
        !run.target.isShown(by: fewer.check(symbols: run.run.symbols)),
        "\(run.description), without line \(place)")
    }
  }

  /// A start, and what is sent and arrives.
  private func isNeeded(_ place: Int, in trace: RecordedTrace) -> Bool {
    switch trace.lines[place].event.kind {
    case .start, .serverNamed, .messageSent: true
    default: false
    }
  }
}

extension Minimization.Method {
  fileprivate var isEvidence: Bool { if case .evidence = self { true } else { false } }

  /// Whether it is by no other rules.
  fileprivate func followsRules(of earlier: Minimization.Method) -> Bool {
    guard case .rerun(let now) = self, case .rerun(let before) = earlier else { return true }
    return now.mutation == before.mutation && now.deviationCount == 0 && before.deviationCount == 0
  }
}
