import RaftTraceChecker
import TraceFormat

/// What a message says, for people; fields that the trace does not show are left out.
extension Sentences {
  /// `n2 receives n1's AppendEntries of term 3: 2 entries after entry 5 (term 3), leaderCommit 4`.
  func receives(_ message: Message, _ server: ServerID) -> String {
    let sender = message.source == server ? "its own" : "\(name(message.source))'s"
    return "\(name(server)) receives \(sender) \(title(message))" + details(message.body)
  }

  /// `n1 sends n2 AppendEntries of term 3: 2 entries after entry 5 (term 3), leaderCommit 4`.
  func sends(_ message: Message, _ server: ServerID) -> String {
    let receiver = message.destination.value.map { " " + name($0, from: server) } ?? ""
    return "\(name(server)) sends\(receiver) \(article(message.body.type))\(title(message))"
      + details(message.body)
  }

  private func article(_ type: MessageType) -> String { word(type).hasPrefix("answer") ? "an " : "" }

  private func title(_ message: Message) -> String {
    word(message.body.type) + phrase(message.term, after: "of")
  }

  /// The RPC as the paper calls it; an answer is told from its request.
  private func word(_ type: MessageType) -> String {
    switch type {
    case .requestVoteRequest: "RequestVote"
    case .requestVoteResponse: "answer to RequestVote"
    case .preVoteRequest: "PreVote"
    case .preVoteResponse: "answer to PreVote"
    case .appendEntriesRequest: "AppendEntries"
    case .appendEntriesResponse: "answer to AppendEntries"
    case .installSnapshotRequest: "InstallSnapshot"
    case .installSnapshotResponse: "answer to InstallSnapshot"
    case .timeoutNow: "TimeoutNow"
    case .readIndexRequest: "ReadIndex"
    case .readIndexResponse: "answer to ReadIndex"
    }
  }

  /// The main fields behind a colon; empty where the trace shows none.
  private func details(_ body: MessageBody) -> String {
    let fields = fields(of: body)
    return fields.isEmpty ? "" : ": " + fields.joined(separator: ", ")
  }

  private func fields(of body: MessageBody) -> [String] {
    switch body {
    case .requestVoteRequest(let request): lastLog(request.lastLogIndex, request.lastLogTerm)
    case .preVoteRequest(let request): lastLog(request.lastLogIndex, request.lastLogTerm)
    case .requestVoteResponse(let response): field(response.voteGranted, "vote granted", "no vote")
    case .preVoteResponse(let response): field(response.voteGranted, "granted", "refused")
    case .appendEntriesRequest(let request): fields(of: request)
    case .appendEntriesResponse(let response):
      field(response.success, "success", "refused") + field(response.matchIndex, "matchIndex")
    case .installSnapshotRequest(let request): ["through \(phrase(request.snapshot.lastIncluded))"]
    case .installSnapshotResponse(let response):
      field(response.success, "success", "refused") + field(response.matchIndex, "matchIndex")
    case .timeoutNow, .readIndexRequest: []
    case .readIndexResponse(let response): field(response.readIndex, "readIndex")
    }
  }

  private func fields(of request: AppendEntriesRequest) -> [String] {
    let entries = phrase(request.entries) + behind(request.prevLogIndex, request.prevLogTerm)
    return [entries] + field(request.leaderCommit, "leaderCommit")
  }

  /// The entries of a message as their number; one alone by its place.
  private func phrase(_ batch: EntryBatch) -> String {
    if batch.isWhole, batch.entries.count == 1, let entry = batch.entries.first {
      return phrase(LogEntry(index: entry.index, term: entry.term))
    }
    return switch batch.count {
    case .known(0): "no entries"
    case .known(let count): Numerals.count(count, "entry", "entries")
    case .unknown: "entries"
    }
  }

  private func behind(_ index: Observed<LogIndex>, _ term: Observed<Term>) -> String {
    switch index {
    case .known(.zero), .unknown: ""
    case .known(let index): " after \(phrase(LogEntry(index: index, term: term)))"
    }
  }

  private func lastLog(_ index: Observed<LogIndex>, _ term: Observed<Term>) -> [String] {
    phrase(LogEnd(index: index, term: term)).map { ["its log \($0)"] } ?? []
  }

  private func field(_ value: Observed<Bool>, _ yes: String, _ no: String) -> [String] {
    value.value.map { [$0 ? yes : no] } ?? []
  }

  private func field(_ index: Observed<LogIndex>, _ name: String) -> [String] {
    index.value.map { ["\(name) \($0)"] } ?? []
  }
}

extension Snapshot {
  /// The last entry that it covers.
  var lastIncluded: LogEntry { LogEntry(index: lastIncludedIndex, term: lastIncludedTerm) }
}
