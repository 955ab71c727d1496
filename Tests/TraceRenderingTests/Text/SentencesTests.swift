import RaftTraceChecker
import Testing
import TraceFormat
import TraceRendering

@Suite("Sentences")
struct SentencesTests {
  @Test("every statement has its sentence", arguments: StatementSample.all)
  func statement(sample: StatementSample) {
    #expect(Cast().sentences.sentence(sample.statement, of: Cast.n2) == sample.sentence)
  }

  @Test("every kind of statement is among the samples")
  func statementKinds() {
    let kinds = Set(StatementSample.all.map { StatementKind($0.statement) })
    #expect(kinds == Set(StatementKind.allCases))
  }

  @Test("every clash has its sentence", arguments: ClashSample.all)
  func clash(sample: ClashSample) {
    #expect(Cast().sentences.sentence(sample.clash) == sample.sentence)
  }

  @Test("every kind of clash is among the samples")
  func clashKinds() {
    let kinds = Set(ClashSample.all.map { ClashKind($0.clash) })
    #expect(kinds == Set(ClashKind.allCases))
  }

  @Test("a name that two servers share gives way to their identities")
  func sharedName() {
    let symbols = TraceSymbols()
    let servers = ["7a", "8b", "9c"].map { symbols.server($0) }
    for server in servers.prefix(2) { symbols.setDisplayName(symbols.name("n1"), of: server) }
    symbols.setDisplayName(symbols.name("n3"), of: servers[2])
    #expect(servers.map(Sentences(symbols: symbols).name) == ["7a", "8b", "n3"])
  }

  @Test("a name that is another server's identity gives way to the own identity")
  func nameOfAnother() {
    let symbols = TraceSymbols()
    let servers = ["1", "2"].map { symbols.server($0) }
    symbols.setDisplayName(symbols.name("2"), of: servers[0])
    let sentences = Sentences(symbols: symbols)
    #expect(servers.map(sentences.name) == ["1", "2"])
    #expect(sentences.renamed(servers).isEmpty)
  }
}

/// The servers that the samples speak of.
struct Cast {
  static let n1 = ServerID(0)
  static let n2 = ServerID(1)
  static let n3 = ServerID(2)

  let sentences: Sentences

  init() {
    let symbols = TraceSymbols()
    for name in ["n1", "n2", "n3"] { _ = symbols.server(name) }
    for name in ["c", "k", "v"] { _ = symbols.name(name) }
    for configuration in [
      Configuration(voters: [Self.n1, Self.n2, Self.n3]),
      Configuration(voters: [Self.n1, Self.n2], outgoingVoters: [Self.n1], learners: [Self.n3]),
    ] { _ = symbols.configuration(configuration) }
    sentences = Sentences(symbols: symbols)
  }

  static func entry(_ index: UInt64, _ term: UInt64? = nil, payload: UInt64? = nil) -> LogEntry {
    LogEntry(
      index: LogIndex(index), term: Observed(term.map { Term($0) }),
      payload: Observed(payload.map { PayloadHash($0) }))
  }

  static func log(_ index: UInt64?, _ term: UInt64?) -> LogEnd {
    LogEnd(index: Observed(index.map { LogIndex($0) }), term: Observed(term.map { Term($0) }))
  }

  static func recovered(_ adjust: (inout Observation) -> Void) -> Recovered {
    var observation = Observation()
    adjust(&observation)
    return Recovered(observation)
  }
}
