public import RaftModel

/// What an exploration found.
public struct Exploration<System: TransitionSystem>: Sendable {
  /// How one property ended.
  public struct Property: Sendable {
    public var summary: PropertySummary
    /// How many steps put it to the test; 0 means that nothing was decided.
    public var decidedCount: Int
    /// A shortest path to a step that breaks it; nil where none was found.
    public var counterexample: Path<System>?
  }

  /// States that no renaming of servers makes equal.
  public var distinctCount: Int
  /// Steps taken, those to known states included.
  public var generatedCount: Int
  /// The most steps from the initial state to any state found, by the shortest way.
  public var depth: Int
  /// Whether every state within the bounds was found.
  public var isExhaustive: Bool
  public var properties: [Property]
  /// The conditions that some state should meet, and whether one did.
  public var sometimes: [(condition: String, isMet: Bool)]

  /// Properties that are broken, in the order of reports.
  public var broken: [Property] { properties.filter { $0.counterexample != nil } }

  /// The chance that two states were taken for one because their fingerprints are equal, at most.
  ///
  /// n² / 2⁶⁵ for n states.
  public var collisionChance: Double { Double(distinctCount) * Double(distinctCount) / 0x1p65 }
}

/// A run of a model: states joined by actions.
public struct Path<System: TransitionSystem>: Sendable {
  public var initialState: System.State
  public var steps: [(action: System.Action, after: System.State)]

  public var lastState: System.State { steps.last?.after ?? initialState }
}

/// How far an exploration has come.
public struct ExplorationProgress: Sendable {
  public var generatedCount: Int
  public var distinctCount: Int
  /// States found and not yet expanded.
  public var queueCount: Int
  public var depth: Int
}
