import TraceFormat

/// Aligns the events of one server on both sides.
struct ServerAlignment {
  private let pair: HistoryPair
  private let options: ComparisonOptions
  let agreement: EventAgreement
  /// The numbers of the events that are compared.
  private(set) var events = Sides<[Int]>(a: [], b: [])
  var result: ServerComparison
  private(set) var leftOut: [ComparisonReport.LeftOut] = []
  /// The fields that any compared event of a side shows.
  private(set) var shownFields = Sides<FieldSet>(a: [], b: [])
  /// The kinds of the compared events of a side.
  private(set) var shownEvents = Sides<Set<EventName>>(a: [], b: [])

  init(
    _ pair: HistoryPair, translations: Sides<SideTranslation>, options: ComparisonOptions, fields: FieldSet
  ) {
    self.pair = pair
    self.options = options
    let blank = ServerHistory(group: GroupID(0), server: ServerID(0))
    agreement = EventAgreement(
      histories: Sides(a: pair.a ?? blank, b: pair.b ?? blank), translations: translations, fields: fields)
    result = ServerComparison(
      server: Sides(a: pair.a?.server, b: pair.b?.server), group: Sides(a: pair.a?.group, b: pair.b?.group),
      eventCount: Sides(a: 0, b: 0))
    result.isCut = histories.map(\.isCut)
  }

  var histories: Sides<ServerHistory> { agreement.histories }

  /// Compares, and reports as the server of this number.
  mutating func align(number: Int) {
    choose(number)
    result.eventCount = events.map(\.count)
    let (a, b) = (events.a, events.b)
    var start = 0
    while start < min(a.count, b.count), agreement.agrees(a[start], b[start]) { start += 1 }
    result.equalCount = start
    if start > 0 {
      result.lastEqual = Sides(
        a: histories.a.position(a[start - 1]), b: histories.b.position(b[start - 1]))
    }
    guard start < max(a.count, b.count), !isUnknownBehind(start) else { return }
    tellDivergence(at: start)
    tellStretches(from: start)
  }

  /// Where the diverging event stands on one side.
  func place(_ side: ComparedSide) -> DivergenceOrder.Place {
    let own = events[side]
    return DivergenceOrder.Place(
      history: histories[side],
      event: result.equalCount < own.count ? own[result.equalCount] : histories[side].count)
  }

  /// Whether a side was cut off here: it may have gone on as the other did.
  private func isUnknownBehind(_ place: Int) -> Bool {
    ComparedSide.allCases.contains { place == events[$0].count && result.isCut[$0] }
  }

  /// Decides which events are compared, and says which are not.
  private mutating func choose(_ number: Int) {
    let names = histories.map { history in
      (0..<history.count).reduce(into: [EventName: Int]()) { $0[history.shape($1).name, default: 0] += 1 }
    }
    var chosen: Set<EventName> = []
    for name in EventName.allCases where name != .serverNamed {
      let count = names.map { $0[name, default: 0] }
      guard count != Sides(a: 0, b: 0) else { continue }
      let isOfOneSide =
        options.kinds == .shared && ComparedSide.allCases.contains { name.isAbsent(from: names[$0]) }
      guard isOfOneSide || options.ignoredEvents.contains(name) else {
        chosen.insert(name)
        continue
      }
      leftOut.append(
        ComparisonReport.LeftOut(
          reason: isOfOneSide ? .onlyOneSide : .ignored, event: name, server: number, count: count))
    }
    for side in ComparedSide.allCases {
      let history = histories[side]
      shownEvents[side] = chosen.filter { names[side][$0] != nil }
      events[side] = (0..<history.count).filter { chosen.contains(history.shape($0).name) }
      shownFields[side] = events[side].reduce([]) { $0.union(history.record($1).mask) }
    }
  }
}
