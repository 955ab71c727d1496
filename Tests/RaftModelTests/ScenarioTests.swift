import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Stories of the paper, told step by step")
struct ScenarioTests {
  private static let paths = ScenarioFile.paths(in: "Tests/RaftModelTests/Scenarios")

  @Test("Each directive prints what the file says", arguments: paths)
  func scenario(_ path: String) throws {
    let file = try ScenarioFile(path: path)
    var runner = ScenarioRunner(variants: ["commit-old-term": { CommitOldTerm(options: $0) }])
    let result = runner.run(file)
    if ScenarioFile.isRecording { try result.write() }

    for (paragraph, expected) in zip(result.paragraphs, file.paragraphs) where !ScenarioFile.isRecording {
      #expect(paragraph.output == expected.output, "\(path):\(expected.line)")
    }
    let text = try PackageFile.text(path)
    #expect(ScenarioFile.isRecording || file.text == text, "the file is in canonical form")
  }

  @Test(
    "No file records a mistake, and only wrong rules break an invariant",
    .disabled(if: ScenarioFile.isRecording), arguments: paths)
  func outputs(_ path: String) throws {
    let file = try ScenarioFile(path: path)
    let outputs = file.paragraphs.flatMap(\.output)
    #expect(!outputs.contains { $0.hasPrefix("error:") })
    if !file.text.contains("rules=") { #expect(!outputs.contains { $0.hasPrefix("VIOLATES") }) }
    for paragraph in file.paragraphs where !paragraph.directives.isEmpty {
      #expect(!paragraph.output.isEmpty, "\(path):\(paragraph.line) has no output; RECORD=1 writes it")
    }
  }

  @Test("There are scenario files")
  func exist() { #expect(Self.paths.count >= 15) }
}

/// A wrong Raft: the leader commits by counting copies, whatever the term of the entry (Figure 8).
struct CommitOldTerm: RaftRules {
  var options: ModelOptions

  func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    var holders = ServerSet([i])
    for j in state[i].membership.allVoters where state[i].matchIndex[j] >= index { holders.insert(j) }
    return state[i].membership.hasQuorum(holders)
  }
}
