/// What an event or a message says of its entries: those it shows, and how many there are.
///
/// `entries` alone are all of them; `count` is said where it differs, `isPartial` where it is not known.
struct NativeBatch {
  var entries: [LogEntry]?
  var count: UInt64?
  var isPartial: Bool?

  init() {}

  /// The least that has to be said of a batch.
  init(_ batch: EntryBatch) {
    switch batch.count {
    case .unknown:
      guard !batch.entries.isEmpty else { return }
      entries = batch.entries
      isPartial = true
    case .known(batch.entries.count): entries = batch.entries
    case .known(let count):
      entries = batch.entries.isEmpty ? nil : batch.entries
      self.count = UInt64(count)
    }
  }

  /// - Throws: which of the three contradict each other; without file and line.
  func entryBatch() throws(ReadingError) -> EntryBatch {
    let shown = entries ?? []
    guard let count else {
      let isKnown = entries != nil && isPartial != true
      return EntryBatch(count: isKnown ? .known(shown.count) : .unknown, entries: shown)
    }
    guard isPartial == nil else {
      throw NativeScanner.malformed("\"count\" and \"isPartial\"", expected: "one of them")
    }
    guard let count = Int(exactly: count), count >= shown.count else {
      throw NativeScanner.malformed(
        "\"count\":\(count)", expected: "from \(shown.count), the number of entries shown, to \(Int.max)")
    }
    return EntryBatch(count: .known(count), entries: shown)
  }
}
