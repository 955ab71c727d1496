import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

/// Builds a report of twelve properties violated twenty times each and, mostly, of lines that 900 others led to.
struct CrowdedReport {
  private var fixture = ReportFixture(servers: [])
  private var random: SeededRandom
  private let files: [String]
  private let servers: [ServerID]

  /// - Parameter refutations: How many lines no step explains; drawn at random where nothing is said.
  static func fixture(_ random: inout SeededRandom, refutations: Int? = nil) -> ReportFixture {
    var report = CrowdedReport(&random)
    for name in PropertyName.allCases.prefix(12) { report.violate(name) }
    let count = refutations ?? report.number(below: 21)
    if count > 0 { report.refute(count) }
    return report.fixture
  }

  private init(_ random: inout SeededRandom) {
    let fileCount = Int.random(in: 1...9, using: &random)
    files = (0..<fileCount).map { "servers/a-rather-long-name-of-a-server-\($0)/raft.log" }
    let fixture = fixture
    servers = (0..<5).map { fixture.symbols.server("server-\($0).region-seven.example") }
    self.random = random
    self.fixture.verdict = .violates
    self.fixture.groups = random.isOnce(in: 2) ? 9 : 1
    for file in files { self.fixture.read(file, badLines: Int.random(in: 0..<3, using: &random)) }
  }

  private mutating func violate(_ name: PropertyName) {
    fixture.violated(name, 20, of: 31)
    let clash = Clash.leaderLacksCommitted(
      leader: servers[0], Term(5), LogEnd(index: .known(LogIndex(6)), term: .known(Term(3))),
      committed: LogIndex(1 << 40), entryTerm: .known(Term(3)), by: Term(4))
    for _ in 0..<20 {
      let witnesses = lines(1 + number(below: 6))
      fixture.violations.append(
        Violation(property: name, group: TraceSymbols.defaultGroup, clash: clash, witnesses: witnesses))
    }
  }

  private mutating func refute(_ count: Int) {
    var result = ConformanceResult(status: .violates)
    result.limits = [.incompleteSource(events: 1 << 40), .logRuns(maximum: 64)]
    result.replayedEvents = 1 << 40
    result.facts = 1 << 40
    result.refutationCount = count
    for _ in 0..<count { result.refutations.append(refutation()) }
    fixture.conformance = result
  }

  private mutating func refutation() -> Refutation {
    let shown = lines(1)[0]
    let requirements: [ReplayRequirement] = [.installKeepsWhatFollows, .followerCommitBound, .voteIsKept]
    return Refutation(
      group: TraceSymbols.defaultGroup, server: shown.server, position: shown.position,
      shown: shown.statement,
      nearMisses: requirements.map {
        NearMiss($0, expected: .servers(servers), found: .server(servers[1]))
      }, causes: lines(900))
  }

  private mutating func lines(_ count: Int) -> [Witness] {
    (0..<count).map { _ in
      let position = fixture.at(random.element(of: files), UInt32(number(below: 1 << 30)))
      let vote = Statement.voted(candidate: random.element(of: servers), Term(7))
      return Witness(position: position, server: random.element(of: servers), statement: vote)
    }
  }

  private mutating func number(below count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
}
