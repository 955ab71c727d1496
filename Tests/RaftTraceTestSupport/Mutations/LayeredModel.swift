public import RaftModel

/// A wrong Raft whose steps are judged in three layers, and by chosen invariants besides.
///
/// The layers: the step is one that Raft takes · all that the proofs rest on · the five properties of Figure 3.
public struct LayeredModel: TransitionSystem {
  /// What judges: a layer, or one invariant by its name.
  public enum View: Hashable, Sendable {
    case conformance
    case accounting
    case figure3
    case invariant(String)

    public static let layers: [View] = [.conformance, .accounting, .figure3]

    public init(_ name: String) {
      self = Self.layers.first { $0.name == name } ?? .invariant(name)
    }

    public var name: String {
      switch self {
      case .conformance: "conformance"
      case .accounting: "accounting"
      case .figure3: "Figure 3"
      case .invariant(let name): name
      }
    }
  }

  /// The properties of Figure 3 of the Raft paper, in its order.
  public static let figure3: [any Invariant.Type] = [
    ElectionSafety.self, LeaderAppendOnly.self, LogMatching.self, LeaderCompleteness.self,
    StateMachineSafety.self,
  ]

  public let model: RaftModel
  public let views: [View]
  private let conformance: Conformance
  /// For each view the numbers of its invariants.
  private let invariants: [[Int]]

  public init(_ model: RaftModel, views: [View] = View.layers) {
    self.model = model
    self.views = views
    conformance = Conformance(options: model.rules.options)
    let all = model.invariants
    let names = Set(Self.figure3.map { $0.name })
    invariants = views.map { view in
      switch view {
      case .conformance: []
      case .accounting: all.indices.filter { !names.contains(all[$0].name) }
      case .figure3: all.indices.filter { names.contains(all[$0].name) }
      case .invariant(let name): all.indices.filter { all[$0].name == name }
      }
    }
  }

  /// The model of a mutation, judged by the layers and by the invariants that are expected to fire.
  public init(_ mutation: any Mutation.Type) {
    self.init(
      mutation.model, views: View.layers + mutation.description.expected.map { .invariant($0.invariant) })
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
    views.map { PropertySummary(name: $0.name, sentence: $0.name, reference: "") }
  }

  public func judge(
    _ chosen: [Int], before: ClusterState, _ action: Action, after: ClusterState,
    _ body: (Int, Judgement) -> Void
  ) {
    for place in chosen.indices {
      let broken = firing(chosen[place], before: before, action, after: after, isFirstEnough: true)
      body(place, broken.isEmpty ? .held : .violated(broken.joined(separator: ", ")))
    }
  }

  /// What a view sees in a step: the names of invariants, or the sentence of the deviation.
  public func firing(
    _ view: Int, before: ClusterState, _ action: Action, after: ClusterState, isFirstEnough: Bool = false
  ) -> [String] {
    if views[view] == .conformance {
      return conformance.deviation(before: before, action, after: after).map { [$0.sentence] } ?? []
    }
    var broken: [String] = []
    model.judge(invariants[view], before: before, action, after: after) { k, judgement in
      guard case .violated = judgement, broken.isEmpty || !isFirstEnough else { return }
      broken.append(model.invariants[invariants[view][k]].name)
    }
    return broken
  }

  /// What a view sees in a step.
  public func firing(_ view: Int, in step: Step) -> [String] {
    firing(view, before: step.before, step.action, after: step.after)
  }

  public var sometimes: [String] { [] }

  public func meets(_ condition: Int, _ state: ClusterState) -> Bool { false }
}
