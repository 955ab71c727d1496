import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Traces of the tutorial")
struct TutorialTraceTests {
  /// The steps of a random run.
  private static func walk(_ model: TutorialModel, length: Int, _ random: inout SeededRandom)
    -> [TutorialStep]
  {
    var state = model.initialState
    var steps: [TutorialStep] = []
    for _ in 0..<length {
      var successors: [(TutorialStep, TutorialState)] = []
      model.forEachSuccessor(of: state) { successors.append(($0, $1)) }
      // Crashes are many, and what they end gets nowhere.
      let quiet = successors.filter { if case .resume = $0.0 { true } else { false } }
      if !quiet.isEmpty, random.next() % 8 != 0 { successors = quiet }
      guard !successors.isEmpty else { break }
      let (step, after) = successors[Int(random.next() % UInt64(successors.count))]
      steps.append(step)
      state = after
    }
    return steps
  }

  @Test(
    "What the tutorial does with one action at a time, or to elect alone, is correct, crashes and all",
    arguments: TutorialSpecification.allCases)
  func correctRuns(_ specification: TutorialSpecification) throws {
    var bounds = TutorialBounds(of: specification)
    bounds.electionMaximum = 6
    bounds.submitMaximum = 4
    let model = TutorialModel(specification, bounds: bounds)
    var random = SeededRandom(seed: 11)
    var elections = 0
    var restarts = 0
    for run in 0..<60 {
      let symbols = TraceSymbols()
      let steps = Self.walk(model, length: 80, &random)
      let trace = try #require(model.trace(of: steps, symbols: symbols))
      var checker = TraceChecker(symbols: symbols)
      for event in trace.events { checker.consider(event, dialect: TutorialTrace.dialect) }
      #expect(checker.finish().violated == [], "run \(run)")
      elections += trace.events.count { $0.kind == .roleChanged(.leader) }
      restarts += trace.events.count { $0.kind == .crash }
    }
    #expect(elections > 20)
    #expect(restarts > 20)
  }
}
