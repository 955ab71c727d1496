import TraceFormat

/// The content of the entries that a server added last, by index.
///
/// Term and index name an entry; that a leader sends another content under the same name, only the content shows.
struct RecentPayloads {
  private static let entryMaximum = 64

  private var entries: [LogEntry] = []

  mutating func note(_ entry: LogEntry) {
    while let last = entries.last, last.index >= entry.index { entries.removeLast() }
    guard entry.payload.isKnown else { return }
    entries.append(entry)
    if entries.count > Self.entryMaximum { entries.removeFirst(Self.entryMaximum / 2) }
  }

  /// Whether an entry of the same index and term certainly has another content.
  func differ(from entry: LogEntry) -> Bool {
    guard let own = entries.last(where: { $0.index == entry.index }), own.term == entry.term else {
      return false
    }
    return own.hasOtherPayload(than: entry)
  }
}
