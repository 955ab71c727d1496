import TraceFormat

/// Gathers the violations of one property; counts all and keeps the first few.
struct Findings {
  /// The most violations that are kept for one property.
  static let violationMaximum = 20

  private(set) var violations: [Violation] = []
  private(set) var violationCount = 0
  /// Facts put to the test.
  private(set) var facts = 0

  /// Counts facts that could have refuted the property.
  mutating func tested(_ count: Int = 1) { facts += count }

  /// What was shown and could not be judged for this reason, each reason once.
  private(set) var lacking: [String] = []

  /// Notes what kept something that was shown from being judged; it follows "no event shows".
  mutating func lacks(_ reason: String) {
    if !lacking.contains(reason) { lacking.append(reason) }
  }

  mutating func violate(_ violation: @autoclosure () -> Violation) {
    violationCount += 1
    if violations.count < Self.violationMaximum { violations.append(violation()) }
  }

  /// Takes back violations that turned out to be none; those that were only counted go with the last one kept.
  mutating func dropViolations(where isVoid: (Violation) -> Bool) {
    let kept = violations.filter { !isVoid($0) }
    violationCount = kept.isEmpty ? 0 : violationCount - (violations.count - kept.count)
    violations = kept
  }
}
