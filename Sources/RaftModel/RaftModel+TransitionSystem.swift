extension RaftModel: TransitionSystem {
  public func encode(_ state: ClusterState, into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    if usesSymmetry {
      state.encodeUpToRenaming(into: &bytes, &scratch)
    } else {
      state.encodeAsNamed(into: &bytes, &scratch)
    }
  }

  public func decode(_ bytes: inout StateReader) -> ClusterState {
    ClusterState(&bytes, serverCount: initialState.serverCount)
  }

  public var properties: [PropertySummary] {
    invariants.map { PropertySummary(name: $0.name, sentence: $0.sentence, reference: $0.reference) }
  }

  public func judge(
    _ chosen: [Int], before: ClusterState, _ action: Action, after: ClusterState, _ body: (Int, Judgement) -> Void
  ) {
    stepJudge.judge(chosen, before: before, action, after: after, options: rules.options, body)
  }

  public var sometimes: [String] { SometimesCondition.allCases.map(\.rawValue) }

  public func meets(_ condition: Int, _ state: ClusterState) -> Bool {
    SometimesCondition.allCases[condition].isMet(by: state)
  }
}
