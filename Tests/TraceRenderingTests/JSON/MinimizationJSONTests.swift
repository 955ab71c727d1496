import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker
@testable import TraceRendering

@Suite("The report of a minimization for programs")
struct MinimizationJSONTests {
  private static var fixtures: [MinimizationFixture] {
    [
      MinimizationFixture(), .rerun(mutation: nil), .rerun(mutation: "vote-twice", deviations: 2),
    ]
  }

  @Test("follows its schema, and so does the report within it", arguments: 0..<3)
  func schema(_ number: Int) throws {
    let document = try JSONValue(Self.fixtures[number].json)
    let schema = try JSONSchema(PackageFile.text("Documentation/minimization.schema.json"))
    #expect(schema.accepts(document))
    let report = try JSONSchema(PackageFile.text("Documentation/report.schema.json"))
    #expect(report.accepts(try #require(document["report"])))
  }

  @Test("has the members of the contract in a fixed order")
  func golden() throws {
    try expectGolden(Self.fixtures[2].json, "minimization.json")
  }

  @Test("says nothing of time")
  func time() {
    var fixture = MinimizationFixture()
    let json = fixture.json
    fixture.seconds = 12
    #expect(fixture.json == json)
  }
}
