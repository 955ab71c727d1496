import TraceFormat

/// Facts and violations that count only if the trace shows the messages that a violation misses.
///
/// A trace that shows no message of a kind at all does not show that kind; then a missing one proves nothing.
struct MessageViolations {
  private var groupsWithMessages: Set<GroupID> = []
  private var facts: [GroupID: Int] = [:]
  private var violations: [Violation] = []

  mutating func noteMessage(in group: GroupID) { groupsWithMessages.insert(group) }

  /// Counts a fact that could have refuted the property.
  mutating func tested(in group: GroupID) { facts[group, default: 0] += 1 }

  mutating func hold(_ violation: Violation) {
    if violations.count < Findings.violationMaximum { violations.append(violation) }
  }

  /// Reports those of groups that show such messages.
  func publish(_ findings: inout Findings) {
    for group in groupsWithMessages.sorted() { findings.tested(facts[group] ?? 0) }
    for violation in violations where groupsWithMessages.contains(violation.group) {
      findings.violate(violation)
    }
  }
}
