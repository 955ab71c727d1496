extension TutorialModel: TransitionSystem {
  public var initialState: TutorialState { TutorialState() }

  public func encode(_ state: TutorialState, into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    state.encode(into: &bytes)
  }

  public func decode(_ bytes: inout StateReader) -> TutorialState { TutorialState(&bytes) }

  public var properties: [PropertySummary] { judged.map(\.summary) }

  public func judge(
    _ chosen: [Int], before: TutorialState, _ step: TutorialStep, after: TutorialState,
    _ body: (Int, Judgement) -> Void
  ) {
    for place in chosen.indices {
      let judgement = judged[chosen[place]].judge(before, step, after)
      if judgement != .notConcerned { body(place, judgement) }
    }
  }

  /// Without these a model would keep its properties by doing nothing.
  public var sometimes: [String] {
    specification == .replication
      ? ["a leader is elected", "an entry is committed"] : ["a leader is elected"]
  }

  public func meets(_ condition: Int, _ state: TutorialState) -> Bool {
    condition == 0
      ? (0..<TutorialState.serverCount).contains { state.servers[$0].mode == .leader }
      : (0..<TutorialState.serverCount).contains { state.servers[$0].commitIndex > 0 }
  }
}
