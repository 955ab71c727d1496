import TraceFormat

/// What all invariants ask about a step, found out once: the options of the model, its aspects, and what was sent.
public struct StepContext: Sendable, BitwiseCopyable {
  public let options: ModelOptions
  public let aspects: StepAspects
  /// One bit for each place in the network after the step whose message was not in flight before.
  private let sentPlaces: UInt32

  public init(before: ClusterState, _ action: Action, after: ClusterState, options: ModelOptions) {
    self.options = options
    var aspects = StepAspects(action).union(.step)
    if let i = action.server { aspects.formUnion(StepAspects(from: before[i], to: after[i])) }
    if before.history.readCount != after.history.readCount { aspects.insert(.read) }

    var places: UInt32 = 0
    for k in 0..<after.messageCount {
      if k < before.messageCount, before.message(at: k) == after.message(at: k) { continue }
      if before.isInFlight(after.message(at: k)) { continue }
      places |= 1 << UInt32(k)
      aspects.insert(.sent(after.message(at: k).kind))
    }
    sentPlaces = places
    self.aspects = aspects
  }

  /// The first message that the step sent and that satisfies a condition; nil for none.
  ///
  /// A message that was in flight already cannot be told from a new one of the same content, and is left out.
  public func firstSent(in after: ClusterState, where matches: (Packet) -> Bool) -> Packet? {
    var places = sentPlaces
    while places != 0 {
      let packet = after.message(at: places.trailingZeroBitCount)
      if matches(packet) { return packet }
      places &= places - 1
    }
    return nil
  }
}
