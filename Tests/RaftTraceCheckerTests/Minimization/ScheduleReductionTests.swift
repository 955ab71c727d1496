import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// The reduction of a run keeps the violation, leaves nothing superfluous, and can be repeated and stopped.
@Suite struct ScheduleReductionTests {
  static let mutations = [
    "vote-twice", "forget-vote-on-restart", "commit-on-receipt", "lose-tail-on-restart",
  ]

  /// The first runs of a mutation that break an invariant, with their seeds.
  static func runs(_ name: String) throws -> [(seed: UInt64, run: BrokenRun)] {
    let mutation = try #require(MutationCatalogue.named(name))
    var runs: [(seed: UInt64, run: BrokenRun)] = []
    for seed in 1...40 as ClosedRange<UInt64> where runs.count < 6 {
      if let run = BrokenRun(mutation, seed: seed, stepMaximum: 1000) { runs.append((seed, run)) }
    }
    return runs
  }

  static func reduction(
    _ run: BrokenRun, _ problem: ModelRerun? = nil, start: [ScheduledStep]? = nil,
    progress: @escaping (MinimizationProgress) -> Bool = { _ in true }
  ) -> ScheduleReduction<ModelRerun> {
    var reduction = ScheduleReduction(
      problem ?? run.problem, start: start ?? run.steps, progress: progress)
    reduction.shorterSearch = ShorterSearch(run.model, invariant: run.invariant)
    reduction.shorterSearch?.distinctMaximum = 1000
    return reduction
  }

  @Test(arguments: mutations)
  func keepsTheViolationAndNothingSuperfluous(_ name: String) throws {
    let runs = try Self.runs(name)
    #expect(runs.count >= 3)
    for (seed, run) in runs {
      var problem = run.problem
      let outcome = try #require(Self.reduction(run, problem).run())
      #expect(outcome.calls == problem.calls.count, "\(name), seed \(seed)")
      #expect(outcome.isOneMinimal, "\(name), seed \(seed)")
      #expect(outcome.steps.count < run.steps.count || run.steps.count < 10, "\(name), seed \(seed)")
      let again = problem.attempt(outcome.steps)
      #expect(again?.map(\.action) == outcome.steps.map(\.action), "\(name), seed \(seed)")
      for k in outcome.steps.indices {
        var fewer = outcome.steps
        fewer.remove(at: k)
        #expect(problem.attempt(fewer) == nil, "\(name), seed \(seed)")
      }
    }
  }

  @Test(arguments: mutations)
  func reducedAgainItStaysWhatItIs(_ name: String) throws {
    for (seed, run) in try Self.runs(name).prefix(4) {
      let once = try #require(Self.reduction(run).run())
      let same = try #require(Self.reduction(run).run())
      #expect(once.steps.map(\.action) == same.steps.map(\.action), "\(name), seed \(seed)")
      #expect(once.calls == same.calls, "\(name), seed \(seed)")
      let twice = try #require(Self.reduction(run, start: once.steps).run())
      #expect(once.steps.map(\.action) == twice.steps.map(\.action), "\(name), seed \(seed)")
    }
  }

  @Test func stopsWhenToldWithTheBestSoFar() throws {
    let (seed, run) = try #require(
      try Self.runs("commit-on-receipt").max { $0.run.steps.count < $1.run.steps.count })
    let whole = try #require(Self.reduction(run).run())
    for limit in Array(0..<12) + [whole.calls / 4, whole.calls / 2, whole.calls - 1] {
      var problem = run.problem
      var smallest = Int.max
      let outcome = try #require(
        Self.reduction(run, problem) {
          smallest = $0.size
          return $0.oracleCalls < limit
        }.run())
      #expect(outcome.calls == limit && problem.calls.count == limit, "seed \(seed)")
      #expect(problem.attempt(outcome.steps) != nil, "seed \(seed)")
      #expect(outcome.steps.count <= smallest, "seed \(seed), \(limit) calls")
      #expect(outcome.steps.count >= whole.steps.count)
    }
  }

  @Test func nothingIsSaidToBeMinimalThatWasNotTried() throws {
    let run = try #require(try Self.runs("vote-twice").first?.run)
    let outcome = try #require(Self.reduction(run, progress: { $0.oracleCalls < 2 }).run())
    #expect(!outcome.isOneMinimal)
  }

  @Test func whatBreaksNothingIsNotReduced() throws {
    let run = try #require(try Self.runs("vote-twice").first?.run)
    #expect(Self.reduction(run, start: []).run() == nil)
    #expect(Self.reduction(run, start: Array(run.steps.dropLast())).run() == nil)
  }
}
