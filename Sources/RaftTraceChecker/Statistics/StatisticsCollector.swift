public import TraceFormat

/// Takes the events of a trace one by one and ends with the answers to what operators ask.
///
/// Events of one server in one file must come in the order of its lines; the rest may come in any order. What is kept grows
/// with servers, terms and restarts, up to a maximum, and not with the length of the trace.
public struct StatisticsCollector {
  private struct Key: Hashable {
    var group: GroupID
    var server: ServerID
    var file: FileID
  }

  private let symbols: TraceSymbols
  private let options: StatisticsOptions
  private var places: [Key: Int] = [:]
  private var lastPlace: (key: Key, place: Int)?
  private var tracks: [ServerTrack] = []
  private var events = 0

  public init(symbols: TraceSymbols, options: StatisticsOptions = StatisticsOptions()) {
    self.symbols = symbols
    self.options = options
  }

  public mutating func consider(_ event: TraceEvent, dialect: SourceDialect) {
    events += 1
    let place = place(of: event)
    tracks[place].isComplete = dialect.isComplete
    tracks[place].consider(event)
  }

  /// - Parameter files: all that were read, also those that held no event.
  public func finish(files: [FileID] = []) -> StatisticsReport {
    let groups = Set(tracks.map(\.group)).sorted { a, b in
      NaturalOrder.isBefore(symbols[a], symbols[b])
    }
    let shown = Set(tracks.map(\.file))
    let empty = files.filter { !shown.contains($0) }
    let answered = groups.map { group in
      let history = GroupHistory(
        group: group, symbols: symbols, tracks: tracks.filter { $0.group == group })
      return history.answered(options, emptyFiles: empty)
    }
    let telling = answered.filter { $0.group != TraceSymbols.defaultGroup || $0.tellsOfRaft }
    return StatisticsReport(groups: telling.isEmpty ? answered : telling, eventCount: events)
  }

  private mutating func place(of event: TraceEvent) -> Int {
    let key = Key(group: event.group, server: event.server, file: event.position.file)
    if let lastPlace, lastPlace.key == key { return lastPlace.place }
    let place = places[key] ?? tracks.count
    if place == tracks.count {
      places[key] = place
      tracks.append(ServerTrack(group: event.group, server: event.server, file: event.position.file))
    }
    lastPlace = (key, place)
    return place
  }
}

/// What an operator may set.
public struct StatisticsOptions: Sendable {
  /// The stretch in which three terms are a storm, in nanoseconds.
  public var stormWindow: Int64 = 10_000_000_000

  public init() {}
}

extension GroupHistory {
  /// The answers to all questions.
  func answered(_ options: StatisticsOptions, emptyFiles: [FileID]) -> StatisticsReport.Group {
    let noLeader = NoLeader(self)
    let answers = StatisticsQuestion.allCases.map { question -> StatisticsAnswer in
      switch question {
      case .noLeader: noLeader.answer
      case .depositions: Depositions(self).answer
      case .elections: Elections(self, options).answer
      case .campaigns: Campaigns(self).answer
      case .electable: Electable(self).answer
      case .disturbance: Disturbance(self).answer
      case .reachability: Reachability(self).answer
      case .stalls: Stalls(self).answer
      case .commitLatency: CommitLatency(self).answer
      case .replicationLag: ReplicationLag(self).answer
      case .quorumMargin: QuorumMargin(self).answer
      case .restarts: Restarts(self).answer
      case .membership: MembershipTimeline(self).answer
      case .panics: StatisticsAnswer.notObservable(.panics, [.panics])
      case .missingEvidence: MissingEvidence(self, emptyFiles).answer
      }
    }
    return StatisticsReport.Group(
      group: group, servers: servers.map(\.server), answers: answers,
      timeline: StatisticsTimeline(self, gaps: noLeader.gaps))
  }
}
