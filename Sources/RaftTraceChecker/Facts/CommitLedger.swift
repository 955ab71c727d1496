import TraceFormat

/// That an entry is committed, in a term that is at most `bound`.
struct CommitFact {
  var index: LogIndex
  /// The entry's own term, which may be older than the term in which it was committed.
  var entryTerm: Observed<Term>
  var bound: Term
  var witness: Witness
}

/// Gathers what servers show of commits, and bounds the term in which each happened.
///
/// A leader commits in its own term, and whoever hears of it is in that term or a later one. So the term that a server shows
/// together with a commit, or else the next that it shows, is no lower than the term of the commit. Until a term is shown only
/// the highest index and the latest entry term are kept; a restart drops them.
struct CommitLedger {
  private struct Pending {
    var highest: (index: LogIndex, entryTerm: Observed<Term>, witness: Witness)?
    var latest: (term: Term, index: LogIndex, witness: Witness)?
  }

  private var pending = SlotArray<Pending>(Pending())

  /// The commits whose term an event bounds: the one with the highest index, and the one with the latest entry term.
  struct Bounded {
    var highest: CommitFact?
    var latest: CommitFact?
  }

  /// Takes in an event.
  mutating func consider(_ event: TraceEvent, _ context: EventContext) -> Bounded {
    if event.isStart { pending[context.slot] = Pending() }
    note(event.observation.commitIndex.value, event, context)
    guard event.observation.moment == .before else {
      note(event.committedEntry, event, context)
      return settle(event, context)
    }
    // What the event does comes after the state that it shows, and may happen in a later term.
    let bounded = settle(event, context)
    note(event.committedEntry, event, context)
    return bounded
  }

  private mutating func note(_ commit: LogIndex?, _ event: TraceEvent, _ context: EventContext) {
    guard let commit, commit > pending[context.slot].highest?.index ?? .zero else { return }
    pending[context.slot].highest = (
      commit, .unknown, event.witness(.committed(commit, entryTerm: .unknown))
    )
  }

  private mutating func note(_ entry: LogEntry?, _ event: TraceEvent, _ context: EventContext) {
    guard let entry else { return }
    let witness = event.witness(event.commitStatement(entry))
    if entry.index >= pending[context.slot].highest?.index ?? .zero {
      pending[context.slot].highest = (entry.index, entry.term, witness)
    }
    if let term = entry.term.value, term > pending[context.slot].latest?.term ?? .zero {
      pending[context.slot].latest = (term, entry.index, witness)
    }
  }

  private mutating func settle(_ event: TraceEvent, _ context: EventContext) -> Bounded {
    guard let bound = event.observation.currentTerm.value else { return Bounded() }
    defer { pending[context.slot] = Pending() }
    var bounded = Bounded()
    if let (index, entryTerm, witness) = pending[context.slot].highest {
      bounded.highest = CommitFact(index: index, entryTerm: entryTerm, bound: bound, witness: witness)
    }
    if let (term, index, witness) = pending[context.slot].latest {
      bounded.latest = CommitFact(index: index, entryTerm: .known(term), bound: bound, witness: witness)
    }
    return bounded
  }
}

extension TraceEvent {
  /// The entry that the event itself shows to be committed, with its own term where that is known.
  fileprivate var committedEntry: LogEntry? {
    switch kind {
    case .applied(let entry): entry
    case .committed(let commit): LogEntry(index: commit.index, term: commit.entryTerm)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      LogEntry(index: snapshot.lastIncludedIndex, term: snapshot.lastIncludedTerm)
    default: nil
    }
  }

  fileprivate func commitStatement(_ entry: LogEntry) -> Statement {
    if case .committed = kind { return .committed(entry.index, entryTerm: entry.term) }
    return .applied(entry)
  }
}
