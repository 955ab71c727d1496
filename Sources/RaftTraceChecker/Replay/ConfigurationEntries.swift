import TraceFormat

/// The entries that carry configurations, as leaders were seen to add them.
struct ConfigurationEntries {
  private struct Entry {
    var group: GroupID
    var position: LogPosition
    var configuration: ConfigurationID
  }

  private static let entryMaximum = 256

  private var entries: [Entry] = []
  /// Whether there may be others.
  private var isPartial = false

  /// Takes in that an entry was added of which too little is shown.
  mutating func lose() { isPartial = true }

  mutating func note(_ configuration: ConfigurationID, at position: LogPosition, _ group: GroupID) {
    entries.append(Entry(group: group, position: position, configuration: configuration))
    if entries.count > Self.entryMaximum { entries.removeFirst() }
  }

  /// The configuration of the latest of these entries that a log holds; nil where none is held, or one perhaps.
  func latest(in log: ReplayedLog, _ group: GroupID) -> (configuration: ConfigurationID, index: LogIndex)? {
    if isPartial { return nil }
    var latest: Entry?
    for entry in entries
    where entry.group == group && latest.map({ $0.position.index < entry.position.index }) ?? true {
      switch log.contains(entry.position.term, at: entry.position.index) {
      case true?: latest = entry
      case false?: break
      case nil: return nil
      }
    }
    return latest.map { ($0.configuration, $0.position.index) }
  }
}
