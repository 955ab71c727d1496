import TraceFormat

extension EventLabels {
  /// What a message says, with its term: "RequestVote t4 (log 7@3)".
  func label(_ message: Message) -> String {
    let term = suffix(message.term)
    return switch message.body {
    case .requestVoteRequest(let request):
      "RequestVote\(term)" + log(request.lastLogIndex, request.lastLogTerm)
    case .requestVoteResponse(let response): verdict("vote", response.voteGranted) + term
    case .preVoteRequest(let request): "PreVote\(term)" + log(request.lastLogIndex, request.lastLogTerm)
    case .preVoteResponse(let response): verdict("pre-vote", response.voteGranted) + term
    case .appendEntriesRequest(let request): label(request, term)
    case .appendEntriesResponse(let response): label(response, term)
    case .installSnapshotRequest(let request):
      "snapshot\(term) to \(entry(request.snapshot.lastIncludedIndex, request.snapshot.lastIncludedTerm))"
    case .installSnapshotResponse(let response):
      outcome("snapshot", response.success, response.matchIndex) + term
    case .timeoutNow: "TimeoutNow\(term)"
    case .readIndexRequest: "ReadIndex\(term)"
    case .readIndexResponse(let response):
      "read at " + (response.readIndex.value.map { "\($0)" } ?? "?") + term
    }
  }

  /// The term behind a word, and nothing where it is unknown.
  func suffix(_ term: Observed<Term>) -> String { term.value.map { " t\($0)" } ?? "" }

  /// An entry as `index@term`.
  func entry(_ index: LogIndex, _ term: Observed<Term>) -> String {
    "\(index)" + (term.value.map { "@\($0)" } ?? "")
  }

  /// The entries of a batch as `5@4` or `5–7`, or their number.
  func words(_ batch: EntryBatch) -> String {
    guard let first = batch.entries.first, let last = batch.entries.last else {
      return batch.count.value.map { Numerals.count($0, "entry", "entries") } ?? "entries"
    }
    return first.index == last.index
      ? entry(last.index, last.term) : "\(first.index)–\(entry(last.index, last.term))"
  }

  private func label(_ request: AppendEntriesRequest, _ term: String) -> String {
    guard request.entries.count != .known(0) else { return "heartbeat\(term)" }
    let previous = request.prevLogIndex.value.map { " after \(entry($0, request.prevLogTerm))" } ?? ""
    return "AppendEntries\(term): \(words(request.entries))\(previous)"
  }

  private func label(_ response: AppendEntriesResponse, _ term: String) -> String {
    outcome("append", response.success, response.matchIndex) + term
  }

  private func outcome(_ what: String, _ success: Observed<Bool>, _ match: Observed<LogIndex>) -> String {
    switch success {
    case .known(true): "\(what) ok" + (match.value.map { " to \($0)" } ?? "")
    case .known(false): "\(what) refused"
    case .unknown: "\(what) answered"
    }
  }

  private func verdict(_ what: String, _ isGranted: Observed<Bool>) -> String {
    switch isGranted {
    case .known(true): "\(what) granted"
    case .known(false): "\(what) refused"
    case .unknown: "\(what) answered"
    }
  }

  private func log(_ index: Observed<LogIndex>, _ term: Observed<Term>) -> String {
    index.value.map { " (log \(entry($0, term)))" } ?? ""
  }
}
