/// What one server has shown so far, as far as the meaning of its next line depends on it.
struct CCFServerView {
  /// False until a line of the server was read.
  var isKnown = false
  var role: Observed<Role> = .unknown
  /// The end of the log behind the last line, with that line's effect.
  var last: Observed<LogIndex> = .unknown
  var terms = CCFEntryTerms()
  /// The memberships in force, oldest first.
  var configurations: [CCFConfiguration] = []
  /// The entry that the server's last line appended.
  var appended: LogIndex?
  /// The request that arrived last: the entries that are appended are its entries.
  var request: CCFPacket?

  mutating func append(_ entries: [LogEntry]) {
    for entry in entries {
      terms.append(entry.term, at: entry.index)
      last = .known(entry.index)
    }
  }

  /// Drops the entries behind an index, and the memberships that they carried.
  ///
  /// - Returns: whether the memberships in force are others now.
  mutating func truncate(behind index: LogIndex) -> Bool {
    last = .known(index)
    terms.truncate(from: index.next)
    let count = configurations.count
    while let newest = configurations.last, newest.index > index { configurations.removeLast() }
    return configurations.count != count
  }

  /// Takes in a membership; one that equals the newest changes nothing.
  mutating func add(_ configuration: CCFConfiguration) -> Bool {
    if configurations.last?.servers == configuration.servers { return false }
    configurations.append(configuration)
    return true
  }

  /// Drops the memberships that a later one, now committed, replaces.
  mutating func commit(_ index: LogIndex) -> Bool {
    let count = configurations.count
    while configurations.count > 1, configurations[1].index <= index { configurations.removeFirst() }
    return configurations.count != count
  }

  /// The membership in force, where two sets of voters say it; of more no simple or joint one says it all.
  func configuration(_ symbols: TraceSymbols) -> Observed<ConfigurationID> {
    guard configurations.count <= 2 else { return .unknown }
    return Observed(necessaryConfiguration(symbols))
  }

  /// A membership whose quorums every decision had: of more than two in force that of the oldest and the newest.
  func necessaryConfiguration(_ symbols: TraceSymbols) -> ConfigurationID? {
    guard let newest = configurations.last, !newest.servers.isEmpty else { return nil }
    let oldest = configurations.count > 1 ? configurations[0].servers : []
    return symbols.configuration(Configuration(voters: newest.servers, outgoingVoters: oldest))
  }
}
