/// Messages as raft.tla's records.
extension Message {
  /// Nil where a field of the record is not shown, or raft.tla has no such message.
  func valueInTLA(entriesHaveValues: Bool, symbols: TraceSymbols) -> SpecValue? {
    guard let destination = destination.value, let term = term.value,
      let fields = body.fieldsInTLA(entriesHaveValues: entriesHaveValues)
    else { return nil }
    return .function(
      [
        SpecValue.Pair(.text("mtype"), .text(body.type.rawValue)),
        SpecValue.Pair(.text("mterm"), .integer(Int64(clamping: term.rawValue))),
      ] + fields + [
        SpecValue.Pair(.text("msource"), .text(symbols.legibleName(source))),
        SpecValue.Pair(.text("mdest"), .text(symbols.legibleName(destination))),
      ])
  }
}

extension MessageBody {
  /// The fields between the term and the ends; nil where one is not shown.
  fileprivate func fieldsInTLA(entriesHaveValues: Bool) -> [SpecValue.Pair]? {
    switch self {
    case .requestVoteRequest(let request): lastLog(request.lastLogTerm, request.lastLogIndex)
    case .requestVoteResponse(let response): granted(response.voteGranted)
    case .preVoteRequest(let request): lastLog(request.lastLogTerm, request.lastLogIndex)
    case .preVoteResponse(let response): granted(response.voteGranted)
    case .appendEntriesRequest(let request): fields(of: request, entriesHaveValues)
    case .appendEntriesResponse(let response): fields(of: response)
    case .installSnapshotRequest, .installSnapshotResponse, .timeoutNow, .readIndexRequest,
      .readIndexResponse:
      nil
    }
  }

  private func lastLog(_ term: Observed<Term>, _ index: Observed<LogIndex>) -> [SpecValue.Pair]? {
    guard let term = term.value, let index = index.value else { return nil }
    return [number("mlastLogTerm", term.rawValue), number("mlastLogIndex", index.rawValue)]
  }

  private func granted(_ vote: Observed<Bool>) -> [SpecValue.Pair]? {
    vote.value.map { [SpecValue.Pair(.text("mvoteGranted"), .boolean($0))] }
  }

  private func fields(of request: AppendEntriesRequest, _ entriesHaveValues: Bool) -> [SpecValue.Pair]? {
    guard let index = request.prevLogIndex.value, let term = request.prevLogTerm.value,
      let commit = request.leaderCommit.value, request.entries.isWhole
    else { return nil }
    let entries = request.entries.entries
    guard entries.allSatisfy({ $0.term.isKnown }), follows(entries, index) else { return nil }
    return [
      number("mprevLogIndex", index.rawValue), number("mprevLogTerm", term.rawValue),
      SpecValue.Pair(
        .text("mentries"), .sequence(entries.map { $0.value(hasPayload: entriesHaveValues) })),
      number("mcommitIndex", commit.rawValue),
    ]
  }

  /// Whether the entries are those behind the previous one, as a record without their indexes says.
  private func follows(_ entries: [LogEntry], _ previous: LogIndex) -> Bool {
    entries.enumerated().allSatisfy {
      $0.element.index.rawValue == previous.rawValue &+ UInt64($0.offset) &+ 1
    }
  }

  /// raft.tla writes 0 for the match of a refusal.
  private func fields(of response: AppendEntriesResponse) -> [SpecValue.Pair]? {
    guard let success = response.success.value,
      let match = response.matchIndex.value ?? (success ? nil : LogIndex.zero)
    else { return nil }
    return [SpecValue.Pair(.text("msuccess"), .boolean(success)), number("mmatchIndex", match.rawValue)]
  }

  private func number(_ name: String, _ value: UInt64) -> SpecValue.Pair {
    SpecValue.Pair(.text(name), .integer(Int64(clamping: value)))
  }
}
