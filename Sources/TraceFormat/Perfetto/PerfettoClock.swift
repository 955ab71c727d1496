/// The time of events in a picture: that of the source where it gives times, otherwise the order of reading.
///
/// Decided by the first event, for both in one picture cannot be told apart. Microseconds, as Chrome's trace events have them.
struct PerfettoClock {
  enum Source: String {
    case wallTime = "the servers' clocks (microseconds since 1970)"
    case logicalTicks = "logical ticks: the order in which events were read, a millisecond each"
  }

  /// What is drawn, 1896 to 2116: a wrong clock must not make differences that no number holds.
  private static let times: ClosedRange<Int64> = -(1 << 61)...1 << 62

  private(set) var source: Source?
  private var tick: Int64 = 0
  /// The latest time of each server: one without a time stands where the one before it stood.
  private var latest: [ServerID: Int64] = [:]

  /// Nanoseconds.
  mutating func time(of event: TraceEvent) -> Int64 {
    tick += 1
    let source = self.source ?? (event.time.isKnown ? .wallTime : .logicalTicks)
    self.source = source
    switch source {
    case .logicalTicks: return tick * 1_000_000
    case .wallTime:
      let shown = event.time.value.map {
        max(Self.times.lowerBound, min(Self.times.upperBound, $0.nanoseconds))
      }
      let time = max(shown ?? .min, latest[event.server] ?? .min)
      guard time > .min else { return latest.values.min() ?? 0 }
      latest[event.server] = time
      return time
    }
  }

  /// How long a message is drawn, in nanoseconds.
  var messageDuration: Int64 { source == .wallTime ? 1000 : 800_000 }
}
