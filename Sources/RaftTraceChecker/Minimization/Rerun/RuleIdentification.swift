import RaftModel
import TraceFormat

/// Finds the rules that explain a trace: those of Raft or of a known mutation, and what deviates from them.
///
/// Every step is executed from the state that the trace shows in front of it, so that one deviation does not bring about
/// others. What no line shows, as `nextIndex`, is as the rules have it.
struct RuleIdentification {
  /// Rules, and how many steps of the trace they do not explain.
  struct Hypothesis {
    /// nil for Raft.
    var mutation: String?
    var rules: RerunRules
    /// The steps, each with what deviates in it.
    var steps: [ScheduledStep]
    var deviationCount: Int
  }

  let schedule: Schedule
  /// Those that are tried.
  var mutations = MutationCatalogue.all

  /// Hypotheses, the best first: fewest deviations, then Raft, then the order of the catalogue.
  ///
  /// - Parameter maximum: the most that are returned.
  func hypotheses(atMost maximum: Int) -> [Hypothesis] {
    let raft = hypothesis(nil, Raft(options: schedule.options), limit: .max)!
    var found = [raft]
    for type in mutations {
      var mutation: any Mutation = type.init()
      mutation.options = schedule.options
      if let hypothesis = hypothesis(type.name, mutation, limit: raft.deviationCount) {
        found.append(hypothesis)
      }
    }
    let order = found.indices.sorted {
      (found[$0].deviationCount, $0) < (found[$1].deviationCount, $1)
    }
    return order.prefix(maximum).map { found[$0] } + (order.dropFirst(maximum).contains(0) ? [raft] : [])
  }

  /// - Returns: nil where the rules leave more than `limit` steps unexplained.
  private func hypothesis(_ mutation: String?, _ rules: any RaftRules, limit: Int) -> Hypothesis? {
    let model = RaftModel(rules: rules, bounds: Bounds(), initialState: schedule.initialState)
    var survey = DeviationSurvey(model, schedule.initialState)
    for step in schedule.steps {
      survey.consider(step)
      if survey.deviationCount > limit { return nil }
    }
    var rerunRules = RerunRules(model)
    rerunRules.learned = survey.learned
    return Hypothesis(
      mutation: mutation, rules: rerunRules, steps: survey.steps, deviationCount: survey.deviationCount)
  }
}

/// Goes through a schedule by some rules and notes what deviates from them.
struct DeviationSurvey {
  private let model: RaftModel
  private var state: ClusterState
  private var inFlight: [Packet]
  private(set) var steps: [ScheduledStep] = []
  private(set) var deviationCount = 0
  /// What fits all deviations in a situation; nil where nothing does, or where the rules were followed in it too.
  private var bySituation: [DeviationContext: StepDeviation?] = [:]
  private var followed: Set<DeviationContext> = []

  init(_ model: RaftModel, _ initialState: ClusterState) {
    self.model = model
    state = initialState
    inFlight = state.network.packets
    state.network = Network()
  }

  var learned: [DeviationContext: StepDeviation] {
    bySituation.compactMapValues { $0 }.filter { !followed.contains($0.key) }
  }

  mutating func consider(_ step: ScheduledStep) {
    var step = step
    if let received = step.action.received { state.network.send(received) }
    let outcome = RuleOutcome(of: step.action, from: state, by: model)
    step.deviation = StepDeviation(step, outcome)
    note(step, outcome)
    steps.append(step)
    state = outcome.after
    if let i = step.action.server, let shown = step.shown {
      if shown.known.contains(.role), shown.state.role == .leader, state[i].role != .leader {
        model.rules.becomeLeader(i, in: &state)
      }
      state[i] = shown.filled(from: state[i])
    }
    state.network = Network()
  }

  private mutating func note(_ step: ScheduledStep, _ outcome: RuleOutcome) {
    guard step.action.server != nil else { return }
    let context = outcome.context(of: step.action)
    guard let deviation = step.deviation else {
      // What is not shown was not seen to follow the rules.
      if step.shown != nil || step.sent != nil { followed.insert(context) }
      if !outcome.isEnabled, step.shown != nil || !step.lines.isEmpty { deviationCount += 1 }
      return
    }
    deviationCount += 1
    if let known = bySituation[context] {
      bySituation[context] = .some(known?.common(with: deviation))
    } else {
      bySituation[context] = .some(deviation)
    }
  }
}
