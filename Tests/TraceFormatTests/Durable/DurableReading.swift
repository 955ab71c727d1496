import TraceFormat

/// All that the reader which the table guesses makes of a file.
struct DurableReading {
  let symbols = TraceSymbols()
  var events: [TraceEvent] = []
  var errors: [ReadingError] = []
  var format = ""

  init(_ bytes: [UInt8]) {
    guard
      let input = try? TraceInput(
        sources: [ByteSource(bytes: bytes, name: "d")], table: FormatTable(), symbols: symbols)
    else { return }
    var trace = input
    format = trace.files[0].format.name
    while trace.read(into: &events) != nil {}
    errors = trace.files[0].errors
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// Each event in a few words.
  var story: [String] {
    events.map { event in
      let words: String =
        switch event.kind {
        case .start: "start"
        case .persisted:
          "term \(event.observation.currentTerm.value!) for "
            + (event.observation.votedFor.value.map { $0.map { symbols[$0] } ?? "nobody" } ?? "?")
        case .entriesAppended(let batch): "append \(batch.entries[0].index) (\(batch.entries[0].term.value!))"
        case .logTruncated(let index): "cut \(index)"
        case .committed(let commit):
          "commit \(commit.index) (\(commit.entryTerm.value.map { "\($0)" } ?? "?"))"
        case .snapshotInstalled(let snapshot): "snapshot \(snapshot.lastIncludedIndex)"
        case .snapshotTaken(let snapshot): "own snapshot \(snapshot.lastIncludedIndex)"
        case .leaderObserved(let leader): "follow \(symbols[leader])"
        case .configurationInUse: "members"
        default: "something else"
        }
      return "\(event.position.line) \(words)"
    }
  }
}
