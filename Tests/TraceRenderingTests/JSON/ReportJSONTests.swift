import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat
import TraceRendering

@Suite("The report for programs")
struct ReportJSONTests {
  @Test("has the members of the contract in a fixed order")
  func golden() {
    var fixture = ReportFixture.violating
    fixture.inputs.removeSubrange(1...)
    #expect(
      fixture.json == """
        {
          "schema": "raft-trace/report/1",
          "verdict": "violates",
          "events": 18204,
          "servers": [
            "n1",
            "n2",
            "n3"
          ],
          "groups": 1,
          "layers": [
            "facts"
          ],
          "properties": [
            {
              "name": "ElectionSafety",
              "status": "violated",
              "facts": 41,
              "violations": 1
            },
            {
              "name": "OneVotePerTerm",
              "status": "held",
              "facts": 1204
            },
            {
              "name": "LogMatching",
              "status": "notObservable",
              "facts": 0,
              "missing": [
                "the terms of log entries"
              ]
            }
          ],
          "violations": [
            {
              "property": "ElectionSafety",
              "layer": "facts",
              "sentence": "at most one leader is elected in a given term",
              "because": "n1 and n3 both won term 4",
              "group": "default",
              "reference": "Raft §5.2",
              "witnesses": [
                {
                  "file": "n2.log",
                  "line": 118,
                  "server": "n2",
                  "says": "n2 votes for n1 in term 4"
                },
                {
                  "file": "n2.log",
                  "line": 131,
                  "server": "n2",
                  "says": "n2 starts in term 4, without a vote"
                },
                {
                  "file": "n2.log",
                  "line": 1140,
                  "server": "n2",
                  "says": "n2 votes for n3 in term 4"
                }
              ],
              "firstUnexplained": {
                "file": "n2.log",
                "line": 131
              }
            }
          ],
          "files": [
            {
              "file": "n1.log",
              "format": "etcd-raft",
              "lines": 6104,
              "events": 6068,
              "linesWithoutEvents": 36,
              "linesWithoutServer": 0,
              "badLines": 0,
              "cutLines": 0,
              "readToEnd": true
            }
          ]
        }

        """)
  }

  @Test("is the same document on one line")
  func compact() throws {
    let fixture = ReportFixture.violating
    let line = ReportJSON(fixture.report, context: fixture.context, isIndented: false).text
    #expect(line.last == "\n")
    #expect(!line.dropLast().contains("\n"))
    #expect(try JSONValue(line) == JSONValue(fixture.json))
  }

  @Test("tells the identities of servers that have a name for people")
  func identities() throws {
    let fixture = Self.named
    let document = try JSONValue(fixture.json)
    #expect(document["servers"] == .array([.string("n1"), .string("8b")]))
    #expect(
      document["identities"]
        == .array([.object(["server": .string("n1"), "identity": .string("7a")])]))
  }

  @Test("conforms to the published schema, whatever the verdict")
  func schema() throws {
    let schema = try Self.schema()
    var conforming = ReportFixture()
    conforming.held(.electionSafety, on: 3)
    var inconclusive = ReportFixture(servers: [])
    inconclusive.verdict = .inconclusive
    inconclusive.notObservable(.electionSafety)
    for fixture in [ReportFixture.violating, .refuted, Self.named, conforming, inconclusive] {
      #expect(schema.accepts(try JSONValue(fixture.json)))
    }
  }

  @Test(
    "the schema refuses what is not the contract",
    arguments: [
      ("raft-trace/report/1", "raft-trace/report/2"), ("\"violates\"", "\"maybe\""),
      ("\"line\": 118", "\"line\": 0"),
      ("\"facts\": 41", "\"facts\": \"41\""), ("\"because\"", "\"why\""), ("\"says\"", "\"sentence\""),
      ("\"violations\": 1", "\"violations\": 0"), ("\"notObservable\"", "\"unknown\""),
      ("\"files\"", "\"inputs\""),
    ])
  func refused(found: String, replacement: String) throws {
    let text = ReportFixture.violating.json
    let changed = text.replacing(found, with: replacement)
    #expect(changed != text)
    #expect(try !Self.schema().accepts(JSONValue(changed)))
  }

  private static var named: ReportFixture {
    let fixture = ReportFixture(servers: ["7a", "8b"])
    fixture.symbols.setDisplayName(fixture.symbols.name("n1"), of: fixture.symbols.server("7a"))
    return fixture
  }

  static func schema() throws -> JSONSchema {
    try JSONSchema(PackageFile.text("Documentation/report.schema.json"))
  }
}
