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
    /// What deviates, by the place of the step.
    var deviations: [Int: StepDeviation]
    var deviationCount: Int

    /// The steps, each with what deviates in it.
    func steps(of schedule: Schedule) -> [ScheduledStep] {
      var steps = schedule.steps
      for place in steps.indices { steps[place].deviation = deviations[place] }
      return steps
    }
  }

  let schedule: Schedule
  /// Those that are tried.
  var mutations = MutationCatalogue.all

  /// Hypotheses, the best first: fewest deviations, then Raft, then the order of the catalogue.
  ///
  /// - Parameters:
  ///   - maximum: the most that are returned.
  ///   - goesOn: asked again and again; after a no nothing more is looked for.
  func hypotheses(atMost maximum: Int, while goesOn: () -> Bool = { true }) -> [Hypothesis] {
    guard let raft = hypothesis(nil, Raft(options: schedule.options), limit: .max, while: goesOn) else {
      return []
    }
    var found = [raft]
    for type in mutations {
      var mutation: any Mutation = type.init()
      mutation.options = schedule.options
      if let hypothesis = hypothesis(type.name, mutation, limit: limit(found, maximum), while: goesOn) {
        insert(hypothesis, into: &found)
      }
      if found.count > maximum { found.removeLast() }
    }
    return found + (found.contains { $0.mutation == nil } ? [] : [raft])
  }

  /// Behind those that are as good: the catalogue's order is kept.
  private func insert(_ hypothesis: Hypothesis, into found: inout [Hypothesis]) {
    let place = found.firstIndex { $0.deviationCount > hypothesis.deviationCount } ?? found.endIndex
    found.insert(hypothesis, at: place)
  }

  /// How many deviations a further hypothesis may have; where enough are found, fewer than the worst of them.
  private func limit(_ found: [Hypothesis], _ maximum: Int) -> Int {
    let ofRaft = found.first { $0.mutation == nil }?.deviationCount ?? .max
    guard found.count >= maximum, let worst = found.last?.deviationCount else { return ofRaft }
    return min(ofRaft, worst - 1)
  }

  /// How many steps are considered between two questions whether to go on.
  private static let stride = 256

  /// - Returns: nil where the rules leave more than `limit` steps unexplained, or the search was ended.
  private func hypothesis(
    _ mutation: String?, _ rules: any RaftRules, limit: Int, while goesOn: () -> Bool
  ) -> Hypothesis? {
    let model = RaftModel(rules: rules, bounds: Bounds(), initialState: schedule.initialState)
    var survey = DeviationSurvey(model, schedule.initialState)
    for (number, step) in schedule.steps.enumerated() {
      if number % Self.stride == 0, !goesOn() { return nil }
      survey.consider(step, at: number)
      if survey.deviationCount > limit { return nil }
    }
    var rerunRules = RerunRules(model)
    rerunRules.learned = survey.learned
    return Hypothesis(
      mutation: mutation, rules: rerunRules, deviations: survey.deviations,
      deviationCount: survey.deviationCount)
  }
}

/// Goes through a schedule by some rules and notes what deviates from them.
struct DeviationSurvey {
  private let model: RaftModel
  private var state: ClusterState
  private var inFlight: [Packet]
  private(set) var deviations: [Int: StepDeviation] = [:]
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

  mutating func consider(_ step: ScheduledStep, at place: Int) {
    var step = step
    if let received = step.action.received { state.network.send(received) }
    let outcome = RuleOutcome(of: step.action, from: state, by: model)
    step.deviation = StepDeviation(step, outcome)
    note(step, outcome)
    deviations[place] = step.deviation
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
