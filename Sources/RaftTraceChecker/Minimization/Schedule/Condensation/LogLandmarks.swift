import RaftModel
import TraceFormat

/// What must be told apart in the logs of a trace, and what else should be, so that few entries stand for many.
///
/// A modelled log holds 16 entries, and those of real clusters hold thousands, nearly all of them for nothing but their
/// number: what matters to Raft is where the term changes, and where a message or a log ends.
struct LogLandmarks {
  /// Where some log has an entry of another term than the one before it, or a configuration.
  private var required: Set<LogIndex> = []
  /// Where a batch or a log ends.
  private var ends: Set<LogIndex> = []
  /// What the lines speak of that show the violation.
  private let focus: Set<LogIndex>
  /// The first and last index of batches of more entries than a modelled message carries.
  private var longBatches: Set<ClosedRange<LogIndex>> = []
  /// An index, and a later one that Raft told from it when it compared them, by whether some log reached that far.
  private var comparisons: Set<Comparison> = []
  private var longestLog: UInt64 = 0
  /// The end of each server's log, as its latest line shows it.
  private var last: [ServerID: LogPosition] = [:]
  private var compacted: [ServerID: LogIndex] = [:]

  private struct Comparison: Hashable {
    var shorter: LogIndex
    var longer: LogIndex
  }

  /// - Parameter focus: the places of the lines that show the violation; what stands behind them is not looked at.
  init(_ trace: RecordedTrace, focus: [Int]) {
    var named: Set<LogIndex> = []
    for place in focus { named.formUnion(Self.indices(trace.lines[place].event)) }
    self.focus = named
    let end = focus.max().map { $0 + 1 } ?? trace.lines.count
    for line in trace.lines[..<end] { consider(line.event) }
  }

  /// Whether a model has no room for the logs or the messages as they are.
  var exceedModel: Bool { longestLog > UInt64(ServerLog.capacity) || !longBatches.isEmpty }

  /// A numbering with at most so many entries; the terms of all entries behind the first that it keeps are right.
  func scale(atMost maximum: Int) -> LogScale {
    let latest = required.sorted().suffix(maximum * 3 / 4)
    let first = latest.count == required.count ? LogIndex(1) : latest.first ?? LogIndex(1)
    var kept = Set(latest)
    func keep(_ index: LogIndex) {
      if kept.count < maximum, index >= first { kept.insert(index) }
    }
    for index in focus.sorted().suffix(2).reversed() { keep(index) }
    for comparison in comparisons.sorted(by: { ($0.longer, $0.shorter) > ($1.longer, $1.shorter) }) {
      let isTold = kept.contains { comparison.shorter < $0 && $0 <= comparison.longer }
      if !isTold { keep(comparison.longer) }
    }
    for index in fillers { keep(index) }
    for batch in longBatches.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      thin(batch, &kept)
    }
    return LogScale(kept: kept.sorted())
  }

  /// What is kept if there is room, the most important first.
  private var fillers: [LogIndex] {
    let named = focus.sorted(by: >)
    return named + named.flatMap { [$0.next, $0.previous] }.filter { $0 > .zero } + ends.sorted(by: >)
  }

  /// Leaves no more of a batch than a modelled message carries, if the rest need not be told apart.
  private func thin(_ batch: ClosedRange<LogIndex>, _ kept: inout Set<LogIndex>) {
    let inside = kept.filter { batch.contains($0) }
    let dispensable = inside.filter { !required.contains($0) }
      .sorted { (focus.contains($0) ? 1 : 0, $0) < (focus.contains($1) ? 1 : 0, $1) }
    let excess = max(0, inside.count - EntryList.capacity)
    for index in dispensable.prefix(excess) { kept.remove(index) }
  }

  private mutating func consider(_ event: TraceEvent) {
    switch event.kind {
    case .entriesAppended(let batch): note(batch.entries, behind: last[event.server])
    case .messageSent(let message): note(message)
    case .messageReceived(let message):
      note(message)
      compare(message, with: event.observation.lastLog.value ?? last[event.server])
    case .voteDecided(let vote):
      let own = event.observation.lastLog.value ?? last[event.server]
      compare(vote.lastLogIndex, vote.lastLogTerm, with: own)
    case .configurationProposed(let change), .configurationInUse(let change):
      if let index = change.index.value, index > .zero { required.insert(index) }
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      compacted[event.server] = snapshot.lastIncludedIndex
      ends.insert(snapshot.lastIncludedIndex)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved,
      .messageDropped, .messageDuplicated, .logTruncated, .persisted, .committed, .applied, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      break
    }
    note(event.observation, event.server)
  }

  private mutating func note(_ message: Message) {
    guard case .appendEntriesRequest(let request) = message.body else { return }
    note(request.entries.entries, behind: request.prevLog.value)
    if let index = request.prevLogIndex.value { ends.insert(index) }
    noteLength(request.entries.entries)
  }

  /// What a server compares with its own log when it answers a message.
  private mutating func compare(_ message: Message, with own: LogPosition?) {
    guard let own else { return }
    switch message.body {
    case .requestVoteRequest(let request): compare(request.lastLogIndex, request.lastLogTerm, with: own)
    case .preVoteRequest(let request): compare(request.lastLogIndex, request.lastLogTerm, with: own)
    case .appendEntriesRequest(let request):
      guard let index = request.prevLogIndex.value, index > own.index else { return }
      comparisons.insert(Comparison(shorter: own.index, longer: index))
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotRequest,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      break
    }
  }

  private mutating func compare(_ index: Observed<LogIndex>, _ term: Observed<Term>, with own: LogPosition?) {
    guard let index = index.value, let own, term == .known(own.term), index != own.index else { return }
    comparisons.insert(Comparison(shorter: min(index, own.index), longer: max(index, own.index)))
  }

  private mutating func note(_ shown: Observation, _ server: ServerID) {
    if let index = shown.snapshotIndex.value { compacted[server] = index }
    guard let index = shown.lastLogIndex.value else { return }
    last[server] = shown.lastLog.value
    let base = min(index, compacted[server] ?? .zero)
    longestLog = max(longestLog, index.rawValue - base.rawValue)
  }

  private mutating func note(_ entries: [LogEntry], behind previous: LogPosition?) {
    guard let end = entries.last?.index else { return }
    ends.insert(end)
    longestLog = max(longestLog, compacted.isEmpty ? end.rawValue : 0)
    var before = previous ?? .zero
    for entry in entries {
      guard let term = entry.term.value else { continue }
      if before.index == entry.index.previous, before.term != term { required.insert(entry.index) }
      before = LogPosition(term: term, index: entry.index)
    }
  }

  private mutating func noteLength(_ entries: [LogEntry]) {
    guard entries.count > EntryList.capacity, let first = entries.first?.index, let end = entries.last?.index,
      first <= end
    else { return }
    longBatches.insert(first...end)
  }

  /// The indices that a line is about.
  private static func indices(_ event: TraceEvent) -> [LogIndex] {
    switch event.kind {
    case .committed(let advance): [advance.index]
    case .applied(let entry): [entry.index]
    case .logTruncated(let index): [index]
    case .entriesAppended(let batch): [batch.entries.first, batch.entries.last].compactMap { $0?.index }
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot): [snapshot.lastIncludedIndex]
    case .voteDecided(let vote): [vote.lastLogIndex.value].compactMap { $0 }
    case .messageSent(let message), .messageReceived(let message):
      if case .appendEntriesRequest(let request) = message.body {
        [request.prevLogIndex.value, request.entries.entries.last?.index].compactMap { $0 }
      } else {
        []
      }
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved,
      .messageDropped, .messageDuplicated, .persisted, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      [event.observation.lastLogIndex.value].compactMap { $0 }
    }
  }
}
