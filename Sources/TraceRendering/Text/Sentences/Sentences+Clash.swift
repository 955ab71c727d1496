public import RaftTraceChecker
import TraceFormat

extension Sentences {
  /// Says which two facts cannot both hold, on one line and without a full stop.
  public func sentence(_ clash: Clash) -> String {
    switch clash {
    case .twoLeaders(let a, let b, let term): "\(name(a)) and \(name(b)) both won term \(term)"
    case .twoVotes(let voter, let a, let b, let term):
      "\(name(voter)) voted for both \(name(a, from: voter)) and \(name(b, from: voter)) in term \(term)"
    case .voteForgotten(let voter, let given, let now, let term): voteForgotten(voter, given, now, term)
    case .termFell(let server, let from, let to): "\(name(server))'s term fell from \(from) to \(to)"
    case .voteForStaleLog(let voter, let candidate, let candidateLog, let voterLog):
      voteForStaleLog(voter, candidate, candidateLog, voterLog)
    case .campaignWithoutNewTerm(let server, let term):
      "\(name(server)) campaigned in term \(term) without entering a new term"
    case .candidateVotesForOther(let server, let other, let term):
      "\(name(server)) campaigned in term \(term) but "
        + (other.map { "voted for \(name($0))" } ?? "did not vote for itself")
    case .logTermNotBelowCampaign(let server, let term, let lastLogTerm):
      "\(name(server)) campaigned in term \(term) with an entry of term \(lastLogTerm) in its log"
    case .entryTermFalls(let server, let entry, let term):
      "\(name(server))'s \(phrase(entry)) follows an entry of term \(term)"
    case .entryTermAheadOfServer(let server, let entryTerm, let currentTerm):
      "\(name(server)) is in term \(currentTerm) with an entry of term \(entryTerm) in its log"
    case .entryGap(let server, let expected, let found):
      "\(name(server)) appended entry \(found) where entry \(expected) comes next"
    case .leaderShortensLog(let server, let term, let index):
      "\(name(server)) removed its entries from \(index) on while it led term \(term)"
    case .entriesDiffer(let index, let term): "two different entries have index \(index) and term \(term)"
    case .predecessorsDiffer(let position, let a, let b):
      "entry \(position.index) (term \(position.term)) follows an entry of term \(a) in one log "
        + "and of term \(b) in another"
    case .commitFell(let server, let from, let to):
      "\(name(server))'s commit index fell from \(from) to \(to)"
    case .commitsOldTerm(let leader, let term, let index, let entryTerm):
      "\(name(leader)), leader of term \(term), committed through "
        + "\(phrase(LogEntry(index: index, term: entryTerm))), which is not of its term"
    case .commitBeyondLog(let server, let commitIndex, let last):
      "\(name(server))'s commit index is \(commitIndex) but its log \(end(last))"
    case .committedEntryLost(let server, let commitIndex, let index):
      "\(name(server)) removed its entries from \(index) on "
        + "after it had committed through entry \(commitIndex)"
    case .leaderLacksCommitted(let leader, let term, let log, let committed, let entryTerm, let by):
      "\(name(leader)) won term \(term) without \(phrase(LogEntry(index: committed, term: entryTerm))), "
        + "committed by term \(by)" + (phrase(log).map { "; its log \($0)" } ?? "")
    case .differentEntriesCommitted(let index, let a, let b): differentEntriesCommitted(index, a, b)
    case .appliedBeyondCommit(let server, let lastApplied, let commitIndex):
      "\(name(server)) applied through entry \(lastApplied) with commit index \(commitIndex)"
    case .appliedOutOfOrder(let server, let index, let previous):
      "\(name(server)) applied entry \(index) right after entry \(previous)"
    case .stateHashesDiffer(let index, let a, let b):
      "state machines at index \(index) have different hashes, \(a) and \(b)"
    case .acknowledgedBehindOther(let server, let index, let previous, let own):
      "\(name(server)) acknowledged entries through \(index) behind entry \(previous.index) of term \(previous.term), "
        + (own.map { "but its own is of term \($0)" } ?? "which it does not have")
    case .committedBeyondVerified(let server, let index, let term, let verified):
      "\(name(server)) committed entry \(index) as follower in term \(term), "
        + "whose leader had verified its log \(verified == .zero ? "nowhere" : "through entry \(verified)")"
    case .electedWithoutQuorum(let server, let term, let votes, let voters):
      "\(name(server)) won term \(term) without a quorum: "
        + "\(Numerals.count(votes, "vote")) among \(Numerals.count(voters, "voter"))"
    case .committedWithoutQuorum(let server, let index, let term, let acknowledgements, let voters):
      "\(name(server)), leader of term \(term), committed through entry \(index) without a quorum: "
        + "stored by \(Numerals.grouped(acknowledgements)) of \(Numerals.count(voters, "voter"))"
    case .durableTermLost(let server, let had, let now):
      "\(name(server)) came back in term \(now) after it had term \(had) on disk"
    case .durableEntriesLost(let server, let had, let now):
      "\(name(server)) came back with a log that \(end(now)) after it had committed entry \(had) on disk"
    case .acknowledgedWriteLost(let index, let key, let later):
      "a write" + (key.map { " of \(phrase($0))" } ?? "") + " was acknowledged at index \(index), "
        + "and one that was called after it got index \(later)"
    case .notLinearizable(let key, let operations):
      "no order of \(Numerals.count(operations, "operation"))"
        + (key.map { " on \(phrase($0))" } ?? "") + " explains what the clients were answered"
    }
  }

  private func voteForgotten(
    _ voter: ServerID, _ given: ServerID, _ now: ServerID?, _ term: Term
  ) -> String {
    guard let now else {
      return "\(name(voter)) forgot its vote for \(name(given, from: voter)) in term \(term)"
    }
    return "\(name(voter))'s vote in term \(term) changed from \(name(given, from: voter)) "
      + "to \(name(now, from: voter))"
  }

  private func voteForStaleLog(
    _ voter: ServerID, _ candidate: ServerID, _ candidateLog: LogEnd, _ voterLog: LogEnd
  ) -> String {
    let vote = "\(name(voter)) voted for \(name(candidate)), whose log "
    guard let theirs = phrase(candidateLog), let own = phrase(voterLog) else {
      return vote + "is behind its own"
    }
    return vote + "\(theirs), while its own \(own)"
  }

  private func differentEntriesCommitted(_ index: LogIndex, _ a: LogEntry, _ b: LogEntry) -> String {
    let fact = "two different entries are committed at index \(index)"
    guard let first = details(a), let second = details(b) else { return fact }
    return "\(fact): one of \(first), one of \(second)"
  }
}
