import ArgumentParser
import RaftModel
import RaftTraceChecker
import TraceRendering

/// The specifications of FizzBee's tutorial.
extension Explore {
  /// Options of one model are none of the other's.
  func validateTutorial() throws {
    guard let specification = model.specification else {
      guard tutorial.isSet else { return }
      throw ValidationError(
        """
        --concurrent, --elections, --submits, --heartbeat-rounds, --no-crashes and --count-as-fizzbee are for the \
        tutorial's models (--model).
        """)
    }
    if bounds.boundsStates || arguments.isSet {
      throw ValidationError(
        "A tutorial's model has servers and features of its own; see the bounds of the tutorial's models in --help."
      )
    }
    if let problem = tutorial.problem(with: specification) { throw ValidationError(problem) }
    guard tutorial.countAsFizzbee else { return }
    let isChecked = !only.isEmpty || keepGoing || counterexample != nil || graph != nil
    if isChecked || bounds.depth != nil || bounds.states != nil {
      throw ValidationError(
        "--count-as-fizzbee only counts; of other options it takes the tutorial's bounds.")
    }
  }

  func explore(_ model: TutorialModel) throws {
    try explore(
      model, named: "FizzBee's tutorial, \(self.model.rawValue)", tutorial.words(model) + bounds.limits,
      words: \.description, lines: StateWords.lines
    ) { steps, symbols in
      let trace = model.trace(of: steps.map(\.action), symbols: symbols)
      return (trace?.events ?? [], TutorialTrace.dialect)
    }
  }

  /// Writes what FizzBee says of an exploration: the first line in its words, then what its files hold.
  func count(_ model: TutorialModel) throws {
    let counts = TutorialExploration(model).counts
    try Console.write(
      """
      Valid Nodes: \(counts.nodes) Unique states: \(counts.uniqueStates)
      Links: \(counts.links) Depth: \(counts.depth)
      Bounds: \(tutorial.words(model).joined(separator: ", "))

      """)
  }
}
