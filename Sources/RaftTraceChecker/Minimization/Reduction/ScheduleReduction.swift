import RaftModel

/// Makes of a schedule that shows a violation the shortest one found that shows it too, in the order that reads best.
///
/// The passes that know what the steps mean come first, as one call of theirs can leave out what would take many; those
/// that know nothing follow, and the search for another way comes last, when little is left and bounds are narrow. All are
/// repeated until none of them changes anything: so the result of a reduction, reduced again, stays what it is.
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
    case kinds, servers, front, chunks, single, simplification, pairs, search, order

    var name: StaticString {
      switch self {
      case .kinds: "kinds of steps"
      case .servers: "servers"
      case .front: "front"
      case .chunks: "chunks"
      case .single: "single steps"
      case .simplification: "simpler steps"
      case .pairs: "pairs of steps"
      case .search: "another way"
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
    case .kinds: StepKinds.removeKinds(&reduction)
    case .servers: StepKinds.removeServers(&reduction)
    case .front: StepKinds.cutFront(&reduction)
    case .chunks: ChunkReduction.reduce(&reduction) { ReadingCost($0) < ReadingCost($1) }
    case .single: OneByOne.reduce(&reduction)
    case .simplification: StepKinds.simplify(&reduction)
    case .pairs: _ = OneByOne.removePair(&reduction)
    case .search: shorterSearch?.reduce(&reduction)
    case .order: ReadingOrder().improve(&reduction)
    }
  }
}
