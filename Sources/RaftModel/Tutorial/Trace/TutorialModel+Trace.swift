public import TraceFormat

extension TutorialModel {
  /// The trace of a run from the initial state.
  ///
  /// - Returns: nil if a step is not possible where it stands.
  public func trace(of steps: some Sequence<TutorialStep>, symbols: TraceSymbols) -> TutorialTrace? {
    var trace = TutorialTrace(symbols: symbols)
    var state = TutorialState()
    for step in steps {
      guard let (next, occurrences) = perform(step, in: state) else { return nil }
      trace.append(occurrences)
      state = next
    }
    return trace
  }
}
