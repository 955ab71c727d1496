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

  /// Takes in all of another evidence.
  mutating func note(_ other: ResponseEvidence) { indices.merge(other.indices, uniquingKeysWith: max) }

  /// Whether a server may have said yes to everything up to an index.
  func maySayYes(_ server: ServerID, through index: LogIndex = LogIndex(.max)) -> Bool {
    indices[server] ?? .zero >= index
  }
}

/// What one server is shown to have been answered, by the term that each answer may be of.
///
/// A line need not show its server's term, nor a message its own. An answer without a term may be of any term that the server
/// may have been in: the one shown before, or the one shown next.
struct ResponseTally {
  private var stamped: [ServerID: (term: Term, index: LogIndex)] = [:]
  /// The term shown last, and the answers without a term that may be of it.
  private var term: Term?
  private var unstamped = ResponseEvidence()
  /// The answers without a term since that term was shown last.
  private var recent = ResponseEvidence()

  /// Takes in the term that a line shows its server to be in, before what arrives in that line.
  mutating func enter(_ shown: Term) {
    if shown == term { unstamped.note(recent) } else { unstamped = recent }
    term = shown
    recent = ResponseEvidence()
  }

  /// Takes in a yes that covers everything up to an index, in a line that does or does not show its server's term.
  mutating func note(
    _ server: ServerID, in term: Observed<Term>, through index: LogIndex = LogIndex(.max),
    lineShowsTerm: Bool
  ) {
    guard let term = term.value else {
      if lineShowsTerm { unstamped.note(server, through: index) } else { recent.note(server, through: index) }
      return
    }
    if let known = stamped[server], known.term >= term {
      if known.term == term { stamped[server] = (term, max(known.index, index)) }
    } else {
      stamped[server] = (term, index)
    }
  }

  /// Whether a server may have said yes, in the term shown last, to everything up to an index.
  func maySayYes(_ server: ServerID, through index: LogIndex = LogIndex(.max)) -> Bool {
    if unstamped.maySayYes(server, through: index) { return true }
    guard let term, let known = stamped[server] else { return false }
    return known.term > term || known.term == term && known.index >= index
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
