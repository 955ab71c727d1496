import TraceFormat

/// Short words for what an event did, to stand on an arrow or an edge: "votes n1 t4".
///
/// Terms are written `t4` and entries `index@term`; the sentences of a report are made elsewhere.
struct EventLabels {
  let sentences: Sentences
  let symbols: TraceSymbols

  init(_ symbols: TraceSymbols, sentences: Sentences) {
    self.sentences = sentences
    self.symbols = symbols
  }

  /// The server's name, clipped to fit into a column.
  func name(_ server: ServerID, limit: Int = 20) -> String {
    ClippedText.middle(sentences.name(server), limit: limit)
  }

  /// What the event did, to follow its server's name; of a mere observation, what it shows that was not known.
  func label(_ selected: SelectedEvent) -> String {
    guard selected.event.kind == .observed else { return label(selected.event, term: selected.term) }
    let news = StateColumn.allCases.compactMap { column -> String? in
      guard let text = selected.after.text(column, self) else { return nil }
      return text == selected.before.text(column, self) ? nil : column.phrase(text)
    }
    return news.isEmpty ? "is observed" : news.joined(separator: ", ")
  }

  /// What the event did, to follow its server's name.
  func label(_ event: TraceEvent, term: Observed<Term>) -> String {
    switch event.kind {
    case .start: "starts"
    case .stop: "stops"
    case .crash: "crashes"
    case .serverNamed(let id): "is named \(text(symbols[id]))"
    case .roleChanged(let role): (role == .leader ? "leads" : role.word) + suffix(term)
    case .campaignStarted: "campaigns" + suffix(term)
    case .voteDecided(let vote): label(vote)
    case .leaderObserved(let leader):
      (leader == event.server ? "knows it leads" : "follows \(name(leader))") + suffix(term)
    case .messageSent(let message): "sends \(label(message))\(to(message))"
    case .messageReceived(let message): "gets \(label(message)) from \(name(message.source))"
    case .messageDropped(let message): "loses \(label(message)) from \(name(message.source))\(to(message))"
    case .messageDuplicated(let message):
      "repeats \(label(message)) from \(name(message.source))\(to(message))"
    case .entriesAppended(let batch): "appends \(words(batch))"
    case .logTruncated(let index): "truncates from \(index)"
    case .persisted(let persistence): "persists \(words(persistence))"
    case .committed(let advance): "commits \(entry(advance.index, advance.entryTerm))"
    case .applied(let applied): "applies \(entry(applied.index, applied.term))"
    case .snapshotTaken(let snapshot): "snapshots to \(end(of: snapshot))"
    case .snapshotInstalled(let snapshot): "installs snapshot to \(end(of: snapshot))"
    case .configurationProposed(let change): "proposes \(words(change))"
    case .configurationInUse(let change): "uses \(words(change))"
    case .clientCalled(let operation): "is asked \(words(operation))"
    case .clientReturned(let operation): "answers \(words(operation))"
    case .leaseHeld: "holds its lease"
    case .observed: "is observed"
    }
  }

  private func label(_ vote: VoteDecision) -> String {
    let verb =
      switch (vote.isPreVote, vote.isGranted) {
      case (false, true): "votes"
      case (false, false): "refuses"
      case (true, true): "pre-votes"
      case (true, false): "pre-refuses"
      }
    return "\(verb) \(name(vote.candidate))\(suffix(vote.term))"
  }

  private func to(_ message: Message) -> String {
    message.destination.value.map { " to \(name($0))" } ?? ""
  }

  private func words(_ persistence: Persistence) -> String {
    let parts = [
      persistence.coversTermAndVote ? "term, vote" : nil,
      persistence.lastLogIndex.value.map { "log to \($0)" },
    ]
    let known = parts.compactMap { $0 }
    return known.isEmpty ? "state" : known.joined(separator: ", ")
  }

  private func words(_ change: ConfigurationChange) -> String {
    let configuration = symbols[change.configuration]
    let voters = set(configuration.voters)
    let old = configuration.isJoint ? set(configuration.outgoingVoters) + "→" : ""
    let learners = configuration.learners.isEmpty ? "" : " + learners " + set(configuration.learners)
    return old + voters + learners
  }

  private func set(_ servers: [ServerID]) -> String {
    "{" + servers.map { name($0, limit: 12) }.joined(separator: ", ") + "}"
  }

  private func words(_ operation: ClientOperation) -> String {
    let client = "\(text(symbols[operation.client])) #\(operation.request)"
    let parts = [
      operation.action.value?.word, operation.key.value.map { text(symbols[$0]) },
      operation.outcome.value?.word,
    ]
    return ([client] + parts.compactMap { $0 }).joined(separator: " ")
  }

  private func end(of snapshot: Snapshot) -> String {
    entry(snapshot.lastIncludedIndex, snapshot.lastIncludedTerm)
  }

  private func text(_ name: String) -> String { ClippedText.middle(VisibleText.name(name), limit: 20) }
}

extension Role {
  /// The role as a word for people.
  var word: String {
    switch self {
    case .follower: "follower"
    case .preCandidate: "pre-candidate"
    case .candidate: "candidate"
    case .leader: "leader"
    case .learner: "learner"
    }
  }
}

extension ClientOperation.Action {
  fileprivate var word: String {
    switch self {
    case .read: "read"
    case .write: "write"
    case .compareAndSwap: "compare-and-swap"
    }
  }
}

extension ClientOperation.Outcome {
  fileprivate var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .indefinite: "unknown outcome"
    }
  }
}
