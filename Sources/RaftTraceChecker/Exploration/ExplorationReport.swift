public import RaftModel

/// What an exploration found, without the types of its model: for reports.
public struct ExplorationReport: Sendable {
  /// A property, and how many steps within the bounds put it to the test.
  public struct Property: Sendable {
    public var summary: PropertySummary
    public var decidedCount: Int
    public var counterexample: Counterexample?
  }

  /// A shortest run to a step that breaks a property.
  public struct Counterexample: Sendable {
    /// Why the last step breaks it: "n1 and n3 both won term 4".
    public var reason: String
    /// What happens in each step, in words.
    public var steps: [String]
  }

  /// What was explored: "Raft, 3 servers".
  public var model: String
  /// Each bound with its value, in words.
  public var bounds: [String]
  public var distinctCount: Int
  public var generatedCount: Int
  public var depth: Int
  public var isExhaustive: Bool
  public var collisionChance: Double
  public var properties: [Property]
  public var sometimes: [(condition: String, isMet: Bool)]

  /// - Parameter words: says what happens in a step.
  public init<System: TransitionSystem>(
    _ exploration: Exploration<System>, of system: System, model: String, bounds: [String],
    words: (System.Action) -> String
  ) {
    self.model = model
    self.bounds = bounds
    distinctCount = exploration.distinctCount
    generatedCount = exploration.generatedCount
    depth = exploration.depth
    isExhaustive = exploration.isExhaustive
    collisionChance = exploration.collisionChance
    sometimes = exploration.sometimes
    properties = exploration.properties.enumerated().map { i, property in
      Property(
        summary: property.summary, decidedCount: property.decidedCount,
        counterexample: property.counterexample.map { path in
          Counterexample(
            reason: path.reason(of: i, in: system), steps: path.steps.map { words($0.action) })
        })
    }
  }

  /// The broken properties, that with the shortest counterexample first.
  public var broken: [Property] {
    properties.filter { $0.counterexample != nil }.enumerated().sorted {
      ($0.element.counterexample?.steps.count ?? 0, $0.offset) < (
        $1.element.counterexample?.steps.count ?? 0, $1.offset
      )
    }.map(\.element)
  }
}

extension Path {
  /// Why the last step breaks a property.
  fileprivate func reason(of property: Int, in system: System) -> String {
    guard let last = steps.last else { return "" }
    let before = steps.count > 1 ? steps[steps.count - 2].after : initialState
    var reason = ""
    system.judge([property], before: before, last.action, after: last.after) { _, judgement in
      if case .violated(let why) = judgement { reason = why }
    }
    return reason
  }
}
