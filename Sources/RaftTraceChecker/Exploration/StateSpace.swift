public import RaftModel

/// The states of a model nearest to the initial one, with the steps between them: what a picture can show.
public struct StateSpace<System: TransitionSystem>: Sendable {
  public struct Edge: Sendable {
    /// Places in `states`.
    public var source: Int
    public var target: Int
    public var action: System.Action
  }

  /// Nearest first; the first one is the initial state.
  public private(set) var states: [System.State] = []
  public private(set) var edges: [Edge] = []
  /// How many steps of each state lead to states that are left out.
  public private(set) var hiddenStepCounts: [Int] = []

  /// - Parameter stateMaximum: the most states.
  public init(of system: System, stateMaximum: Int) {
    var scratch = EncodingScratch()
    func bytes(_ state: System.State) -> [UInt8] {
      var bytes = StateBytes()
      system.encode(state, into: &bytes, &scratch)
      return bytes.withBytes { Array($0) }
    }
    var places = [bytes(system.initialState): 0]
    states = [system.initialState]
    while hiddenStepCounts.count < states.count {
      let source = hiddenStepCounts.count
      hiddenStepCounts.append(0)
      system.forEachSuccessor(of: states[source]) { action, next in
        let key = bytes(next)
        if places[key] == nil, states.count < stateMaximum {
          places[key] = states.count
          states.append(next)
        }
        if let target = places[key] {
          edges.append(Edge(source: source, target: target, action: action))
        } else {
          hiddenStepCounts[source] += 1
        }
      }
    }
  }

  /// Whether every state within the bounds is there.
  public var isWhole: Bool { hiddenStepCounts.allSatisfy { $0 == 0 } }
}
