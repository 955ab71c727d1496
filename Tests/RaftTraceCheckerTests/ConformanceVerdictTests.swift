import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("The verdict over both layers")
struct ConformanceVerdictTests {
  private static func property(_ status: PropertyStatus) -> PropertyResult {
    PropertyResult(
      name: .electionSafety, status: status, facts: status == .notObservable ? 0 : 3,
      violationCount: status == .violated ? 1 : 0, missing: [])
  }

  private static func conformance(_ status: ConformanceStatus, facts: Int = 9) -> ConformanceResult {
    var result = ConformanceResult(status: status)
    result.facts = facts
    return result
  }

  @Test(
    "is violates if either refutes, conforms if either decided and neither refutes",
    arguments: [
      (PropertyStatus.violated, ConformanceStatus.conforms, Verdict.violates),
      (.violated, .inconclusive, .violates), (.violated, .violates, .violates),
      (.held, .violates, .violates), (.held, .conforms, .conforms), (.held, .inconclusive, .conforms),
      (.notObservable, .violates, .violates), (.notObservable, .conforms, .conforms),
      (.notObservable, .inconclusive, .inconclusive),
    ])
  func both(facts: PropertyStatus, replay: ConformanceStatus, verdict: Verdict) {
    #expect(Verdict([Self.property(facts)], Self.conformance(replay)) == verdict)
  }

  @Test("a replay that tested nothing decides nothing")
  func nothingTested() {
    let untested = Self.conformance(.conforms, facts: 0)
    #expect(Verdict([Self.property(.notObservable)], untested) == .inconclusive)
    #expect(Verdict([], untested) == .inconclusive)
    #expect(Verdict([], Self.conformance(.conforms)) == .conforms)
    #expect(!Self.report(untested).decidesAll)
    #expect(!Self.report(Self.conformance(.inconclusive)).decidesAll)
    #expect(Self.report(Self.conformance(.conforms)).decidesAll)
    #expect(Self.report(nil).decidesAll)
  }

  @Test("a report of some properties keeps what the replay found")
  func restricted() {
    let report = Self.report(Self.conformance(.violates)).restricted(to: [.logMatching])
    #expect(report.verdict == .violates)
    #expect(report.layers == [.conformance])
  }

  @Test("without the layer of the facts no property is judged, and the events are counted")
  func conformanceOnly() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 4)
    trace.role("n2", .leader, term: 4)
    var checker = TraceChecker(symbols: trace.symbols, layers: [.conformance])
    for event in trace.events { checker.consider(event, dialect: trace.dialect) }
    let report = checker.finish()
    #expect(report.properties.isEmpty && report.violations.isEmpty)
    #expect(report.events == 2 && report.servers.count == 2)
  }

  @Test("without the layer of conformance nothing is replayed")
  func factsOnly() {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 4)
    trace.role("n2", .leader, term: 4)
    var checker = TraceChecker(symbols: trace.symbols, layers: [.facts])
    for event in trace.events { checker.consider(event, dialect: trace.dialect) }
    let report = checker.finish()
    #expect(report.conformance == nil && report.layers == [.facts])
    #expect(report.violated == [.electionSafety])
  }

  private static func report(_ conformance: ConformanceResult?) -> CheckReport {
    let properties = [property(.held)]
    return CheckReport(
      verdict: Verdict(properties, conformance), events: 9, servers: [], groups: 1, properties: properties,
      violations: [], conformance: conformance)
  }
}
