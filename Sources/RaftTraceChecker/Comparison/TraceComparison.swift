import TraceFormat

/// Compares two traces server by server, by what their lines say in Raft's own terms.
///
///     var a = ComparedTrace(symbols: symbols)
///     for event in events { a.append(event) }
///     …
///     let report = TraceComparison(a: a, b: b).report()
///
/// Never by a clock, and never by the order of two servers' lines (law 3). What one side does not show differs from
/// nothing (law 1), and what was not compared for that is said (law 2).
public struct TraceComparison {
  private let sides: Sides<ComparedTrace>
  private let options: ComparisonOptions

  public init(a: ComparedTrace, b: ComparedTrace, options: ComparisonOptions = ComparisonOptions()) {
    sides = Sides(a: a.united, b: b.united)
    self.options = options
  }

  public func report() -> ComparisonReport {
    var report = ComparisonReport()
    report.eventCount = sides.map(\.eventCount)
    report.eventsWithoutRoom = sides.map(\.eventsWithoutRoom)
    report.payloadsAreCompared = comparesPayloads
    report.payloadsAreShown = !sides.a.payloads.hashes.isEmpty && !sides.b.payloads.hashes.isEmpty
    let pairing = ServerPairing(sides.map(\.symbols), shown: sides.map(\.servers), renames: options.renames)
    report.isPairedByOrder = pairing.isByOrder
    let translations = SideTranslation.pair(sides.map(\.symbols), pairing)
    var servers = HistoryPair.all(sides, pairing).map {
      ServerAlignment($0, translations: translations, options: options, fields: fields)
    }
    for i in servers.indices { servers[i].align(number: i) }
    report.servers = servers.map(\.result)
    report.leftOut = servers.flatMap(\.leftOut)
    report.ownFields = ownFields(servers)
    report.ownEvents = ownEvents(servers)
    order(servers, translations, &report)
    report.verdict = verdict(report)
    return report
  }

  private var comparesPayloads: Bool {
    switch options.payloads {
    case .always: true
    case .never: false
    case .whereShared: sides.a.payloads.isShared(with: sides.b.payloads)
    }
  }

  /// The fields that are compared.
  private var fields: FieldSet {
    let fields = FieldSet.all.subtracting(.never).subtracting(options.ignoredFields)
    return comparesPayloads ? fields : fields.subtracting(.payloads)
  }

  private func ownEvents(_ servers: [ServerAlignment]) -> Sides<[EventName]> {
    let shown = servers.reduce(Sides<Set<EventName>>(a: [], b: [])) {
      Sides(a: $0.a.union($1.shownEvents.a), b: $0.b.union($1.shownEvents.b))
    }
    func own(_ side: ComparedSide) -> [EventName] {
      EventName.allCases.filter { name in
        shown[side].contains(name) && !shown[side.other].contains(name)
          && !(name.counterpart.map { shown[side.other].contains($0) } ?? false)
      }
    }
    return Sides(a: own(.a), b: own(.b))
  }

  private func ownFields(_ servers: [ServerAlignment]) -> Sides<[String]> {
    let shown = servers.reduce(Sides<FieldSet>(a: [], b: [])) {
      Sides(a: $0.a.union($1.shownFields.a), b: $0.b.union($1.shownFields.b))
    }
    func names(_ side: ComparedSide) -> [String] {
      let own = shown[side].intersection(fields).subtracting(shown[side.other]).fields.map(\.name)
      let common = Set(shown[side.other].fields.map(\.name))
      return own.reduce(into: []) { if !$0.contains($1), !common.contains($1) { $0.append($1) } }
    }
    return Sides(a: names(.a), b: names(.b))
  }

  /// Finds the divergences that no other precedes, and puts the earliest first.
  private func order(
    _ servers: [ServerAlignment], _ translations: Sides<SideTranslation>, _ report: inout ComparisonReport
  ) {
    let diverging = report.divergences
    for side in ComparedSide.allCases {
      let places = diverging.map { servers[$0].place(side) }
      let caused = DivergenceOrder(places, translations[side]).caused
      for (number, isCaused) in zip(diverging, caused) where isCaused {
        report.servers[number].divergence?.isCaused = true
      }
    }
    let free = diverging.filter { report.servers[$0].divergence?.isCaused == false }
    // Each side for itself orders events, but what A proves and what B proves may contradict each other.
    let candidates = free.isEmpty ? diverging : free
    report.first = candidates.sorted { x, y in
      guard let a = report.servers[x].divergence?.time, let b = report.servers[y].divergence?.time else {
        return x < y
      }
      let ends = (report.servers[x].isEndOfOneSide, report.servers[y].isEndOfOneSide)
      if ends.0 != ends.1 { return ends.1 }
      return a < b || !(b < a) && x < y
    }
  }

  private func verdict(_ report: ComparisonReport) -> ComparisonReport.Verdict {
    if !report.divergences.isEmpty { return .differ }
    return report.servers.contains { $0.equalCount > 0 } ? .same : .notComparable
  }
}

extension ComparedTrace {
  /// The servers that have events.
  fileprivate var servers: Set<ServerID> { Set(histories.map(\.server)) }

  /// The same with the histories of servers that turned out to be one put together.
  fileprivate var united: ComparedTrace {
    var result = self
    result.histories = []
    for history in histories {
      let server = symbols.canonical(history.server)
      let place = result.histories.firstIndex { $0.server == server && $0.group == history.group }
      if let place {
        result.histories[place] = result.histories[place].joined(with: history)
      } else {
        result.histories.append(history.server == server ? history : history.renamed(server))
      }
    }
    return result
  }
}

/// The histories of one server of one group on both sides.
struct HistoryPair {
  var a: ServerHistory?
  var b: ServerHistory?

  /// By group and then server, in the order of the pairing.
  static func all(_ sides: Sides<ComparedTrace>, _ pairing: ServerPairing) -> [HistoryPair] {
    let groups = groups(sides)
    return groups.flatMap { group in
      pairing.pairs.compactMap { pair in
        let a = sides.a.histories.first { $0.group == group.a && $0.server == pair.a }
        let b = sides.b.histories.first { $0.group == group.b && $0.server == pair.b }
        return a == nil && b == nil ? nil : HistoryPair(a: a, b: b)
      }
    }
  }

  /// Groups of one name are one; where each side has only one, these are.
  private static func groups(_ sides: Sides<ComparedTrace>) -> [Sides<GroupID?>] {
    let shown = sides.map { Set($0.histories.map(\.group)).sorted() }
    if shown.a.count == 1, shown.b.count == 1 { return [Sides(a: shown.a[0], b: shown.b[0])] }
    let names = Sides(
      a: shown.a.map { sides.a.symbols[$0] }, b: shown.b.map { sides.b.symbols[$0] })
    return Set(names.a + names.b).sorted(by: NaturalOrder.isBefore).map { name in
      Sides(
        a: names.a.firstIndex(of: name).map { shown.a[$0] },
        b: names.b.firstIndex(of: name).map { shown.b[$0] })
    }
  }
}
