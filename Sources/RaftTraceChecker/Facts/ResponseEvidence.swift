import TraceFormat

/// What the servers of a group are shown to have answered to one of them, in one term.
///
/// A response that does not say yes or no, or not up to where, may be a yes: it is counted as one.
struct ResponseEvidence {
  private var indices: [ServerID: LogIndex] = [:]

  /// Takes in a yes that covers everything up to an index.
  mutating func note(_ server: ServerID, through index: LogIndex = LogIndex(.max)) {
    indices[server] = max(indices[server] ?? .zero, index)
  }

  /// Whether a server may have said yes to everything up to an index.
  func maySayYes(_ server: ServerID, through index: LogIndex = LogIndex(.max)) -> Bool {
    indices[server] ?? .zero >= index
  }
}

/// Violations that count only if the trace shows the responses that they miss.
///
/// A trace that shows no response of a kind at all does not show that kind; then a missing one proves nothing.
struct ResponseViolations {
  private var groupsWithResponses: Set<GroupID> = []
  private var violations: [Violation] = []

  mutating func noteResponse(in group: GroupID) { groupsWithResponses.insert(group) }

  mutating func hold(_ violation: Violation) {
    if violations.count < Findings.violationMaximum { violations.append(violation) }
  }

  /// Reports those of groups that show responses.
  func publish(_ findings: inout Findings) {
    for violation in violations where groupsWithResponses.contains(violation.group) {
      findings.violate(violation)
    }
  }
}
