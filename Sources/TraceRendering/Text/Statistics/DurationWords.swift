import RaftTraceChecker
import TraceFormat

/// Durations as people say them: `58 ms`, `1.05 s`, `3 min 20 s`.
enum DurationWords {
  static func text(_ nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let size = nanoseconds.magnitude
    switch size {
    case ..<1_000: return "\(sign)\(size) ns"
    case ..<1_000_000: return "\(sign)\(size / 1_000) µs"
    case ..<1_000_000_000: return sign + decimal(size / 100_000, places: 1) + " ms"
    case ..<120_000_000_000: return sign + decimal(size / 10_000_000, places: 2) + " s"
    default:
      let seconds = size / 1_000_000_000
      let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
      return hours > 0 ? "\(sign)\(hours) h \(minutes) min" : "\(sign)\(minutes) min \(seconds % 60) s"
    }
  }

  /// Both bounds: `0.06–1.05 s`; nil where neither is known.
  static func text(_ bounds: DurationBounds) -> String? {
    switch (bounds.lower, bounds.upper) {
    case (.known(let lower), .known(let upper)) where lower >= upper: text(lower)
    case (.known(let lower), .known(let upper)): "\(text(lower)) to \(text(upper))"
    case (.known(let lower), .unknown): "at least \(text(lower))"
    case (.unknown, .known(let upper)): "at most \(text(upper))"
    case (.unknown, .unknown): nil
    }
  }

  /// The number with a point before its last digits, of which zeros at the end are left out.
  private static func decimal(_ number: UInt64, places: Int) -> String {
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    var fraction = String(number % scale)
    fraction = String(repeating: "0", count: places - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return "\(number / scale)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
