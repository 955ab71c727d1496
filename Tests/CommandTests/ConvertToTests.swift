import RaftTraceTestSupport
import Testing

@Suite("convert --to", .serialized)
struct ConvertToTests {
  private func properties(_ json: String) throws -> (verdict: JSONValue?, violated: Set<JSONValue>) {
    let report = try JSONValue(json)
    guard case .array(let violations)? = report["violations"] else { return (report["verdict"], []) }
    return (report["verdict"], Set(violations.compactMap { $0["property"] }))
  }

  @Test("A sample in ShiViz's form gets the same verdict, at the same lines", arguments: Samples.traces)
  func shiViz(_ files: String) throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.run("raft-trace convert -o native.ndjson \(files)").status == 0)
    #expect(try sandbox.run("raft-trace convert --to shiviz -o trace.log native.ndjson").status == 0)
    // Both traces name the lines of the sample, whichever file they were read from.
    let original = try sandbox.run("raft-trace check --output json native.ndjson")
    let written = try sandbox.run("raft-trace check --output json trace.log")
    #expect(written.status == original.status)
    let expected = try JSONValue(original.output)
    let found = try JSONValue(written.output)
    #expect(found["verdict"] == expected["verdict"])
    #expect(found["properties"] == expected["properties"])
    #expect(found["violations"] == expected["violations"] || files.hasSuffix(".ndjson"))
  }

  @Test("A timeline of a sample is JSON with a process for each server", arguments: Samples.traces)
  func perfetto(_ files: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("raft-trace convert --to perfetto \(files)")
    #expect(outcome.status == 0)
    let document = try JSONValue(outcome.output)
    guard case .array(let events)? = document["traceEvents"] else {
      Issue.record("no events")
      return
    }
    #expect(events.filter { $0["name"] == .string("process_name") }.count >= 2)
    #expect(document["otherData"]?["time"] != nil)
  }

  private static let wholeTraces = Samples.traces.filter {
    $0.hasSuffix(".ndjson") && !$0.contains("minimized")
  }

  @Test(
    "States of a complete sample show the same violations of what they hold",
    arguments: wholeTraces, ["itf", "tlc-json"])
  func states(_ file: String, format: String) throws {
    let sandbox = try Sandbox()
    let original = try properties(try sandbox.run("raft-trace check --output json \(file)").output)
    #expect(try sandbox.run("raft-trace convert --to \(format) -o states.json \(file)").status == 0)
    let written = try properties(try sandbox.run("raft-trace check --output json states.json").output)
    // raft.tla's entries have no indexes: one at a wrong index cannot be written.
    if !["log-matching", "log-well-formed"].contains(where: file.contains) {
      #expect(written.verdict == original.verdict)
      // Every state shows the whole of what it holds again, and messages only where all are shown.
      #expect(!written.violated.isDisjoint(with: original.violated))
    }
  }

  @Test("States of a trace with gaps are not replayed", arguments: ["itf", "tlc-json"])
  func gaps(format: String) throws {
    let sandbox = try Sandbox()
    for file in Samples.traces where file.contains("minimized") {
      guard try sandbox.run("raft-trace convert --to \(format) -o states.json \(file)").status == 0 else {
        continue
      }
      let written = try properties(try sandbox.run("raft-trace check --output json states.json").output)
      let original = try properties(try sandbox.run("raft-trace check --output json \(file)").output)
      #expect(written.violated.isSubset(of: original.violated), "\(file)")
    }
  }

  @Test(
    "States of simulated clusters conform, and those of a wrong Raft violate what the trace does",
    arguments: ["itf", "tlc-json", "shiviz"])
  func simulated(format: String) throws {
    let sandbox = try Sandbox()
    for seed in 1...2 {
      #expect(try sandbox.run("raft-trace simulate --steps 250 --seed \(seed) -o run.ndjson").status == 0)
      #expect(try sandbox.run("raft-trace convert --to \(format) -o run.out run.ndjson").status == 0)
      let outcome = try sandbox.run("raft-trace check --output json run.out")
      #expect(outcome.status == 0, "seed \(seed): \(outcome.output.prefix(2000))")
    }
    _ = try sandbox.run("raft-trace simulate --mutation vote-twice --seed 2 --steps 300 -o wrong.ndjson")
    #expect(try sandbox.run("raft-trace convert --to \(format) -o wrong.out wrong.ndjson").status == 0)
    let expected = try properties(try sandbox.run("raft-trace check --output json wrong.ndjson").output)
    let found = try properties(try sandbox.run("raft-trace check --output json wrong.out").output)
    #expect(found.violated == expected.violated)
    #expect(!expected.violated.isEmpty)
  }

  @Test("States of standard input are read twice all the same")
  func pipe() throws {
    let sandbox = try Sandbox()
    let trace = "samples/vote-forgotten/trace.ndjson"
    let piped = try sandbox.run("cat \(trace) | raft-trace convert --to tlc-json - | raft-trace check -")
    #expect(piped.status == 1)
  }

  @Test("What cannot be a sequence of states is said")
  func refusals() throws {
    let sandbox = try Sandbox()
    try sandbox.write(#"{"event":"stop","server":"n1"}"# + "\n", to: "stop.ndjson")
    let nothing = try sandbox.run("raft-trace convert --to itf stop.ndjson")
    #expect(nothing.status == 2)
    #expect(nothing.errors.contains("no state to write"))
    try sandbox.write(
      """
      {"event":"observed","server":"n1","group":"a","after":{"currentTerm":1}}
      {"event":"observed","server":"n1","group":"b","after":{"currentTerm":1}}

      """, to: "groups.ndjson")
    let groups = try sandbox.run("raft-trace convert --to itf groups.ndjson")
    #expect(groups.status == 2)
    #expect(groups.errors.contains("a state is of one group, and the trace has a, b"))
    #expect(try sandbox.run("raft-trace convert --to nonsense stop.ndjson").status == 64)
  }
}
