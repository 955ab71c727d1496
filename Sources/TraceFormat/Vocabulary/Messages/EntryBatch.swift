/// Consecutive entries of one message or one append, each shown or only counted.
public struct EntryBatch: Hashable, Sendable {
  /// How many entries there are; at least `entries.count`.
  public var count: Observed<Int>
  /// The entries that the trace shows, by rising index; may be fewer than `count`.
  public var entries: [LogEntry]

  /// No entry shown and their number unknown.
  public init() {
    count = .unknown
    entries = []
  }

  /// All entries shown.
  public init(_ entries: [LogEntry]) {
    count = .known(entries.count)
    self.entries = entries
  }

  /// Only their number known.
  public init(count: Int) {
    self.count = .known(count)
    entries = []
  }

  public init(count: Observed<Int>, entries: [LogEntry]) {
    self.count = count
    self.entries = entries
  }

  /// Whether every entry is shown, so that neighbours in `entries` are neighbours in the log.
  public var isWhole: Bool { count == .known(entries.count) }
}
