/// What is known of a mutation: the rule it breaks, where it was seen, and what is expected to see it.
public struct MutationDescription: Sendable {
  /// A property that sees the mutation, and after how many steps from the initial state at the earliest.
  public struct Expectation: Sendable, Equatable {
    /// The name of the invariant.
    public var invariant: String
    /// The depth that is published for another model; nil where none is.
    public var depth: Int?

    public init(_ invariant: String, at depth: Int? = nil) {
      self.invariant = invariant
      self.depth = depth
    }
  }

  /// The rule that is broken, in one sentence without a full stop: what the rule demands.
  public let rule: String
  /// Figure and line, or section: "Raft Figure 2 (RequestVote RPC, 2)".
  public let reference: String
  /// Implementations in which the fault was found, as "name#issue"; empty for a fault of the drawing board.
  public let seenIn: [String]
  /// The size in which the shortest counterexample lies.
  public let serverCount: Int
  public let memberCount: Int
  public let bounds: Bounds
  /// The invariants that are expected to fire; none where the fault is only a step that Raft does not take.
  public let expected: [Expectation]

  public init(
    rule: String, reference: String, seenIn: [String] = [], serverCount: Int = 3, memberCount: Int? = nil,
    bounds: (inout Bounds) -> Void = { _ in }, expected: [Expectation]
  ) {
    self.rule = rule
    self.reference = reference
    self.seenIn = seenIn
    self.serverCount = serverCount
    self.memberCount = memberCount ?? serverCount
    self.bounds = Bounds(bounds)
    self.expected = expected
  }
}

extension Bounds {
  /// The plain bounds with some changed.
  init(_ change: (inout Bounds) -> Void) {
    self.init()
    change(&self)
  }
}

extension ModelOptions {
  /// Raft's plain options with some changed.
  init(_ change: (inout ModelOptions) -> Void) {
    self.init()
    change(&self)
  }
}
