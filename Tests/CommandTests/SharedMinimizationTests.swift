import FoundationEssentials
import RaftTraceTestSupport
import Testing

@Suite(
  "Every violation of the shared traces and logs is minimized",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)), .serialized)
struct SharedMinimizationTests {
  /// What a trace of known origin deserves.
  struct Row: Decodable, CustomTestStringConvertible, Sendable {
    var id: String
    var files: [String]
    var expect: String
    var testDescription: String { id }
  }

  private static let rows: [Row] = {
    guard let root = SharedFiles.root,
      let data = FileManager.default.contents(atPath: "\(root)/verdicts/verdicts.json"),
      let rows = try? JSONDecoder().decode([Row].self, from: data)
    else { return [] }
    return rows.filter { $0.expect == "violates" }
  }()

  @Test(
    "The same is violated, by no more lines or no more steps, and no step or line can go", arguments: rows)
  func minimized(row: Row) throws {
    let root = try #require(SharedFiles.root)
    let files = row.files.map { "'\(root)/\($0)'" }.joined(separator: " ")
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      "raft-trace minimize --candidates 20000 --output json -o small.ndjson \(files)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONValue(outcome.output)
    #expect(report["oneMinimal"] == .boolean(true), "\(outcome.output)")
    let (before, after) = (report["before"], report["after"])
    let (steps, events) = (Self.number(after?["steps"]), Self.number(after?["events"]))
    if let steps, let all = Self.number(before?["steps"]) {
      #expect(steps <= all)
    } else {
      #expect(try #require(events) < #require(Self.number(before?["events"])))
    }
    let check = try sandbox.run("raft-trace check small.ndjson")
    #expect(check.status == 1)
  }

  private static func number(_ value: JSONValue?) -> Int128? {
    if case .integer(let number)? = value { number } else { nil }
  }
}
