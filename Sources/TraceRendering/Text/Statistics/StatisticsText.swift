public import RaftTraceChecker
import TraceFormat

/// The answers to what operators ask, for people: the first screen says the most, `isDetailed` everything.
public struct StatisticsText {
  private static let groupMaximum = 3
  private static let leaderMaximum = 6
  private static let column = 18

  private let report: StatisticsReport
  private let context: ReportContext
  private let options: TextOptions
  private let words: StatisticsSentences

  public init(_ report: StatisticsReport, context: ReportContext, options: TextOptions = TextOptions()) {
    self.report = report
    self.context = context
    self.options = options
    words = StatisticsSentences(context)
  }

  /// The whole text, ended by a newline.
  public var text: String {
    var page = TextPage(width: options.width)
    if report.groups.isEmpty { page.flow([TextSpan("No line of Raft was understood: nothing is observable", .undecided)]) }
    let groups = chosenGroups
    for (i, group) in groups.enumerated() {
      if i > 0 { page.blank() }
      write(group, to: &page)
    }
    let more = report.groups.count - groups.count
    if more > 0 {
      page.blank()
      page.flow([TextSpan("and \(Numerals.count(more, "group")) with fewer elections (see --details)")])
    }
    writeInputs(to: &page)
    return page.text(options.colour)
  }

  /// Those with most elections first where not all are told.
  private var chosenGroups: [StatisticsReport.Group] {
    guard !options.isDetailed, report.groups.count > Self.groupMaximum else { return report.groups }
    let busiest = report.groups.enumerated().sorted { a, b in
      let (x, y) = (elections(a.element), elections(b.element))
      return x != y ? x > y : a.offset < b.offset
    }
    let chosen = Set(busiest.prefix(Self.groupMaximum).map(\.offset))
    return report.groups.enumerated().filter { chosen.contains($0.offset) }.map(\.element)
  }

  private func elections(_ group: StatisticsReport.Group) -> Int {
    group.answer(.elections)?.findings.first?.total ?? 0
  }

  private func write(_ group: StatisticsReport.Group, to page: inout TextPage) {
    if report.groups.count > 1 {
      page.flow([TextSpan("Group \(words.sentences.name(group.group))", .heading)])
    }
    let observable = group.answers.filter { $0.confidence != .notObservable }
    if !options.isDetailed { writeLeaders(of: group, to: &page) }
    for answer in observable where options.isDetailed || isTold(answer) { write(answer, to: &page) }
    let untold = options.isDetailed ? [] : observable.filter { !isTold($0) && !$0.findings.isEmpty && !isInLeaders($0) }
    if !untold.isEmpty {
      let titles = untold.map { words.title($0.question).lowercased() }
      page.entry(
        TextSpan("With --details"), indent: 0, column: Self.column, [TextSpan(titles.joined(separator: ", "))])
    }
    writeNotObservable(group.answers.filter { $0.confidence == .notObservable }, to: &page)
  }

  private func isInLeaders(_ answer: StatisticsAnswer) -> Bool {
    answer.question == .noLeader || answer.question == .depositions
  }

  /// Who led which term, why the leader before did not, and for how long nobody led: a row a term.
  private func writeLeaders(of group: StatisticsReport.Group, to page: inout TextPage) {
    let rows = LeaderRow.rows(of: group, maximum: Self.leaderMaximum)
    if rows.rows.isEmpty { page.flow([TextSpan("Who led is not observable", .undecided)]) }
    for row in rows.rows {
      let label = row.term.map { "Term \($0)" } ?? "Then"
      var spans = [TextSpan(row.text(words))]
      if let place = row.evidence { spans.append(.location(words.sentences.location(place))) }
      page.entry(TextSpan(label, .heading), indent: 0, column: Self.column, spans, maximum: 3)
    }
    if rows.more > 0 {
      page.entry(
        TextSpan(""), indent: 0, column: Self.column,
        [TextSpan("and \(Numerals.count(rows.more, "term")) with a leader more, after shorter gaps (see --details)")])
    }
  }

  /// Whether the first screen has a line of it besides the leaders.
  private func isTold(_ answer: StatisticsAnswer) -> Bool {
    switch answer.question {
    case .noLeader, .depositions, .membership, .replicationLag: false
    case .elections: true
    case .electable: answer.findings.contains { $0.kind == .electableNeverCampaigned }
    case .reachability: answer.findings.contains { $0.isOdd }
    case .disturbance: answer.findings.contains { ($0.count ?? 0) - ($0.total ?? 0) >= 3 }
    case .quorumMargin:
      answer.confidence == .firm && answer.findings.contains { ($0.count ?? 0) == ($0.total ?? 0) / 2 + 1 && ($0.total ?? 0) > 2 }
    case .stalls: false
    case .campaigns, .commitLatency, .restarts, .panics, .missingEvidence: !notable(answer).isEmpty
    }
  }

  private func write(_ answer: StatisticsAnswer, to page: inout TextPage) {
    let findings = chosenFindings(of: answer)
    var isFirst = true
    func entry(_ spans: [TextSpan]) {
      let label = TextSpan(isFirst ? words.title(answer.question) : "", .heading)
      page.entry(label, indent: 0, column: Self.column, spans, maximum: options.isDetailed ? .max : 3)
      isFirst = false
    }
    if answer.findings.isEmpty { entry([TextSpan("none")]) }
    for finding in findings { entry(spans(finding)) }
    let more = count(of: answer) - findings.count
    if more > 0 { entry([TextSpan("and \(Numerals.grouped(more)) more (see --details)")]) }
    if options.isDetailed, !answer.missing.isEmpty {
      let lacks = answer.missing.map { words.lack($0) }
      entry([TextSpan("partly, as \(lacks.joined(separator: "; "))", .undecided)])
    }
  }

  private func count(of answer: StatisticsAnswer) -> Int {
    options.isDetailed ? answer.findings.count : notable(answer).count
  }

  /// Of the cells of the matrix, the first screen tells only those that are odd.
  private func notable(_ answer: StatisticsAnswer) -> [Finding] {
    switch answer.question {
    case .reachability: answer.findings.filter(\.isOdd)
    case .elections: answer.findings.filter { $0.kind == .electionsWon || $0.kind == .storm }
    case .quorumMargin: answer.findings.filter { ($0.count ?? 0) == ($0.total ?? 0) / 2 + 1 }
    case .disturbance: answer.findings.filter { ($0.count ?? 0) - ($0.total ?? 0) >= 3 }
    case .missingEvidence:
      answer.findings.filter { $0.kind != .timeWentBack || $0.duration?.upper.value ?? 0 >= 100_000_000 }
    case .membership:
      answer.findings.filter { $0.kind != .configuration } + answer.findings.filter { $0.kind == .configuration }.suffix(1)
    default: answer.findings
    }
  }

  private func chosenFindings(of answer: StatisticsAnswer) -> [Finding] {
    guard !options.isDetailed else { return answer.findings }
    let all = notable(answer)
    return Array(all.prefix(2))
  }

  private func spans(_ finding: Finding) -> [TextSpan] {
    let places = finding.evidence.prefix(options.isDetailed ? 8 : 1).map { words.sentences.location($0) }
    return [TextSpan(words.sentence(finding))] + places.map { TextSpan.location($0) }
  }

  private func writeNotObservable(_ answers: [StatisticsAnswer], to page: inout TextPage) {
    guard !answers.isEmpty else { return }
    guard options.isDetailed else {
      let titles = answers.map { words.title($0.question).lowercased() }
      page.entry(
        TextSpan("Not observable", .undecided), indent: 0, column: Self.column,
        [TextSpan(titles.joined(separator: ", "))])
      return
    }
    for answer in answers {
      let lacks = answer.missing.map { words.lack($0) }
      page.entry(
        TextSpan(words.title(answer.question), .heading), indent: 0, column: Self.column,
        [TextSpan("not observable: \(lacks.isEmpty ? "nothing is shown of it" : lacks.joined(separator: "; "))", .undecided)])
    }
  }

  private func writeInputs(to page: inout TextPage) {
    page.blank()
    let formats = context.inputs.reduce(into: [String]()) { if !$0.contains($1.format) { $0.append($1.format) } }
    page.flow([
      TextSpan(
        "\(Numerals.count(report.eventCount, "event")) of \(Numerals.count(context.inputs.count, "file")) (\(formats.joined(separator: ", ")))"
          + ", \(Numerals.count(report.groups.count, "group"))", .remark)
    ])
    for input in context.inputs where input.tally.badLines > 0 || !input.wasReadToEnd {
      page.flow([TextSpan("\(VisibleText.name(input.file)) was not read whole", .undecided)])
    }
  }
}

extension Finding {
  /// Whether a cell of the matrix of who reaches whom, or what stands beside it, is worth the first screen.
  fileprivate var isOdd: Bool { kind == .isolated || kind == .neverArrives || kind == .refusesItself }
}
