import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("What an exploration found, and its counterexample as a trace")
struct ExplorationReportTests {
  private static func model(_ rules: any RaftRules) -> RaftModel {
    var bounds = Bounds()
    bounds.termMaximum = 1
    bounds.logLengthMaximum = 0
    bounds.messageMaximum = 4
    bounds.restartMaximum = 0
    return RaftModel(rules: rules, bounds: bounds, serverCount: 3)
  }

  @Test("The shortest counterexample is told step by step, and the checker finds the violation in its trace")
  func counterexample() throws {
    let model = Self.model(VotesForEverybody(options: ModelOptions()))
    let system = RestrictedSystem(model) { $0.name == "ElectionSafety" }
    let exploration = Explorer(system).run()
    let report = ExplorationReport(exploration, of: system, model: "wrong", bounds: []) { "\($0)" }
    let broken = try #require(report.broken.first)
    #expect(report.properties.count == 1)
    #expect(broken.summary.name == "ElectionSafety")
    let path = try #require(exploration.broken.first?.counterexample)
    #expect(broken.counterexample?.steps.count == path.steps.count)
    #expect(broken.counterexample?.reason.hasSuffix("both won term 1") == true)

    var behavior = Behavior(initialState: model.initialState)
    for step in path.steps { behavior.append(step.action, step.after) }
    let symbols = TraceSymbols()
    let trace = BehaviorTrace(behavior, of: model, symbols: symbols)
    let checked = TraceBuilder.check(trace.events, BehaviorTrace.dialect, symbols)
    #expect(checked.violated.isSuperset(of: [.electionSafety, .oneVotePerTerm]))
  }

  @Test("A model judged by some properties has the same states as with all")
  func restriction() {
    let model = Self.model(Raft())
    let whole = Explorer(model).run()
    let part = Explorer(RestrictedSystem(model) { $0.name == "OneVotePerTerm" }).run()
    #expect(part.distinctCount == whole.distinctCount)
    #expect(part.properties.map(\.summary.name) == ["OneVotePerTerm"])
    #expect(
      part.properties.map(\.decidedCount)
        == whole.properties.filter { $0.summary.name == "OneVotePerTerm" }.map(\.decidedCount))
  }

  @Test("The states for a picture are those that the explorer finds, and as many as are asked for")
  func stateSpace() {
    let model = Self.model(Raft())
    let exploration = Explorer(model).run()
    let whole = StateSpace(of: model, stateMaximum: .max)
    #expect(whole.isWhole)
    #expect(whole.states.count == exploration.distinctCount)
    #expect(whole.edges.count == exploration.generatedCount)

    let part = StateSpace(of: model, stateMaximum: 5)
    #expect(!part.isWhole)
    #expect(part.states.count == 5)
    #expect(part.hiddenStepCounts.count == 5)
  }
}
