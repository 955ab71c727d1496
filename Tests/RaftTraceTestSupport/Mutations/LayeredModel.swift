public import RaftModel

/// A wrong Raft whose steps are judged in three layers instead of one by one.
///
/// The layers: the step is one that Raft takes · what the proofs of Figure 3 rest on · the properties of Figure 3.
public struct LayeredModel: TransitionSystem {
  /// What may see a mutation, the earliest first.
  public enum Layer: Int, CaseIterable, Sendable {
    case conformance
    case accounting
    case harm
  }

  public let model: RaftModel
  private let conformance: Conformance
  /// The numbers of the invariants of each layer.
  private let invariants: [[Int]]

  public init(_ model: RaftModel) {
    self.model = model
    conformance = Conformance(options: model.rules.options)
    let all = model.invariants
    invariants = [
      [], all.indices.filter { all[$0].layer != .harm }, all.indices.filter { all[$0].layer == .harm },
    ]
  }

  public var initialState: ClusterState { model.initialState }

  public func forEachSuccessor(of state: ClusterState, _ body: (Action, ClusterState) -> Void) {
    model.forEachSuccessor(of: state, body)
  }

  public func encode(_ state: ClusterState, into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    model.encode(state, into: &bytes, &scratch)
  }

  public func decode(_ bytes: inout StateReader) -> ClusterState { model.decode(&bytes) }

  public var properties: [PropertySummary] {
    Layer.allCases.map { PropertySummary(name: "\($0)", sentence: "\($0)", reference: "") }
  }

  public func judge(
    _ chosen: [Int], before: ClusterState, _ action: Action, after: ClusterState,
    _ body: (Int, Judgement) -> Void
  ) {
    for place in chosen.indices {
      let broken = firing(
        Layer.allCases[chosen[place]], before: before, action, after: after, isFirstEnough: true)
      body(place, broken.isEmpty ? .held : .violated(broken.joined(separator: ", ")))
    }
  }

  /// What fires in a layer at a step: the names of invariants, or the sentence of the deviation.
  public func firing(
    _ layer: Layer, before: ClusterState, _ action: Action, after: ClusterState, isFirstEnough: Bool = false
  ) -> [String] {
    if layer == .conformance {
      return conformance.deviation(before: before, action, after: after).map { [$0.sentence] } ?? []
    }
    var broken: [String] = []
    model.judge(invariants[layer.rawValue], before: before, action, after: after) { k, judgement in
      guard case .violated = judgement, broken.isEmpty || !isFirstEnough else { return }
      broken.append(model.invariants[invariants[layer.rawValue][k]].name)
    }
    return broken
  }

  public var sometimes: [String] { [] }

  public func meets(_ condition: Int, _ state: ClusterState) -> Bool { false }
}
