import TraceFormat

/// The terms of those entries that a server's own lines prove to be in its log at this moment.
///
/// Kept as runs of equal terms, the latest few: a leader appends many entries of one term. Whatever may have changed the log is
/// taken to have changed it, so what is left is certain – in a complete trace; in a sampled one nothing is.
struct KnownLog {
  private struct Run {
    var first: LogIndex
    var last: LogIndex
    var term: Term
  }

  private static let runMaximum = 64

  private var runs: [Run] = []
  /// The request that arrived last and brings no entries, with its term: a yes to it says what precedes them.
  private var probe: (previous: LogPosition, term: Term)?

  /// The term of the entry at an index, where it is proven.
  func term(at index: LogIndex) -> Term? {
    runs.last { $0.first <= index && index <= $0.last }?.term
  }

  /// Takes in what an event of the server does, or may do, to its log.
  mutating func consider(_ event: TraceEvent) {
    if event.observation.moment == .before { endAtShown(event) }
    switch event.kind {
    case .start, .snapshotInstalled:
      runs = []
      probe = nil
    case .logTruncated(let index): forget(from: index)
    case .entriesAppended(let batch): append(batch)
    case .messageReceived(let message):
      mayChange(message)
      noteProbe(message)
    case .messageSent(let message): learn(from: message)
    default: break
    }
    if event.observation.moment == .after { endAtShown(event) }
  }

  private mutating func endAtShown(_ event: TraceEvent) {
    if let last = event.observation.lastLogIndex.value { forget(from: last.next) }
  }

  private mutating func mayChange(_ message: Message) {
    switch message.body {
    case .appendEntriesRequest(let request):
      if request.entries.count == .known(0) { return }
      forget(from: request.prevLogIndex.value?.next ?? .zero)
    case .installSnapshotRequest: runs = []
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      break
    }
  }

  private mutating func noteProbe(_ message: Message) {
    guard case .appendEntriesRequest(let request) = message.body, request.prevLogIndex.isKnown else { return }
    probe = nil
    guard request.entries.count == .known(0), let previous = request.prevLog.value,
      let term = message.term.value
    else {
      return
    }
    probe = (previous, term)
  }

  /// A server that says yes to a request without entries holds the entry that the request names.
  private mutating func learn(from message: Message) {
    guard case .appendEntriesResponse(let response) = message.body, response.success == .known(true),
      let probe,
      message.term == .known(probe.term), response.matchIndex == .known(probe.previous.index),
      term(at: probe.previous.index) == nil, (runs.last?.last ?? .zero) < probe.previous.index
    else { return }
    runs.append(Run(first: probe.previous.index, last: probe.previous.index, term: probe.previous.term))
  }

  private mutating func append(_ batch: EntryBatch) {
    guard let first = batch.entries.first?.index else {
      runs = []
      return
    }
    if batch.isWhole { forget(from: first) } else { runs = [] }
    for entry in batch.entries {
      guard let term = entry.term.value else { continue }
      if let last = runs.last, last.term == term, last.last.next == entry.index {
        runs[runs.count - 1].last = entry.index
      } else {
        runs.append(Run(first: entry.index, last: entry.index, term: term))
      }
    }
    if runs.count > Self.runMaximum { runs.removeFirst(runs.count - Self.runMaximum) }
  }

  private mutating func forget(from index: LogIndex) {
    while let last = runs.last, last.last >= index {
      if last.first >= index {
        runs.removeLast()
      } else {
        runs[runs.count - 1].last = index.previous
      }
    }
  }
}
