import TraceFormat

/// What is told of the differences.
extension ServerAlignment {
  mutating func tellDivergence(at place: Int) {
    let numbers = Sides(
      a: place < events.a.count ? events.a[place] : nil, b: place < events.b.count ? events.b[place] : nil)
    var fields: [FieldDifference] = []
    if let a = numbers.a, let b = numbers.b {
      fields = agreement.differing(a, b).fields.map { difference($0, a, b) }
    }
    let before = Sides(a: state(.a, before: numbers.a), b: state(.b, before: numbers.b))
    let shown = Sides(a: numbers.a.map { histories.a.event($0) }, b: numbers.b.map { histories.b.event($0) })
    var after = before
    for side in ComparedSide.allCases { if let event = shown[side] { after[side].take(event) } }
    result.divergence = ServerDivergence(
      event: shown, fields: fields, stateBefore: before, state: after,
      differingColumns: differingColumns(after), time: Self.time(after))
  }

  private func state(_ side: ComparedSide, before number: Int?) -> ComparedState {
    let history = histories[side]
    return (0..<(number ?? history.count)).reduce(into: ComparedState()) { $0.take(history.event($1)) }
  }

  private static func time(_ states: Sides<ComparedState>) -> LogicalTime {
    let terms = [states.a.term.value, states.b.term.value].compactMap { $0 }
    let indices = [states.a, states.b].compactMap { $0.lastLogIndex.or($0.commitIndex).value }
    return LogicalTime(term: Observed(terms.min()), index: Observed(indices.min()))
  }

  private func differingColumns(_ states: Sides<ComparedState>) -> [ComparedColumn] {
    func differ<Value: Equatable>(_ a: Observed<Value>, _ b: Observed<Value>) -> Bool {
      a.isKnown && b.isKnown && a != b
    }
    let bit: UInt64 = 1 << UInt64(ComparedField.votedFor.rawValue)
    func servers(_ side: ComparedSide, _ server: Observed<ServerID?>) -> Observed<UInt64> {
      server.map { agreement.translations[side].translated($0.word, bit) }
    }
    let (a, b) = (states.a, states.b)
    return ComparedColumn.allCases.filter { column in
      switch column {
      case .role: differ(a.role, b.role)
      case .term: differ(a.term, b.term)
      case .votedFor: differ(servers(.a, a.votedFor), servers(.b, b.votedFor))
      case .leader: differ(servers(.a, a.leader), servers(.b, b.leader))
      case .log: differ(a.lastLogIndex, b.lastLogIndex) || differ(a.lastLogTerm, b.lastLogTerm)
      case .commitIndex: differ(a.commitIndex, b.commitIndex)
      }
    }
  }

  private func difference(_ field: ComparedField, _ a: Int, _ b: Int) -> FieldDifference {
    if field == .entries {
      let batches = Sides(a: histories.a.event(a).kind.entries, b: histories.b.event(b).kind.entries)
      return FieldDifference(field: field, values: batches.map { .entries($0) })
    }
    return FieldDifference(
      field: field, values: agreement.values(of: field, a, b).map { ComparedValue($0, of: field) })
  }

  mutating func tellStretches(from start: Int) {
    let (a, b) = (events.a, events.b)
    let agreement = agreement
    // The effort is bounded, so which side leads may change the result: that must not be who is called A.
    let isMirrored = isAfter(start)
    let alignment =
      isMirrored
      ? SequenceAlignment(a: start..<b.count, b: start..<a.count) { agreement.agrees(a[$1], b[$0]) }
      : SequenceAlignment(a: start..<a.count, b: start..<b.count) { agreement.agrees(a[$0], b[$1]) }
    var stretches = alignment.stretches.map { isMirrored ? Sides(a: $0.b, b: $0.a) : Sides(a: $0.a, b: $0.b) }
    if let last = stretches.last, last.a.upperBound == a.count, last.b.upperBound == b.count,
      last.a.isEmpty && result.isCut.a || last.b.isEmpty && result.isCut.b
    {
      stretches.removeLast()
    }
    result.stretchCount = stretches.count
    for (i, stretch) in stretches.enumerated() {
      result.ownCount.a += stretch.a.count
      result.ownCount.b += stretch.b.count
      guard i < ServerComparison.stretchMaximum else { continue }
      let end = i + 1 < stretches.count ? stretches[i + 1].a.lowerBound : a.count
      result.stretches.append(
        tell(stretch, equalBehind: end - stretch.a.upperBound, isLast: i + 1 == stretches.count))
    }
  }

  private func tell(_ stretch: Sides<Range<Int>>, equalBehind: Int, isLast: Bool) -> DifferingStretch {
    func first(_ side: ComparedSide) -> TraceEvent? {
      stretch[side].isEmpty ? nil : histories[side].event(events[side][stretch[side].lowerBound])
    }
    func last(_ side: ComparedSide) -> SourcePosition? {
      stretch[side].isEmpty ? nil : histories[side].position(events[side][stretch[side].upperBound - 1])
    }
    func resumption(_ side: ComparedSide) -> SourcePosition {
      histories[side].position(events[side][stretch[side].upperBound])
    }
    return DifferingStretch(
      count: stretch.map(\.count), first: Sides(a: first(.a), b: first(.b)),
      last: Sides(a: last(.a), b: last(.b)),
      equalBehind: equalBehind,
      resumesAt: equalBehind > 0 ? Sides(a: resumption(.a), b: resumption(.b)) : nil, isLast: isLast)
  }

  /// Whether A's event at a place comes after B's in an order of events that does not ask which side is A.
  private func isAfter(_ place: Int) -> Bool {
    guard place < events.a.count else { return false }
    guard place < events.b.count else { return true }
    let words = Sides(
      a: sortedWords(.a, events.a[place]), b: sortedWords(.b, events.b[place]))
    return words.b.lexicographicallyPrecedes(words.a)
  }

  private func sortedWords(_ side: ComparedSide, _ number: Int) -> [UInt64] {
    let history = histories[side]
    let record = history.record(number)
    let fields = record.mask.intersection(agreement.fields).fields.map { field in
      let bit: UInt64 = 1 << UInt64(field.rawValue)
      return agreement.translations[side].translated(history.words[record.place(of: bit)], bit)
    }
    let end = record.entries + record.entryCount * EventRecord.entryLength
    return [UInt64(record.shape), record.mask.bits] + fields + history.words[record.entries..<end]
  }
}

extension EventKind {
  /// The entries that the event carries.
  fileprivate var entries: [LogEntry] {
    switch self {
    case .entriesAppended(let batch): batch.entries
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      if case .appendEntriesRequest(let request) = message.body { request.entries.entries } else { [] }
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      []
    }
  }
}
