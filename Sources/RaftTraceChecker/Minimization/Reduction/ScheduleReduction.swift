import RaftModel

/// Makes of a schedule that shows a violation the shortest one found that shows it too, in the order that reads best.
///
/// Chunks and simpler steps come first and do nearly all. Passes that know what steps mean follow: measured over 72 random
/// runs of wrong Rafts, they gain nothing before the chunks and cost up to ten times the calls, as a long run is left in
/// many ways that do not show the violation. The search for another way comes when little is left and bounds are narrow;
/// it takes one step in twenty more. All are repeated until none changes anything, so the result of a reduction, reduced
/// again, stays what it is.
struct ScheduleReduction<Problem: ReductionProblem> where Problem.Element == ScheduledStep {
  struct Outcome {
    var steps: [ScheduledStep]
    /// How often a candidate was put to the test.
    var calls: Int
    /// Whether each single step was left out of the result, and what must be shown was not shown then.
    var isOneMinimal: Bool
  }

  /// What is done, in this order.
  enum Pass: CaseIterable {
    case chunks, single, simplification, kinds, servers, search, pairs, order

    var name: StaticString {
      switch self {
      case .chunks: "chunks"
      case .single: "single steps"
      case .simplification: "simpler steps"
      case .kinds: "kinds of steps"
      case .servers: "servers"
      case .search: "another way"
      case .pairs: "pairs of steps"
      case .order: "order"
      }
    }
  }

  private let problem: Problem
  private let start: [ScheduledStep]
  private let progress: (MinimizationProgress) -> Bool
  /// Where a shorter run is looked for in the model; nil for nowhere.
  var shorterSearch: ShorterSearch?
  var passes = Pass.allCases

  init(
    _ problem: Problem, start: [ScheduledStep],
    progress: @escaping (MinimizationProgress) -> Bool = { _ in true }
  ) {
    self.problem = problem
    self.start = start
    self.progress = progress
  }

  /// Reduces until nothing changes any more, or until `progress` says no: then what is smallest so far is the result.
  ///
  /// - Returns: nil where the start does not show what must be shown.
  func run() -> Outcome? {
    guard var reduction = Reduction(problem, start: start, progress: progress) else { return nil }
    var settled: [Pass: Int] = [:]
    var roundVersion: Int?
    while roundVersion != reduction.version, !reduction.isStopped {
      roundVersion = reduction.version
      for pass in passes where settled[pass] != reduction.version && !reduction.isStopped {
        let version = reduction.version
        reduction.pass = pass.name
        run(pass, &reduction)
        if reduction.version == version, !reduction.isStopped { settled[pass] = version }
      }
    }
    return Outcome(
      steps: reduction.current, calls: reduction.callCount,
      isOneMinimal: settled[.single] == reduction.version)
  }

  private func run(_ pass: Pass, _ reduction: inout Reduction<Problem>) {
    switch pass {
    case .chunks:
      ChunkReduction.reduce(
        &reduction,
        finish: {
          repeat { OneByOne.reduce(&$0) } while StepSimplification.reduce(&$0)
        },
        isBetter: { ReadingCost($0) < ReadingCost($1) })
    case .single: OneByOne.reduce(&reduction)
    case .simplification: StepSimplification.reduce(&reduction)
    case .kinds: StepRemoval.removeKinds(&reduction)
    case .servers: StepRemoval.removeServers(&reduction)
    case .search: shorterSearch?.reduce(&reduction)
    case .pairs: OneByOne.removePair(&reduction)
    case .order: ReadingOrder().improve(&reduction)
    }
  }
}
