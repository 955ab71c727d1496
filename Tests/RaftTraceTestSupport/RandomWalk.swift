public import RaftModel

/// A run of a model that takes possible actions at random.
public struct RandomWalk {
  private let model: RaftModel
  private var random: SeededRandom

  public init(_ model: RaftModel, seed: UInt64) {
    self.model = model
    random = SeededRandom(seed: seed)
  }

  /// Walks from the initial state, at most this many steps.
  public mutating func behavior(steps: Int) -> Behavior {
    var behavior = Behavior(initialState: model.initialState)
    for _ in 0..<steps {
      var choices: [(Action, ClusterState)] = []
      model.forEachSuccessor(of: behavior.lastState) { choices.append(($0, $1)) }
      guard let (action, state) = choices.randomElement(using: &random) else { break }
      behavior.append(action, state)
    }
    return behavior
  }
}
