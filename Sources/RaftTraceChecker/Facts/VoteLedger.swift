import TraceFormat

/// The last vote that each server's own lines show, and whether it is on disk for certain.
///
/// A line shows a vote when it is made in memory. Until it is stored a crash may forget it, and then a second vote is
/// legal, because the first was never sent (Raft Figure 2: persistent state is updated before responding).
struct VoteLedger {
  /// The vote of a server in a term, with the life that it was given in.
  struct Vote {
    var candidate: ServerID
    var term: Term
    var incarnation: UInt32
    var isDurable: Bool
    var isImplied: Bool
    var witness: Witness
  }

  private var last = SlotArray<Vote?>(nil)

  /// Forgets the votes of an identity that an operator has given to a new server: it starts with nothing on disk.
  mutating func forgetReusedIdentity(_ event: TraceEvent, _ context: EventContext) {
    if context.mayBeNewServer(event) { last[context.slot] = nil }
  }

  /// The vote that the server's lines showed last, if it is one of this term.
  func vote(of slot: Int, in term: Term) -> Vote? {
    guard let vote = last[slot], vote.term == term else { return nil }
    return vote
  }

  /// Takes in a vote that a line shows.
  ///
  /// - Returns: the earlier vote of the same term for another candidate, if there is one.
  mutating func record(_ shown: OwnVote, by event: TraceEvent, _ context: EventContext) -> Vote? {
    let slot = context.slot
    let incarnation = context.incarnation(of: event)
    if let vote = vote(of: slot, in: shown.term), vote.candidate == shown.candidate {
      if vote.isImplied, !shown.isImplied { last[slot]?.isImplied = false }
      return nil
    }
    let earlier = vote(of: slot, in: shown.term)
    if let newest = last[slot], newest.term > shown.term { return nil }
    last[slot] = Vote(
      candidate: shown.candidate, term: shown.term, incarnation: incarnation,
      isDurable: context.dialect.durability == .atOnce || event.isStart, isImplied: shown.isImplied,
      witness: event.witness(
        shown.isImplied ? .becameCandidate(shown.term) : .voted(candidate: shown.candidate, shown.term)))
    return earlier
  }

  /// Takes in what proves that the last vote is on disk: a completed write, or another server's answer to the candidate.
  mutating func noteDurability(_ event: TraceEvent, _ context: EventContext) {
    guard let vote = last[context.slot], vote.incarnation == context.life.incarnation, !vote.isDurable else {
      return
    }
    if case .persisted(let write) = event.kind, write.coversTermAndVote {
      last[context.slot]?.isDurable = true
    }
    if vote.candidate == event.server, context.answeredTerm(of: event) == vote.term {
      last[context.slot]?.isDurable = true
    }
  }
}
