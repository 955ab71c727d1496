import TraceFormat

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
