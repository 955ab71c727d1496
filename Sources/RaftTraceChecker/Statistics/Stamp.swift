public import TraceFormat

/// A line, and the time that its server's clock showed there.
public struct Stamp: Hashable, Sendable, BitwiseCopyable {
  public var position: SourcePosition
  public var time: Observed<WallTime>

  public init(position: SourcePosition, time: Observed<WallTime> = .unknown) {
    self.position = position
    self.time = time
  }

  init(_ event: TraceEvent) { self.init(position: event.position, time: event.time) }

  /// Nanoseconds from this line to a later one of the same server; unknown where a time is, or where the clock went back.
  func duration(to later: Stamp) -> Observed<Int64> {
    guard let begin = time.value, let end = later.time.value, end >= begin else { return .unknown }
    let (difference, isOverflow) = end.nanoseconds.subtractingReportingOverflow(begin.nanoseconds)
    return isOverflow ? .unknown : .known(difference)
  }
}

/// A duration in nanoseconds between bounds, each known or not, by one server's clock.
public struct DurationBounds: Hashable, Sendable {
  public var lower: Observed<Int64>
  public var upper: Observed<Int64>
  public var clock: ServerID

  public init(lower: Observed<Int64> = .unknown, upper: Observed<Int64> = .unknown, clock: ServerID) {
    self.lower = lower
    self.upper = upper
    self.clock = clock
  }

  /// Whether anything is known of it.
  public var isKnown: Bool { lower.isKnown || upper.isKnown }
}
