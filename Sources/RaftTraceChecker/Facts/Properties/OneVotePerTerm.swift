import TraceFormat

/// A server gives its vote to at most one candidate in a term.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC, rule 2) · Verdi: votes correct.
///
/// Granting the same candidate again is legal; a pre-vote is no vote. A vote whose storing the trace does not prove may be
/// forgotten in a crash, because it was never sent.
struct OneVotePerTerm: FactProperty {
  static let description = PropertyDescription(
    name: .oneVotePerTerm,
    sentence: "a server votes for at most one candidate in a given term",
    reference: "Raft §5.2, Figure 2",
    why: """
      Majorities overlap, so one vote a server is what makes a leader unique. A server that votes twice can give the \
      same term to two candidates. A candidate's vote for itself counts; a repeated answer to the same candidate does not.
      """,
    needs: ["to whom a server gives its vote, with the term"])

  /// One voter's vote of one term.
  private struct Ballot: Hashable {
    var group: Int
    var voter: ServerID
    var term: Term
  }

  /// Two votes of different lives, of which the first is on disk only if its candidate counted it.
  private struct Suspicion {
    var key: Ballot
    var earlier: VoteLedger.Vote
    var later: Violation
  }

  private var ledger = VoteLedger()
  private var counted: [Ballot: (candidate: ServerID, witness: Witness)] = [:]
  private var suspicions: [Suspicion] = []
  /// One violation a ballot; that of the voter's own lines is preferred, whichever comes first.
  private var proven: [Ballot: Violation] = [:]

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    ledger.forgetReusedIdentity(event, context)
    event.forEachOwnVote { vote in
      findings.tested()
      guard let earlier = ledger.record(vote, by: event, context) else { return }
      judge(vote, earlier, event, context)
    }
    ledger.noteDurability(event, context)
    if let vote = event.countedVote { count(vote, event, context, &findings) }
  }

  private mutating func judge(
    _ vote: OwnVote, _ earlier: VoteLedger.Vote, _ event: TraceEvent, _ context: EventContext
  ) {
    let violation = Violation(
      property: Self.name, group: event.group,
      clash: .twoVotes(voter: event.server, earlier.candidate, vote.candidate, vote.term),
      witnesses: [
        earlier.witness,
        event.witness(
          vote.isImplied ? .becameCandidate(vote.term) : .voted(candidate: vote.candidate, vote.term)),
      ],
      firstUnexplained: event.position)
    let ballot = Ballot(group: context.group, voter: event.server, term: vote.term)
    if earlier.incarnation == context.incarnation(of: event) || earlier.isDurable {
      prove(violation, ballot)
    } else if context.dialect.isComplete {
      suspicions.append(Suspicion(key: ballot, earlier: earlier, later: violation))
    }
  }

  private mutating func prove(_ violation: Violation, _ ballot: Ballot) {
    if proven[ballot]?.firstUnexplained == nil { proven[ballot] = violation }
  }

  private mutating func count(
    _ vote: (voter: ServerID, candidate: ServerID, term: Term), _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    findings.tested()
    let key = Ballot(group: context.group, voter: vote.voter, term: vote.term)
    let witness = event.witness(.countedVote(voter: vote.voter, vote.term))
    guard let known = counted[key] else {
      counted[key] = (vote.candidate, witness)
      return
    }
    guard known.candidate != vote.candidate, !context.dialect.reusesIdentities else { return }
    let violation = Violation(
      property: Self.name, group: event.group,
      clash: .twoVotes(voter: vote.voter, known.candidate, vote.candidate, vote.term),
      witnesses: [known.witness, witness].sorted { $0.position < $1.position })
    prove(violation, key)
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {
    for suspicion in suspicions {
      guard let proof = counted[suspicion.key], proof.candidate == suspicion.earlier.candidate else {
        continue
      }
      var violation = suspicion.later
      violation.witnesses.insert(proof.witness, at: 1)
      prove(violation, suspicion.key)
    }
    let ballots = proven.keys.sorted { ($0.group, $0.term, $0.voter) < ($1.group, $1.term, $1.voter) }
    for ballot in ballots { proven[ballot].map { violation in findings.violate(violation) } }
  }
}
