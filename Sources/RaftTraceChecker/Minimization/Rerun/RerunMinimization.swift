import RaftModel
import TraceFormat

/// Makes of a schedule that leads to a violation the shortest run found that leads to the same.
struct RerunMinimization {
  struct Outcome {
    var hypothesis: RuleIdentification.Hypothesis
    /// Other mutations that explain the schedule as well.
    var alternatives: [String] = []
    var problem: RerunProblem
    var executed: [Rerun.Executed]
    var isOneMinimal: Bool
  }

  let schedule: Schedule
  let symbols: TraceSymbols
  let target: ViolationTarget
  let progress: (MinimizationProgress) -> Bool
  /// Whether mutations of the catalogue are tried.
  var knowsMutations = true
  /// How often a candidate was put to the test.
  private(set) var oracleCalls = 0
  /// Whether the search was ended.
  private(set) var isStopped = false
  /// Whether the logs are condensed, so that a model has room for them.
  var isCondensed = false

  init(
    _ schedule: Schedule, symbols: TraceSymbols, target: ViolationTarget,
    progress: @escaping (MinimizationProgress) -> Bool
  ) {
    self.schedule = schedule
    self.symbols = symbols
    self.target = target
    self.progress = progress
  }

  /// The most hypotheses under which the untouched schedule is executed.
  private static let hypothesisMaximum = 12

  /// - Returns: nil where these steps do not lead to the violation under any rules that explain them.
  mutating func run(_ steps: [ScheduledStep]) -> Outcome? {
    var schedule = schedule
    schedule.steps = steps
    let identification = RuleIdentification(
      schedule: schedule, mutations: knowsMutations ? MutationCatalogue.all : [])
    let hypotheses = identification.hypotheses(atMost: Self.hypothesisMaximum) { goesOn(steps.count) }
    for thinning in isCondensed ? [.none] : ScheduleThinning.allCases {
      for hypothesis in hypotheses {
        let problem = RerunProblem(
          rerun: Rerun(
            rules: hypothesis.rules, initialState: schedule.initialState, goesBack: schedule.refusalsHint),
          symbols: symbols, target: target)
        let whole = thinning.applied(to: hypothesis.steps(of: schedule))
        guard let steps = attempt(problem, whole) else { continue }
        var outcome = withoutNeedlessMutation(minimize(steps, problem, hypothesis), hypotheses)
        outcome.alternatives = hypotheses.filter { $0.deviationCount == hypothesis.deviationCount }
          .compactMap(\.mutation).filter { $0 != outcome.hypothesis.mutation }
        if outcome.hypothesis.mutation == nil { outcome.alternatives = [] }
        return outcome
      }
      if isStopped { return nil }
    }
    return nil
  }

  private mutating func goesOn(_ size: Int) -> Bool {
    if !progress(MinimizationProgress(pass: "rules", size: size, oracleCalls: oracleCalls)) {
      isStopped = true
    }
    return !isStopped
  }

  private mutating func attempt(_ problem: RerunProblem, _ steps: [ScheduledStep]) -> [ScheduledStep]? {
    guard !isStopped, goesOn(steps.count) else { return nil }
    oracleCalls += 1
    return problem.attempt(steps)
  }

  private mutating func minimize(
    _ start: [ScheduledStep], _ problem: RerunProblem, _ hypothesis: RuleIdentification.Hypothesis
  ) -> Outcome {
    var problem = problem
    var reduced = reduce(start, problem, hypothesis)
    while !isStopped, let smaller = simplerBeginning(reduced.steps, problem) {
      problem = smaller.problem
      reduced = reduce(smaller.steps, problem, hypothesis)
    }
    return Outcome(
      hypothesis: hypothesis, problem: problem, executed: problem.execute(reduced.steps) ?? [],
      isOneMinimal: reduced.isOneMinimal && !isStopped)
  }

  /// The same run by the rules of Raft, where what deviates from them is all that a mutation was thought to explain.
  private mutating func withoutNeedlessMutation(
    _ outcome: Outcome, _ hypotheses: [RuleIdentification.Hypothesis]
  ) -> Outcome {
    guard outcome.hypothesis.mutation != nil, outcome.hypothesis.deviationCount > 0,
      let raft = hypotheses.first(where: { $0.mutation == nil })
    else { return outcome }
    var plain = outcome
    plain.hypothesis = raft
    plain.problem.rerun = Rerun(
      rules: raft.rules, initialState: outcome.problem.rerun.initialState,
      servers: outcome.problem.rerun.servers, goesBack: outcome.problem.rerun.goesBack)
    oracleCalls += 1
    guard let executed = plain.problem.execute(outcome.executed.map(\.wanted)),
      executed.count == outcome.executed.count
    else { return outcome }
    plain.executed = executed
    return plain
  }

  private mutating func reduce(
    _ steps: [ScheduledStep], _ problem: RerunProblem, _ hypothesis: RuleIdentification.Hypothesis
  ) -> (steps: [ScheduledStep], isOneMinimal: Bool) {
    let (earlier, progress) = (oracleCalls, progress)
    var hasStopped = false
    var reduction = ScheduleReduction(problem, start: steps) { now in
      var now = now
      now.oracleCalls += earlier
      let goesOn = progress(now)
      if !goesOn { hasStopped = true }
      return goesOn
    }
    if hypothesis.deviationCount == 0, case .property(let name, _) = target {
      reduction.shorterSearch = ShorterSearch(
        problem.rerun.rules.model.beginning(with: problem.rerun.initialState), invariant: name.rawValue)
    }
    let outcome = reduction.run()
    isStopped = hasStopped
    guard let outcome else { return (steps, false) }
    oracleCalls += outcome.calls
    return (outcome.steps, outcome.isOneMinimal)
  }

  /// The run from a simpler beginning: with a server less, or with nothing in the logs.
  private mutating func simplerBeginning(
    _ steps: [ScheduledStep], _ problem: RerunProblem
  ) -> (steps: [ScheduledStep], problem: RerunProblem)? {
    for beginning in SimplerBeginnings(of: problem.rerun).all {
      var simpler = problem
      simpler.rerun = beginning
      if let steps = attempt(simpler, steps) { return (steps, simpler) }
    }
    return nil
  }
}

extension RaftModel {
  /// The same model with another initial state.
  func beginning(with state: ClusterState) -> RaftModel {
    var model = RaftModel(rules: rules, bounds: bounds, initialState: state)
    model.invariants = invariants
    return model
  }
}

/// What is left out of a schedule that is longer than a model can hold: a model's log has room for few entries.
enum ScheduleThinning: CaseIterable {
  case none
  case everySecondCommand
  case oneCommandInEight
  case noCommands

  func applied(to steps: [ScheduledStep]) -> [ScheduledStep] {
    guard let divisor else { return steps }
    var count = 0
    return steps.filter { step in
      guard case .clientAppend = step.action else { return true }
      count += 1
      return divisor > 0 && count % divisor == 1
    }
  }

  private var divisor: Int? {
    switch self {
    case .none: nil
    case .everySecondCommand: 2
    case .oneCommandInEight: 8
    case .noCommands: 0
    }
  }
}
