import RaftTraceChecker
import TraceFormat

/// The words for what two traces show, each side with its own names.
struct ComparisonWords {
  let context: ComparisonContext
  private let sentences: Sides<Sentences>
  private let labels: Sides<EventLabels>

  init(_ context: ComparisonContext) {
    self.context = context
    let sentences = context.sides.map { Sentences(symbols: $0.symbols) }
    self.sentences = sentences
    labels = Sides(
      a: EventLabels(context.sides.a.symbols, sentences: sentences.a),
      b: EventLabels(context.sides.b.symbols, sentences: sentences.b))
  }

  /// The server by its name in A, or where A has it not, in B.
  func name(_ server: ServerComparison) -> String {
    let name =
      server.server.a.map { sentences.a.name($0) } ?? server.server.b.map { sentences.b.name($0) } ?? "?"
    guard let group = server.group.a ?? server.group.b, hasGroups(server) else { return name }
    let side: ComparedSide = server.group.a == nil ? .b : .a
    return "\(sentences[side].name(group))/\(name)"
  }

  /// The server's name in B where it has another one than in A.
  func otherName(_ server: ServerComparison) -> String? {
    guard let a = server.server.a, let b = server.server.b else { return nil }
    let name = sentences.b.name(b)
    return name == sentences.a.name(a) ? nil : name
  }

  private func hasGroups(_ server: ServerComparison) -> Bool {
    let side: ComparedSide = server.group.a == nil ? .b : .a
    return server.group[side] != TraceSymbols.defaultGroup
  }

  /// What a side shows, or that it has ended.
  func sentence(_ event: TraceEvent?, _ side: ComparedSide, of server: ServerComparison) -> String {
    guard let event else {
      return server.server[side] == nil ? "has no such server" : "shows no more of it"
    }
    let label =
      event.kind == .observed
      ? observation(event, side) : labels[side].label(event, term: event.observation.currentTerm)
    return "\(sentences[side].name(event.server)) \(label)"
  }

  /// A mere observation by what it shows.
  private func observation(_ event: TraceEvent, _ side: ComparedSide) -> String {
    let columns = ComparedColumn.allCases.compactMap { column -> String? in
      text(column, ComparedState(event), side).map { "\(column.rawValue) \($0)" }
    }
    return columns.isEmpty ? "is observed" : "shows " + columns.joined(separator: ", ")
  }

  /// A line by its place: `A:17`, or where the side has several files `A n2.log:17`.
  func place(_ position: SourcePosition, _ side: ComparedSide) -> String {
    guard context.sides[side].inputs.count > 1 else {
      let state = position.state > 0 ? "#\(position.state)" : ""
      return "\(side.rawValue):\(position.line)\(state)"
    }
    let whole = sentences[side].location(position)
    return "\(side.rawValue) " + (whole.split(separator: "/").last.map(String.init) ?? whole)
  }

  func location(_ position: SourcePosition, _ side: ComparedSide) -> String {
    sentences[side].location(position)
  }

  /// A column of a server's state; nil where it is not known.
  func text(_ column: ComparedColumn, _ state: ComparedState, _ side: ComparedSide) -> String? {
    switch column {
    case .role: state.role.value?.word
    case .term: state.term.value.map { "\($0)" }
    case .votedFor: state.votedFor.value.map { $0.map { sentences[side].name($0) } ?? "none" }
    case .leader: state.leader.value.map { $0.map { sentences[side].name($0) } ?? "none" }
    case .log: state.lastLogIndex.value.map { labels[side].entry($0, state.lastLogTerm) }
    case .commitIndex: state.commitIndex.value.map { "\($0)" }
    }
  }

  /// A field that differs, with both values: `leaderCommit (A 3, B 4)`.
  func text(_ difference: FieldDifference) -> String {
    let a = text(difference.values.a, .a)
    let b = text(difference.values.b, .b)
    return "\(difference.field.name) (A \(a), B \(b))"
  }

  func text(_ value: ComparedValue, _ side: ComparedSide) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "yes" : "no"
    case .role(let role): role.word
    case .server(let server): server.map { sentences[side].name($0) } ?? "none"
    case .configuration(let id): sentences[side].phrase(id)
    case .hash(let hash): "\(hash)"
    case .name(let name): VisibleText.name(context.sides[side].symbols[name])
    case .entries(let entries): Self.list(entries)
    }
  }

  /// Entries as `5@2, 6@3`; of many the first few.
  private static func list(_ entries: [LogEntry]) -> String {
    let first = entries.prefix(4).map { entry in
      "\(entry.index)" + (entry.term.value.map { "@\($0)" } ?? "")
        + (entry.payload.value.map { " \($0)" } ?? "")
    }
    return (first + (entries.count > 4 ? ["…"] : [])).joined(separator: ", ")
  }
}
