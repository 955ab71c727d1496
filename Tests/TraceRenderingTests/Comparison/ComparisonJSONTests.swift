import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat
import TraceRendering

@Suite("The comparison for programs")
struct ComparisonJSONTests {
  @Test("conforms to the published schema, whatever the traces", arguments: 1...10 as ClosedRange<UInt64>)
  func schema(seed: UInt64) throws {
    let a = SimulatedCluster.run(seed: seed)
    for other in [seed, seed + 50] {
      let document = try JSONValue(Self.json(a, SimulatedCluster.run(seed: other)))
      #expect(try Self.schema().accepts(document), "seeds \(seed), \(other)")
      #expect(document["verdict"] == .string(other == seed ? "same" : "differ"))
    }
  }

  @Test(
    "the schema refuses what is not the contract", arguments: ["verdict", "servers", "stretches", "says"])
  func refused(key: String) throws {
    let text = Self.json(SimulatedCluster.run(seed: 1), SimulatedCluster.run(seed: 2))
    let changed = text.replacing("\"\(key)\"", with: "\"x\"")
    #expect(changed != text)
    #expect(try !Self.schema().accepts(JSONValue(changed)))
  }

  private static func schema() throws -> JSONSchema {
    try JSONSchema(PackageFile.text("Documentation/comparison.schema.json"))
  }

  private static func json(_ a: TestTrace, _ b: TestTrace) -> String {
    let report = TraceComparison(a: side(a), b: side(b)).report()
    return ComparisonJSON(report, context: ComparisonContext(a: context(a), b: context(b))).text
  }

  private static func side(_ trace: TestTrace) -> ComparedTrace {
    var side = ComparedTrace(symbols: trace.symbols)
    for line in trace.lines { side.append(line.event) }
    return side
  }

  private static func context(_ trace: TestTrace) -> ReportContext {
    ReportContext(symbols: trace.symbols, inputs: [])
  }
}
