import TraceFormat

/// All that is kept of one group, when its trace has been read: what every answer is drawn from.
///
/// Servers are joined by terms and messages, never by the times of their lines or the order of their files.
struct GroupHistory {
  let group: GroupID
  let symbols: TraceSymbols
  /// By name.
  let servers: [ServerRecord]
  let reigns: [Reign]
  let campaigns: [Campaign]
  let offsets: ClockOffsets
  /// Every server that a membership names.
  let members: [ServerID]
  /// Every server that took part by a line, a membership, a message or a vote, by name.
  let participants: [ServerID]

  init(group: GroupID, symbols: TraceSymbols, tracks: [ServerTrack]) {
    self.group = group
    self.symbols = symbols
    let servers = Self.join(tracks, symbols)
    self.servers = servers
    reigns = Reign.all(servers, symbols)
    campaigns = Campaign.all(servers)
    offsets = ClockOffsets(servers)
    let configurations = servers.flatMap(\.configurations)
    let members = Set(configurations.flatMap { symbols[$0].members }.map(symbols.canonical))
    self.members = Self.sorted(members, symbols)
    participants = Self.sorted(
      members.union(servers.map(\.server)).union(servers.flatMap { $0.named.keys.sorted() }), symbols)
  }

  /// The voters of the membership that was shown last, or else all who take part.
  var voters: [ServerID] {
    guard let latest else { return participants }
    return Self.sorted(Set(symbols[latest].voters.map(symbols.canonical)), symbols)
  }

  /// The largest membership of the latest that servers show: of those none is known to be older than another.
  var latest: ConfigurationID? {
    servers.compactMap { $0.configurations.last }.max { a, b in
      let (first, second) = (symbols[a], symbols[b])
      if first.voters.count != second.voters.count { return first.voters.count < second.voters.count }
      return describe(first) < describe(second)
    }
  }

  /// Members and participants without lines of their own.
  var withoutLog: [ServerID] {
    participants.filter { server in !servers.contains { $0.server == server } }
  }

  var missingLogs: [Lack] { withoutLog.map { .logOf($0) } }

  var hasTimes: Bool { servers.contains { $0.times.contains { $0.withTime > 0 } } }

  func history(of server: ServerID) -> ServerRecord? { servers.first { $0.server == server } }

  /// The majority of the voters.
  var majority: Int { voters.count / 2 + 1 }

  func isBefore(_ a: ServerID, _ b: ServerID) -> Bool { NaturalOrder.isBefore(symbols.displayName(a), symbols.displayName(b)) }

  private func describe(_ configuration: Configuration) -> String {
    configuration.voters.map { symbols[$0] }.sorted().joined(separator: ",")
  }

  private static func sorted(_ servers: Set<ServerID>, _ symbols: TraceSymbols) -> [ServerID] {
    servers.sorted { a, b in
      let (first, second) = (symbols.displayName(a), symbols.displayName(b))
      return first == second ? symbols[a] < symbols[b] : NaturalOrder.isBefore(first, second)
    }
  }

  /// Tracks of one server become one history: its files by term, then by its own clock, then by name.
  private static func join(_ tracks: [ServerTrack], _ symbols: TraceSymbols) -> [ServerRecord] {
    var byServer: [ServerID: [ServerTrack]] = [:]
    for track in tracks { byServer[symbols.canonical(track.server), default: []].append(track) }
    return sorted(Set(byServer.keys), symbols).map { server in
      let own = (byServer[server] ?? []).sorted { a, b in
        let (first, second) = (a.firstTerm ?? .zero, b.firstTerm ?? .zero)
        if first != second { return first < second }
        if let x = a.first?.time.value, let y = b.first?.time.value, x != y { return x < y }
        return NaturalOrder.isBefore(symbols[a.file], symbols[b.file])
      }
      return own.reduce(into: ServerRecord(server)) { $0.append($1, symbols.canonical) }
    }
  }
}

extension ServerRecord {
  /// The memberships that the server shows, in its order.
  var configurations: [ConfigurationID] {
    milestones.compactMap {
      guard case .configuration(let id, _) = $0.kind else { return nil }
      return id
    }
  }
}

extension Configuration {
  /// Everybody, once.
  var members: [ServerID] { Array(Set(voters + outgoingVoters + learners)).sorted() }
}
