import RaftTraceTestSupport
import Testing

@Suite("Bad input: a clear error with file and line, and everything before it still counts", .serialized)
struct BadInputTests {
  private static let log = "samples/etcd-two-leaders/n2.log"

  /// Events counted, exit status and what is said, of a check of a file that a command makes.
  private func check(_ make: String, _ options: String = "") throws -> (
    events: JSONValue?, status: Int32, errors: String
  ) {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("{ \(make); } > bad.log; raft-trace check --output json \(options) bad.log")
    let events = try outcome.output.isEmpty ? nil : JSONValue(outcome.output)["events"]
    return (events, outcome.status, outcome.errors)
  }

  @Test(
    "A bad line ends the reading of its file",
    arguments: [
      ("printf '{\"level\":\"info\",\"msg\":\"cut'", "bad.log:101:"),
      (
        "echo '{\"msg\":\"f3d00e7a27031cbc became follower at term 99999999999999999999\"}'",
        "bad.log:101: found \"99999999999999999999\", expected a number of at most 64 bits"
      ),
      ("head -c 20000000 /dev/zero | tr '\\0' a; echo", "bad.log:101: found a line of 20000000 bytes"),
    ])
  func badLine(_ line: String, _ message: String) throws {
    let good = try check("head -n 100 \(Self.log)")
    let stopped = try check("head -n 100 \(Self.log); \(line); tail -n 80 \(Self.log)")
    #expect(stopped.status == 65)
    #expect(stopped.errors.contains("raft-trace: \(message)"))
    #expect(stopped.errors.contains("--keep-going"))
    #expect(stopped.events == good.events)
  }

  @Test("--keep-going reads on behind bad lines and says how many there were")
  func keepGoing() throws {
    let bad = "printf '{\"msg\":\\n'; printf '{\"msg\":\\n'"
    let make = "head -n 100 \(Self.log); \(bad); tail -n 80 \(Self.log)"
    let whole = try check("cat \(Self.log)")
    let outcome = try check(make, "--keep-going")
    #expect(outcome.events == whole.events)
    #expect(outcome.status == whole.status)
    let sandbox = try Sandbox()
    let text = try sandbox.run("{ \(make); } > bad.log; raft-trace check --keep-going bad.log")
    #expect(text.output.contains("2 bad lines"))
  }

  @Test(
    "Files that are no trace, or not there",
    arguments: [
      ("head -c 4000 /dev/urandom > bad.bin; raft-trace check bad.bin", 65, "bad.bin: found"),
      (": > empty.log; raft-trace check empty.log", 65, "empty.log: found nothing, expected a trace"),
      ("echo hello > x.log; raft-trace check x.log", 65, "Documentation/Mappings.md"),
      ("raft-trace check missing.log", 66, "missing.log: no such file"),
      ("raft-trace check samples", 66, "samples: found a directory, expected a file"),
      ("raft-trace check \(log) missing.log", 66, "missing.log: no such file"),
      ("gzip -c \(log) | head -c 2000 > cut.gz; raft-trace check cut.gz", 65, "the gzip data end too early"),
      ("raft-trace check", 64, "Missing expected argument"),
      ("raft-trace check --only Nothing \(log)", 64, "No property is called 'Nothing'"),
      ("raft-trace check --format nothing \(log)", 64, "Unknown format 'nothing'"),
      ("raft-trace check --dialect durability=never \(log)", 64, "Unknown dialect parameter"),
      ("raft-trace check --mapping missing.yaml \(log)", 66, "missing.yaml: no such file"),
      ("echo 'nonsense: 1' > m.yaml; raft-trace check --mapping m.yaml \(log)", 65, "m.yaml:1"),
    ] as [(String, Int32, String)])
  func refusals(_ command: String, _ status: Int32, _ message: String) throws {
    let outcome = try Sandbox().run(command)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("A log of 100 MB in one line is passed over in bounded memory")
  func hugeLine() throws {
    let outcome = try Sandbox().run(
      """
      { head -n 100 \(Self.log); head -c 100000000 /dev/zero | tr '\\0' a; echo; tail -n 80 \(Self.log); } > bad.log
      ulimit -v 4000000; raft-trace check --keep-going bad.log
      """)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("1 bad line"))
  }
}
