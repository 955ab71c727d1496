extension RaftModel: TransitionSystem {
  public var withoutSymmetry: RaftModel? {
    guard usesSymmetry else { return nil }
    var model = self
    model.usesSymmetry = false
    return model
  }

  public func encode(_ state: ClusterState, into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    if usesSymmetry {
      state.encodeUpToRenaming(into: &bytes, &scratch)
    } else {
      state.encodeAsNamed(into: &bytes, &scratch)
    }
  }

  public func decode(_ bytes: inout StateReader, into state: inout ClusterState) {
    state.read(&bytes)
  }

  public func decode(_ bytes: inout StateReader) -> ClusterState {
    ClusterState(&bytes, serverCount: initialState.serverCount)
  }

  public var properties: [PropertySummary] {
    invariants.map { PropertySummary($0) }
  }

  public func judge(
    _ chosen: [Int], before: ClusterState, _ action: Action, after: ClusterState,
    _ body: (Int, Judgement) -> Void
  ) {
    stepJudge.judge(chosen, before: before, action, after: after, options: rules.options, body)
  }

  private var conditions: [SometimesCondition] {
    SometimesCondition.allCases.filter { $0.isPossible(rules.options) }
  }

  public var sometimes: [String] { conditions.map(\.rawValue) }

  public func meets(_ condition: Int, _ state: ClusterState) -> Bool {
    conditions[condition].isMet(by: state)
  }
}

extension RaftModel {
  /// The first invariant that a step breaks, and why; nil where it breaks none.
  public func firstViolation(
    before: ClusterState, _ action: Action, after: ClusterState
  ) -> (invariant: PropertySummary, reason: String)? {
    guard
      let (invariant, reason) = stepJudge.firstViolation(
        before: before, action, after: after, options: rules.options)
    else { return nil }
    return (PropertySummary(invariant), reason)
  }
}

extension PropertySummary {
  init(_ invariant: any Invariant.Type) {
    self.init(name: invariant.name, sentence: invariant.sentence, reference: invariant.reference)
  }
}
