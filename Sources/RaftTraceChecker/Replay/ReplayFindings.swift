import TraceFormat

/// Gathers what a replay refutes, and on how much it rests.
struct ReplayFindings {
  private var refutations: [Refutation] = []
  private var refutationCount = 0
  private var replayedEvents = 0
  private(set) var facts = 0
  /// The line of the last refutation: what else fails there belongs to it.
  private var lastRefuted: SourcePosition?

  mutating func begin(_ event: TraceEvent) { replayedEvents += 1 }

  /// Counts a requirement that was put to the test.
  mutating func tested() { facts += 1 }

  /// Refutes a line.
  ///
  /// What else fails in a line that is refuted already becomes a further near miss.
  mutating func refute(
    _ line: ReplayLine, _ shown: Statement, _ nearMisses: [NearMiss], because causes: [Witness?] = []
  ) {
    let event = line.event
    if lastRefuted == event.position, let last = refutations.indices.last,
      refutations[last].server == event.server
    {
      let known = refutations[last].nearMisses.map(\.requirement)
      refutations[last].nearMisses += nearMisses.filter { !known.contains($0.requirement) }
      return
    }
    lastRefuted = event.position
    refutationCount += 1
    guard refutations.count < ConformanceResult.refutationMaximum else { return }
    refutations.append(
      Refutation(
        group: event.group, server: event.server, position: event.position, shown: shown,
        nearMisses: nearMisses, causes: Self.ordered(causes.compactMap { $0 }, event)))
  }

  /// Lines once each, and not the refuted line itself.
  private static func ordered(_ causes: [Witness], _ event: TraceEvent) -> [Witness] {
    var result: [Witness] = []
    for cause in causes where cause.position != event.position && !result.contains(cause) {
      result.append(cause)
    }
    return result
  }

  /// - Parameter incompleteEvents: those that were not replayed.
  func result(incompleteEvents: Int) -> ConformanceResult {
    let status: ConformanceStatus =
      refutationCount > 0 ? .violates : replayedEvents > 0 && facts > 0 ? .conforms : .inconclusive
    var result = ConformanceResult(status: status)
    result.replayedEvents = replayedEvents
    result.facts = facts
    result.refutations = refutations
    result.refutationCount = refutationCount
    if incompleteEvents > 0 { result.limits.append(.incompleteSource(events: incompleteEvents)) }
    return result
  }
}
