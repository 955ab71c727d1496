import RaftTraceChecker
import TraceFormat

extension ComparisonText {
  /// A line or two for each server: how far it is equal, and how it goes on.
  func writeServers(to page: inout TextPage) {
    page.flow([TextSpan("Servers", .heading)])
    let chosen = options.isDetailed ? report.servers : Array(report.servers.prefix(Self.serverMaximum))
    let column = 4 + (chosen.map { label($0).count }.max() ?? 0)
    for server in chosen {
      page.entry(TextSpan(label(server)), column: min(column, 24), [TextSpan(story(of: server))])
    }
    let more = report.servers.count - chosen.count
    if more > 0 {
      page.flow([TextSpan("and \(Numerals.count(more, "server")) more (see --details)")], indent: 2)
    }
    page.blank()
  }

  private func label(_ server: ServerComparison) -> String {
    words.name(server) + (words.otherName(server).map { " = \($0)" } ?? "")
  }

  private func story(of server: ServerComparison) -> String {
    guard server.divergence != nil else {
      return server.equalCount == 0
        ? "nothing to compare" : "\(Numerals.count(server.equalCount, "event")) equal, to the end"
    }
    guard server.server.a != nil, server.server.b != nil else {
      let side: ComparedSide = server.server.a == nil ? .b : .a
      return "only in \(side.rawValue), \(Numerals.count(server.ownCount[side], "event"))"
    }
    return [beginning(of: server), differences(of: server), resumption(of: server)].compactMap { $0 }
      .joined(separator: "; ")
  }

  private func beginning(of server: ServerComparison) -> String {
    guard let last = server.lastEqual else { return "differs from the beginning" }
    return "equal up to \(words.place(last.a, .a)), \(words.place(last.b, .b))"
      + " (\(Numerals.count(server.equalCount, "event")))"
  }

  private func differences(of server: ServerComparison) -> String {
    let own = server.ownCount
    let parts = [
      own.a > 0 ? "\(Numerals.count(own.a, "event")) only in A" : nil,
      own.b > 0 ? "\(own.a > 0 ? Numerals.grouped(own.b) : Numerals.count(own.b, "event")) only in B" : nil,
    ]
    let places = server.stretchCount > 1 ? ", in \(Numerals.count(server.stretchCount, "place"))" : ""
    return "then " + parts.compactMap { $0 }.joined(separator: ", ") + places
  }

  /// Where the sides are equal again for good; nil where they never are.
  private func resumption(of server: ServerComparison) -> String? {
    if server.stretchCount <= server.stretches.count, let last = server.stretches.last,
      let place = last.resumesAt
    {
      return "equal from \(words.place(place.a, .a)), \(words.place(place.b, .b)) to the end"
        + " (\(Numerals.count(last.equalBehind, "event")))"
    }
    let end = ComparedSide.allCases.first { side in
      server.stretchCount == 1 && server.ownCount[side] == 0
    }
    return end.map { "\($0.rawValue) ends before" } ?? "never equal again to the end"
  }

  /// Everything that differs: each server's divergence and the stretches behind it.
  func writeStretches(to page: inout TextPage) {
    for (number, server) in report.servers.enumerated() {
      guard let divergence = server.divergence else { continue }
      page.flow([TextSpan("\(words.name(server))", .heading), TextSpan(extent(of: divergence))])
      if number != report.first.first { write(divergence, of: server, to: &page) }
      for stretch in server.stretches { write(stretch, of: server, to: &page) }
      let more = server.stretchCount - server.stretches.count
      if more > 0 { page.flow([TextSpan("and \(Numerals.count(more, "place")) more")], indent: 2) }
      page.blank()
    }
  }

  private func extent(of divergence: ServerDivergence) -> String {
    let incarnation = divergence.state.a.incarnation
    return incarnation > 1 ? "(in A its life number \(incarnation))" : ""
  }

  private func write(_ stretch: DifferingStretch, of server: ServerComparison, to page: inout TextPage) {
    for side in ComparedSide.allCases {
      guard let first = stretch.first[side], let last = stretch.last[side] else { continue }
      let begin = words.place(first.position, side)
      let range = stretch.count[side] > 1 ? "\(begin)–\(last.line)" : begin
      let more = stretch.count[side] > 1 ? ", and \(Numerals.grouped(stretch.count[side] - 1)) more" : ""
      page.entry(
        TextSpan(range, .location), column: 18, [TextSpan(words.sentence(first, side, of: server) + more)])
    }
    if let place = stretch.resumesAt {
      page.flow(
        [
          TextSpan(
            "equal from \(words.place(place.a, .a)), \(words.place(place.b, .b)), "
              + Numerals.count(stretch.equalBehind, "event") + (stretch.isLast ? ", to the end" : ""),
            .remark)
        ], indent: 4, hanging: 6)
    }
  }
}
