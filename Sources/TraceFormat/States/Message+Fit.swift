extension Message {
  /// How little else than a new term the message brings; at least 1.
  var fitAsTerm: Int {
    switch body {
    case .requestVoteRequest: 3
    case .requestVoteResponse, .appendEntriesResponse, .installSnapshotResponse: 2
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow, .readIndexRequest, .readIndexResponse: 1
    case .preVoteRequest, .preVoteResponse: 0
    }
  }

  /// How well a leader's request explains what a follower's log became; 0 not at all.
  func fit(changing old: SpecLog?, into new: SpecLog?) -> Int {
    guard case .appendEntriesRequest(let request) = body else { return 0 }
    guard let old, let new, let previous = request.prevLogIndex.value, old != new else { return 1 }
    guard old.term(at: previous) == request.prevLogTerm || previous == .zero else { return 0 }
    if new.lastIndex > old.lastIndex {
      let brought = request.entries.entries
      var index = old.lastIndex.next
      while index <= new.lastIndex {
        guard brought.contains(where: { $0.index == index && new[index] == $0 }) else { return 0 }
        index = index.next
      }
      return 2
    }
    guard let entry = request.entries.entries.first, let replaced = old[entry.index] else { return 0 }
    return replaced.term != entry.term ? 2 : 0
  }
}

extension MessageBody {
  var asksForAnswer: Bool {
    switch self {
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest, .timeoutNow,
      .readIndexRequest:
      true
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
      .readIndexResponse:
      false
    }
  }
}
