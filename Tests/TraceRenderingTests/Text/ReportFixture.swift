import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Builds small reports; names are interned as a reader would.
struct ReportFixture {
  let symbols = TraceSymbols()
  var inputs: [ReportContext.Input] = []
  var properties: [PropertyResult] = []
  var violations: [Violation] = []
  var events = 18_204
  var groups = 1
  var verdict = Verdict.conforms
  var conformance: ConformanceResult?

  init(servers: [String] = ["n1", "n2", "n3"]) {
    for server in servers { _ = symbols.server(server) }
  }

  var report: CheckReport {
    CheckReport(
      verdict: verdict, events: events, servers: symbols.servers, groups: groups, properties: properties,
      violations: violations, conformance: conformance)
  }

  var context: ReportContext {
    ReportContext(symbols: symbols, inputs: inputs, describe: Self.describe)
  }

  func text(_ adjust: (inout TextOptions) -> Void = { _ in }) -> String {
    var options = TextOptions()
    adjust(&options)
    return ReportText(report, context: context, options: options).text
  }

  /// The report that tells everything.
  var wholeText: String { text { $0.isDetailed = true } }

  var json: String { ReportJSON(report, context: context).text }

  mutating func read(
    _ file: String, format: String = "etcd-raft", lines: Int = 6_104, events: Int = 6_068, badLines: Int = 0
  ) {
    var tally = ReadingTally()
    tally.lines = lines
    tally.events = events
    tally.linesWithoutEvents = lines - events - badLines
    tally.badLines = badLines
    inputs.append(ReportContext.Input(file: file, format: format, tally: tally))
  }

  mutating func held(_ name: PropertyName, on facts: Int) {
    add(name, .held, facts, 0, [])
  }

  mutating func violated(_ name: PropertyName, _ count: Int, of facts: Int) {
    add(name, .violated, facts, count, [])
  }

  mutating func notObservable(_ name: PropertyName, missing: String...) {
    add(name, .notObservable, 0, 0, missing)
  }

  private mutating func add(
    _ name: PropertyName, _ status: PropertyStatus, _ facts: Int, _ violations: Int, _ missing: [String]
  ) {
    properties.append(
      PropertyResult(
        name: name, status: status, facts: facts, violationCount: violations, missing: missing))
  }

  func at(_ file: String, _ line: UInt32) -> SourcePosition {
    SourcePosition(file: symbols.file(file), line: line)
  }

  func witness(_ file: String, _ line: UInt32, _ server: String, _ statement: Statement) -> Witness {
    Witness(position: at(file, line), server: symbols.server(server), statement: statement)
  }

  /// Words that depend on the name alone, so that no test depends on the wording of the real properties.
  static func describe(_ name: PropertyName) -> PropertyDescription {
    PropertyDescription(
      name: name,
      sentence: name == .electionSafety
        ? "at most one leader is elected in a given term" : "no run contradicts \(name.rawValue)",
      reference: name == .electionSafety ? "Raft §5.2" : "Raft Figure 2",
      why: "Stated over the history of elections, not over who leads now: a leader that won the term and "
        + "stepped down before its rival won it too would otherwise be missed.",
      needs: ["which server wins an election", "the term of the election"])
  }
}

extension ReportFixture {
  /// Two leaders of a term, because a voter forgot its vote.
  static var violating: ReportFixture {
    var fixture = ReportFixture()
    fixture.verdict = .violates
    for file in ["n1.log", "n2.log", "n3.log"] { fixture.read(file) }
    fixture.violated(.electionSafety, 1, of: 41)
    fixture.held(.oneVotePerTerm, on: 1_204)
    fixture.notObservable(.logMatching, missing: "the terms of log entries")
    let (n1, n3) = (fixture.symbols.server("n1"), fixture.symbols.server("n3"))
    var recovered = Observation()
    recovered.currentTerm = .known(Term(4))
    recovered.votedFor = .known(nil)
    fixture.violations = [
      Violation(
        property: .electionSafety, group: TraceSymbols.defaultGroup, clash: .twoLeaders(n1, n3, Term(4)),
        witnesses: [
          fixture.witness("n2.log", 118, "n2", .voted(candidate: n1, Term(4))),
          fixture.witness("n2.log", 131, "n2", .started(Recovered(recovered))),
          fixture.witness("n2.log", 1_140, "n2", .voted(candidate: n3, Term(4))),
        ], firstUnexplained: fixture.at("n2.log", 131))
    ]
    return fixture
  }
}
