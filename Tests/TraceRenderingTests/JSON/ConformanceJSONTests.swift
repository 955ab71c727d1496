import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceRendering

@Suite("What the replay found, in the report for programs")
struct ConformanceJSONTests {
  @Test("has the members of the contract in a fixed order")
  func golden() throws {
    let text = ReportFixture.refuted.json
    let start = try #require(text.firstRange(of: "  \"conformance\": {")).lowerBound
    let end = try #require(text.firstRange(of: "  \"violations\": [\n    {")).lowerBound
    #expect(
      text[start..<end] == """
          "conformance": {
            "status": "violates",
            "replayedEvents": 26,
            "facts": 120,
            "refutationCount": 1,
            "refutations": [
              {
                "group": "default",
                "server": "n2",
                "file": "all.ndjson",
                "line": 26,
                "says": "n2's vote in term 1 is for n3",
                "nearest": [
                  {
                    "step": "HandleRequestVoteRequest",
                    "name": "voteIsKept",
                    "requirement": "votedFor(i)′ = votedFor(i) unless that is none",
                    "reference": "Raft §5.2, Figure 2",
                    "expected": "n1",
                    "found": "n3"
                  },
                  {
                    "step": "Restart",
                    "name": "restartKeepsVote",
                    "requirement": "votedFor(i)′ = votedFor(i)",
                    "reference": "Raft Figure 2, persistent state",
                    "expected": "n1",
                    "found": "n3"
                  }
                ],
                "because": [
                  {
                    "file": "all.ndjson",
                    "line": 17,
                    "server": "n2",
                    "says": "n2 votes for n1 in term 1"
                  },
                  {
                    "file": "all.ndjson",
                    "line": 25,
                    "server": "n2",
                    "says": "n2 receives n3's RequestVote of term 1: its log is empty"
                  }
                ]
              }
            ],
            "limits": []
          },

        """)
  }

  @Test("a refutation is a violation too, behind those of the properties")
  func violation() throws {
    let document = try JSONValue(ReportFixture.refuted.json)
    #expect(document["layers"] == .array([.string("facts"), .string("conformance")]))
    let violations = try Self.elements(document["violations"])
    #expect(violations.map { $0["property"] } == [.string("ElectionSafety"), .string("Conformance")])
    #expect(violations.map { $0["layer"] } == [.string("facts"), .string("conformance")])
    #expect(violations[1]["sentence"] == .string("every step is a step of Raft"))
    #expect(
      violations[1]["because"]
        == .string(
          "n2's vote in term 1 is for n3, but HandleRequestVoteRequest requires "
            + "votedFor(i)′ = votedFor(i) unless that is none; expected n1, seen n3"))
    #expect(
      violations[1]["firstUnexplained"] == .object(["file": .string("all.ndjson"), "line": .integer(26)]))
    let lines = try Self.elements(violations[1]["witnesses"]).map { $0["line"] }
    #expect(lines == [.integer(17), .integer(25), .integer(26)])
  }

  @Test("one that a property's violation leads back to is listed once")
  func covered() throws {
    var fixture = ReportFixture.refuted
    fixture.violations[0].firstUnexplained = fixture.at("all.ndjson", 26)
    let document = try JSONValue(fixture.json)
    #expect(try Self.elements(document["violations"]).count == 1)
    #expect(try Self.elements(document["conformance"]?["refutations"]).count == 1)
    #expect(try ReportJSONTests.schema().accepts(document))
  }

  @Test("limits are told in words, and follow the schema")
  func limits() throws {
    var fixture = ReportFixture.refuted
    fixture.conformance?.status = .inconclusive
    fixture.conformance?.limits = [.incompleteSource(events: 30)]
    let document = try JSONValue(fixture.json)
    #expect(
      document["conformance"]?["limits"]
        == .array([.string("30 events come from sources that may leave out lines")]))
    #expect(try ReportJSONTests.schema().accepts(document))
  }

  @Test(
    "the schema refuses what is not the contract",
    arguments: [
      ("\"status\": \"violates\"", "\"status\": \"maybe\""), ("\"replayedEvents\"", "\"replayed\""),
      ("\"nearest\"", "\"steps\""), ("\"limits\": []", "\"limits\": [1]"),
      ("\"reference\": \"Raft §5.2, Figure 2\"", "\"section\": \"Raft §5.2, Figure 2\""),
      ("\"layer\": \"facts\"", "\"layer\": \"none\""), ("\"line\": 26", "\"line\": 0"),
    ])
  func refused(found: String, replacement: String) throws {
    let text = ReportFixture.refuted.json
    let changed = text.replacing(found, with: replacement)
    #expect(changed != text)
    #expect(try !ReportJSONTests.schema().accepts(JSONValue(changed)))
  }

  private static func elements(_ value: JSONValue?) throws -> [JSONValue] {
    guard case .array(let elements) = value else {
      Issue.record("no array")
      return []
    }
    return elements
  }
}
