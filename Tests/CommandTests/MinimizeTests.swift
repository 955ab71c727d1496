import RaftTraceTestSupport
import Testing

@Suite("minimize", .serialized)
struct MinimizeTests {
  private static let trace = "samples/vote-forgotten/trace.ndjson"
  private static let folder = "samples/etcd-two-leaders"
  private static let logs = "\(folder)/n1.log \(folder)/n2.log \(folder)/n3.log"

  @Test("What is written violates the same property, and is minimized to no more", arguments: [trace, logs])
  func written(_ files: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("raft-trace minimize \(files) -o small.ndjson")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nVIOLATES ElectionSafety"))
    #expect(outcome.output.contains("\nNext: raft-trace check small.ndjson\n"))
    #expect(try sandbox.run("raft-trace check --only ElectionSafety small.ndjson").status == 1)
    let again = try sandbox.run("raft-trace minimize small.ndjson -o smaller.ndjson")
    #expect(again.status == 0)
    #expect(try sandbox.text(of: "smaller.ndjson").count <= sandbox.text(of: "small.ndjson").count)
  }

  @Test("Every violated property can be kept", arguments: ["OneVotePerTerm", "VoteDurable", "Conformance"])
  func property(_ name: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("raft-trace minimize --property \(name) \(Self.trace) -o small.ndjson")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try sandbox.run("raft-trace check --only \(name) small.ndjson").status == 1)
  }

  @Test("The report goes where the trace does not")
  func streams() throws {
    let sandbox = try Sandbox()
    let piped = try sandbox.run("raft-trace minimize \(Self.trace)")
    #expect(piped.output.hasPrefix(#"{"format":"raft-trace""#))
    #expect(piped.errors.contains("VIOLATES ElectionSafety"))
    let written = try sandbox.run("raft-trace minimize \(Self.trace) -o small.ndjson")
    #expect(written.output.contains("VIOLATES ElectionSafety"))
    #expect(!written.errors.contains("VIOLATES"))
  }

  @Test("The same trace gives the same bytes, and JSON that follows its schema")
  func json() throws {
    let sandbox = try Sandbox()
    let command = "raft-trace minimize --output json \(Self.logs) -o"
    let first = try sandbox.run("\(command) small.ndjson && mv small.ndjson first.ndjson")
    let second = try sandbox.run("\(command) small.ndjson")
    #expect(first == second)
    #expect(try sandbox.bytes(of: "first.ndjson") == sandbox.bytes(of: "small.ndjson"))
    let document = try JSONValue(first.output)
    #expect(try JSONSchema(PackageFile.text("Documentation/minimization.schema.json")).accepts(document))
    let report = try #require(document["report"])
    #expect(try JSONSchema(PackageFile.text("Documentation/report.schema.json")).accepts(report))
  }

  @Test("Without a budget the trace is as it was, and nothing is claimed")
  func budget() throws {
    for limit in ["--budget 0", "--candidates 0"] {
      let outcome = try Sandbox().run("raft-trace minimize \(limit) \(Self.trace) -o small.ndjson")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("1-minimal: not proven"))
    }
  }

  @Test(
    "Excerpts hold lines of the files as they are, with their numbers",
    arguments: ["--to logs", "--format logs"])
  func excerpts(_ option: String) throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.run("raft-trace minimize \(option) \(Self.logs) -o excerpts/").status == 0)
    let text = try sandbox.text(of: "excerpts/n3.log")
    let original = try PackageFile.text("\(Self.folder)/n3.log").split(separator: "\n")
    var (next, kept) = (1, 0)
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
      if words[0] == "…" {
        next += try #require(Int(words[1].split(separator: " ")[0]))
      } else {
        #expect(Int(words[0]) == next)
        #expect(words[1].dropFirst() == original[next - 1])
        (next, kept) = (next + 1, kept + 1)
      }
    }
    #expect(next == original.count + 1)
    #expect(kept > 0)
  }

  @Test("Excerpts come from standard input and compressed files too, in one stream with headings")
  func excerptSources() throws {
    let sandbox = try Sandbox()
    let plain = try sandbox.run("raft-trace minimize --to logs \(Self.logs)")
    #expect(plain.output.contains("==> \(Self.folder)/n3.log <==\n"))
    let piped = try sandbox.run(
      "gzip -c \(Self.folder)/n3.log | raft-trace minimize --to logs \(Self.folder)/n1.log \(Self.folder)/n2.log -"
    )
    #expect(piped.output == plain.output.replacing("\(Self.folder)/n3.log <==", with: "standard input <=="))
  }

  @Test("Lines of files that were not read have no excerpt")
  func strangers() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      "raft-trace convert \(Self.logs) -o all.ndjson; raft-trace minimize --to logs all.ndjson")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("give the logs themselves"))
  }

  @Test("It is written in the formats of convert, and read again", arguments: ["itf", "tlc-json", "shiviz"])
  func formats(_ format: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("raft-trace minimize --to \(format) \(Self.trace) -o small.out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try sandbox.run("raft-trace check small.out").status == 1)
  }

  @Test("Ctrl-C ends it with what there is, and nothing is claimed that was not tried")
  func interruption() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.run(
      "raft-trace simulate --mutation vote-twice --seed 2 --timeout 0.01 --steps 4000 -o wrong.ndjson")
    #expect(made.status == 1)
    let outcome = try sandbox.run(
      "timeout --preserve-status -s INT 2 raft-trace minimize wrong.ndjson -o small.ndjson")
    // Within two seconds it may also have come to its end, or not yet have begun.
    guard outcome.status != 130 else { return }
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1-minimal: verified") != outcome.output.contains("not proven"))
    #expect(try sandbox.run("raft-trace check small.ndjson").status == 1)
  }
}
