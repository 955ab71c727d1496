public import RaftTraceChecker
public import TraceFormat

extension Sentences {
  /// Says what a line states, in the present tense and with the server first.
  public func sentence(_ statement: Statement, of server: ServerID) -> String {
    let n = name(server)
    return switch statement {
    case .started(let recovered): "\(n) starts" + phrase(recovered, of: server)
    case .inTerm(let term): "\(n) is in term \(term)"
    case .becameCandidate(let term): "\(n) becomes candidate of term \(term)"
    case .becameLeader(let term): "\(n) becomes leader of term \(term)"
    case .leads(let term): "\(n) leads term \(term)"
    case .followsLeader(let leader, let term): "\(n) follows \(name(leader)) as leader of term \(term)"
    case .voted(let candidate, let term): "\(n) votes for \(name(candidate, from: server)) in term \(term)"
    case .votedForNobody(let term): "\(n) has voted for nobody in term \(term)"
    case .countedVote(let voter, let term): countsVote(of: voter, server, term)
    case .candidateLog(let candidate, let term, let log): asksForVotes(candidate, term, log, seenBy: server)
    case .logEnd(let log): phrase(log).map { "\(n)'s log \($0)" } ?? "\(n) has a log"
    case .appended(let entry): "\(n) appends \(phrase(entry))"
    case .entryFollows(let entry, let prevTerm):
      "\(n)'s \(phrase(entry)) follows an entry of term \(prevTerm)"
    case .askedToAppend(let previous):
      "\(n) is asked to append behind entry \(previous.index) (term \(previous.term))"
    case .acknowledged(let index): "\(n) acknowledges entries through \(index)"
    case .hearsAcknowledgement(let other, let index):
      "\(n) hears \(name(other)) acknowledge entries through \(index)"
    case .verified(let index):
      "\(n) gets a request that reaches entry \(index), and none that reaches further"
    case .truncated(let index): "\(n) removes its entries from \(index) on"
    case .committed(let index, let term): commits(n, index, term)
    case .applied(let entry): "\(n) applies \(phrase(entry))"
    case .appliedThrough(let index):
      index == .zero ? "\(n) has applied nothing" : "\(n) has applied through entry \(index)"
    case .persisted(let persistence): "\(n) \(phrase(persistence))"
    case .stateHash(let index, let hash): "\(n)'s state machine has hash \(hash) at index \(index)"
    case .received(let message): receives(message, server)
    case .sent(let message): sends(message, server)
    case .roleIs(let role, let term): "\(n) is \(phrase(role))" + phrase(term, after: "in")
    case .votedForIs(let candidate, let term):
      "\(n)'s vote" + phrase(term, after: "in") + " is for "
        + (candidate.map { name($0, from: server) } ?? "nobody")
    case .commitIs(let index): "\(n)'s commit index is \(index)"
    case .tookSnapshot(let snapshot): "\(n) takes a snapshot through \(phrase(snapshot.lastIncluded))"
    case .installedSnapshot(let snapshot):
      "\(n) installs a snapshot through \(phrase(snapshot.lastIncluded))"
    case .configurationIs(let configuration): "\(n)'s configuration is \(phrase(configuration))"
    case .stopped: "\(n) stops"
    case .clientCalled(let operation): asks(operation)
    case .clientAnswered(let operation): isAnswered(operation)
    }
  }

  private func countsVote(of voter: ServerID, _ candidate: ServerID, _ term: Term) -> String {
    let vote = voter == candidate ? "its own vote" : "the vote of \(name(voter))"
    return "\(name(candidate)) counts \(vote) in term \(term)"
  }

  private func asksForVotes(
    _ candidate: ServerID, _ term: Term, _ log: LogEnd, seenBy server: ServerID
  ) -> String {
    let request =
      candidate == server
      ? "\(name(server)) asks for votes in term \(term)"
      : "\(name(server)) hears \(name(candidate)) ask for votes in term \(term)"
    let owner = candidate == server ? "its" : "\(name(candidate))'s"
    return request + (phrase(log).map { "; \(owner) log \($0)" } ?? "")
  }

  private func commits(_ name: String, _ index: LogIndex, _ term: Observed<Term>) -> String {
    guard index != .zero else { return "\(name) has committed nothing" }
    return "\(name) commits through \(phrase(LogEntry(index: index, term: term)))"
  }
}
