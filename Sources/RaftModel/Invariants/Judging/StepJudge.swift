/// Shows steps to the invariants that they concern.
public struct StepJudge: Sendable {
  public let invariants: [any Invariant.Type]
  private let concerns: [StepAspects]

  public init(_ invariants: [any Invariant.Type] = InvariantCatalogue.all) {
    self.invariants = invariants
    concerns = invariants.map { $0.concerns }
  }

  /// Judges a step by some of the invariants, and calls `body` for those that it concerns.
  ///
  /// - Parameter chosen: numbers of invariants; `body` is given a place in it, and what that invariant says.
  public func judge(
    _ chosen: [Int], before: ClusterState, _ action: Action, after: ClusterState, options: ModelOptions,
    _ body: (Int, Judgement) -> Void
  ) {
    let context = StepContext(before: before, action, after: after, options: options)
    for place in chosen.indices {
      let k = chosen[place]
      if concerns[k].isDisjoint(with: context.aspects) { continue }
      body(place, invariants[k].judge(before: before, action, after: after, context))
    }
  }

  /// The first invariant that a step breaks, and why; nil where it breaks none.
  public func firstViolation(
    before: ClusterState, _ action: Action, after: ClusterState, options: ModelOptions
  ) -> (invariant: any Invariant.Type, reason: String)? {
    let context = StepContext(before: before, action, after: after, options: options)
    for k in invariants.indices where !concerns[k].isDisjoint(with: context.aspects) {
      if case .violated(let reason) = invariants[k].judge(before: before, action, after: after, context) {
        return (invariants[k], reason)
      }
    }
    return nil
  }
}
