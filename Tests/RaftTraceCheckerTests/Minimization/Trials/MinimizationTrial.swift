import RaftModel
import RaftTraceChecker
import TraceFormat

/// A random run with a mutation, and what becomes of it when it is minimized.
struct MinimizationTrial {
  var mutation: String
  var seed: UInt64
  var minimization: Minimization
  /// How long it took.
  var seconds: Double
  /// How many steps the shortest run known has whose trace shows the same.
  var shortestKnown: Int?

  /// - Parameters:
  ///   - knowsMutations: whether the minimizer may explain the run by the mutation.
  ///   - clock: seconds since whenever.
  /// - Returns: nil where a check of the run sees no violation.
  init?(
    _ mutation: any Mutation.Type, seed: UInt64, lengths: ClosedRange<Int> = 300...1500, depths: KnownDepths,
    knowsMutations: Bool = true, clock: () -> Double = { 0 }
  ) {
    guard let run = ChaoticRun(mutation.model, seed: seed, lengths: lengths) else { return nil }
    let target = ViolationTarget.all(of: run.report)[0]
    var minimizer = Minimizer(run.trace, symbols: run.symbols, target: target)
    minimizer.knowsMutations = knowsMutations
    let begin = clock()
    guard let found = minimizer.run() else { return nil }
    minimization = found
    seconds = clock() - begin
    // A schedule that could not be read has steps all the same.
    minimization.before.steps = run.stepCount
    self.mutation = mutation.name
    self.seed = seed
    shortestKnown = depths.depth(of: mutation.name, target)
  }

  /// Runs with seeds from 1 until so many show a violation.
  static func all(
    _ mutation: any Mutation.Type, count: Int, lengths: ClosedRange<Int> = 300...1500, depths: KnownDepths,
    knowsMutations: Bool = true, clock: () -> Double = { 0 }
  ) -> [MinimizationTrial] {
    var trials: [MinimizationTrial] = []
    var seed: UInt64 = 0
    while trials.count < count, seed < UInt64(Self.triesPerTrial * count) {
      seed += 1
      if let trial = MinimizationTrial(
        mutation, seed: seed, lengths: lengths, depths: depths, knowsMutations: knowsMutations, clock: clock)
      {
        trials.append(trial)
      }
    }
    return trials
  }

  /// How many runs are made at most for each that is minimized, as some faults are rare.
  private static let triesPerTrial = 10

  /// What the reader follows: steps where there are any, else lines.
  var size: Int { minimization.after.steps ?? minimization.after.events }

  /// How many times as long as the shortest run known.
  var ratio: Double? { shortestKnown.map { Double(size) / Double($0) } }

  /// The rules by which it was explained: the mutation's name, another's, Raft's, or none.
  var rules: String {
    switch minimization.method {
    case .untouched: "untouched"
    case .evidence: "evidence"
    case .rerun(let rerun):
      if let mutation = rerun.mutation {
        (mutation == self.mutation ? "itself" : mutation)
          + (rerun.deviationCount > 0 ? " with deviations" : "")
      } else {
        rerun.deviationCount > 0 ? "Raft with deviations" : "Raft"
      }
    }
  }
}
