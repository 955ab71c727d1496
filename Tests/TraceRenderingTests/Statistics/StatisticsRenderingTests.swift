import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat
import TraceRendering

@Suite("The statistics for people and programs")
struct StatisticsRenderingTests {
  private static func report(_ trace: TestTrace) -> (StatisticsReport, ReportContext) {
    var collector = StatisticsCollector(symbols: trace.symbols)
    for line in trace.lines { collector.consider(line.event, dialect: line.dialect) }
    let context = ReportContext(
      symbols: trace.symbols,
      inputs: [ReportContext.Input(file: "a.log", format: "etcd", tally: ReadingTally())])
    return (collector.finish(), context)
  }

  private static func schema() throws -> JSONSchema {
    try JSONSchema(PackageFile.text("Documentation/stats.schema.json"))
  }

  @Test("the JSON document conforms to the published schema", arguments: 1...10 as ClosedRange<UInt64>)
  func schema(seed: UInt64) throws {
    let (report, context) = Self.report(SimulatedCluster.run(seed: seed))
    let document = try JSONValue(StatisticsJSON(report, context: context).text)
    #expect(try Self.schema().accepts(document), "seed \(seed)")
  }

  @Test(
    "the schema refuses what is not the contract", arguments: ["groups", "confidence", "says", "evidence"])
  func refused(key: String) throws {
    let (report, context) = Self.report(SimulatedCluster.run(seed: 1))
    let text = StatisticsJSON(report, context: context).text
    let changed = text.replacing("\"\(key)\"", with: "\"x\"")
    #expect(changed != text)
    #expect(try !Self.schema().accepts(JSONValue(changed)))
  }

  @Test("no line of the text is wider than the page but for a place", arguments: [40, 80, 120])
  func width(columns: Int) {
    let (report, context) = Self.report(SimulatedCluster.run(seed: 2))
    var options = TextOptions()
    options.width = columns
    options.isDetailed = true
    let text = StatisticsText(report, context: context, options: options).text
    for line in text.split(separator: "\n") where line.count > columns {
      #expect(line.contains(":"), "\(line)")
    }
  }

  @Test("names that XML, HTML or Markdown would take for their own are escaped")
  func escaping() {
    var trace = TraceBuilder()
    let name = "<b a=\"1\">&'\u{1B}|x"
    trace.role(name, .leader, term: 1)
    trace.role(name, .follower, term: 2)
    var collector = StatisticsCollector(symbols: trace.symbols)
    for event in trace.events { collector.consider(event, dialect: trace.dialect) }
    let context = ReportContext(symbols: trace.symbols, inputs: [])
    let report = collector.finish()
    let svg = TimelineSVG.document(report, context: context)
    #expect(svg.contains("&lt;b a=&quot;1&quot;&gt;&amp;&#39;"))
    #expect(!svg.contains("<b") && !svg.contains("\u{1B}"))
    let markdown = StatisticsMarkdown(report, context: context).text
    #expect(markdown.contains("\\<b") && !markdown.contains("\u{1B}"))
  }

  @Test("the picture is bounded however many elections there are")
  func size() {
    func length(_ terms: UInt64) -> Int {
      var trace = TraceBuilder()
      for term in 1...terms {
        trace.role("n1", .candidate, term: term)
        trace.role("n1", .leader, term: term)
      }
      var collector = StatisticsCollector(symbols: trace.symbols)
      for (i, event) in trace.events.enumerated() {
        var event = event
        event.time = .known(WallTime(nanoseconds: Int64(i) * 1_000_000))
        collector.consider(event, dialect: trace.dialect)
      }
      return TimelineSVG.document(
        collector.finish(), context: ReportContext(symbols: trace.symbols, inputs: [])
      ).utf8.count
    }
    #expect(length(8_000) < 2 * length(4_000))
  }
}
