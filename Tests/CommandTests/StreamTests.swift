import RaftTraceTestSupport
import Testing

@Suite("Streams and colours", .serialized)
struct StreamTests {
  private static let files =
    "samples/etcd-two-leaders/n1.log samples/etcd-two-leaders/n2.log samples/etcd-two-leaders/n3.log"

  @Test(
    "Standard input and gzip are read as they are",
    arguments: [
      "cat samples/etcd-two-leaders/n3.log | raft-trace check --only ElectionSafety - samples/etcd-two-leaders/n2.log",
      "gzip -c samples/etcd-two-leaders/n3.log | raft-trace check --only ElectionSafety - samples/etcd-two-leaders/n2.log",
    ])
  func standardInput(_ command: String) throws {
    let outcome = try Sandbox().run(command)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("standard input:73"))
  }

  @Test("The order of the files changes no verdict, no violation and no count")
  func order() throws {
    let sandbox = try Sandbox()
    let forward = try JSONValue(sandbox.run("raft-trace check --output json \(Self.files)").output)
    let reversed = Self.files.split(separator: " ").reversed().joined(separator: " ")
    let backward = try JSONValue(sandbox.run("raft-trace check --output json \(reversed)").output)
    for key in ["properties", "verdict", "servers", "events"] {
      #expect(forward[key] == backward[key], "\(key)")
    }
  }

  @Test("Shifted clocks change nothing")
  func clocks() throws {
    let sandbox = try Sandbox()
    let straight = try sandbox.run("mkdir a; cp \(Self.files) a; cd a; raft-trace check n1.log n2.log n3.log")
    let shifted = try sandbox.run(
      """
      mkdir b; cp \(Self.files) b; cd b; sed -i 's/T07:0/T03:1/' n2.log; sed -i 's/2026-11-23/2026-11-25/' n3.log
      raft-trace check n1.log n2.log n3.log
      """)
    #expect(shifted == straight)
  }

  @Test("A closed pipe ends it quietly")
  func closedPipe() throws {
    let outcome = try Sandbox().run("raft-trace convert \(Self.files) | head -n 1 > /dev/null")
    #expect(outcome.errors == "")
    let ignored = try Sandbox().run("trap '' PIPE; raft-trace convert \(Self.files) | head -n 1 > /dev/null")
    #expect(ignored.errors == "")
  }

  @Test("Colours are for terminals, or for who asks")
  func colours() throws {
    let sandbox = try Sandbox()
    let escape = "\u{1b}["
    #expect(try !sandbox.run("raft-trace check \(Self.files)").output.contains(escape))
    #expect(try sandbox.run("raft-trace check --color always \(Self.files)").output.contains(escape))
    #expect(try !sandbox.run("raft-trace check --color never \(Self.files)").output.contains(escape))
  }

  @Test("Other names for the servers rename the report and change nothing else")
  func renaming() throws {
    let sandbox = try Sandbox()
    let trace = "samples/vote-forgotten/trace.ndjson"
    let original = try sandbox.run("cp \(trace) trace.ndjson; raft-trace check trace.ndjson")
    let renamed = try sandbox.run(
      "sed 's/\"n\\([123]\\)\"/\"m\\1\"/g' \(trace) > trace.ndjson; raft-trace check trace.ndjson")
    #expect(renamed.output != original.output)
    let back = renamed.output.replacing("m1", with: "n1").replacing("m2", with: "n2").replacing(
      "m3", with: "n3")
    #expect(back == original.output)
  }
}
