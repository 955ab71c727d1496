import RaftTraceTestSupport
import Testing

@Suite("render", .serialized)
struct RenderTests {
  private static let sample = "samples/vote-forgotten/trace.ndjson"

  @Test(
    "Each format begins as it should, and twice the same trace gives the same bytes",
    arguments: [
      ("svg", "<?xml"), ("png", "\u{89}PNG"), ("pdf", "%PDF-"), ("dot", "digraph"),
      ("mmd", "sequenceDiagram"),
    ])
  func formats(_ ending: String, _ start: String) throws {
    let sandbox = try Sandbox()
    for name in ["one", "two"] {
      let outcome = try sandbox.run("raft-trace render \(Self.sample) -o \(name).\(ending)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors == "\(name).\(ending): showing all 19 events\n")
    }
    let bytes = try sandbox.bytes(of: "one.\(ending)")
    #expect(bytes.starts(with: start.unicodeScalars.map { UInt8($0.value) }))
    #expect(try sandbox.bytes(of: "two.\(ending)") == bytes)
  }

  @Test("The picture names the violated properties and the lines of the proof", arguments: ["svg", "mmd"])
  func violation(_ ending: String) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run("raft-trace render \(Self.sample) -o picture.\(ending)")
    let text = try sandbox.text(of: "picture.\(ending)")
    for word in ["ElectionSafety", "OneVotePerTerm", "VoteDurable", "n3 votes for n2 in term 1"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test("What is left out is said, in the picture too")
  func omission() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("raft-trace render --max 5 \(Self.sample) -o picture.svg")
    #expect(outcome.errors.contains("showing 5 of 19 events"))
    #expect(try sandbox.text(of: "picture.svg").contains("showing 5 of 19 events"))
  }

  @Test("Standard input can be drawn, and a picture written to standard output")
  func streams() throws {
    let outcome = try Sandbox().run("raft-trace render - -o - --as mmd < \(Self.sample)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("sequenceDiagram"))
  }

  @Test("A name without a known ending, and a server that is not there, are told")
  func mistakes() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.run("raft-trace render \(Self.sample) -o picture.jpg").status == 64)
    let outcome = try sandbox.run("raft-trace render \(Self.sample) --server n9 -o picture.svg")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("No server is called 'n9'; the trace has n1, n2, n3."))
  }
}
