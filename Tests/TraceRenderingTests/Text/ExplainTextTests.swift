import RaftTraceChecker
import Testing
import TraceRendering

@Suite("Explanations of properties")
struct ExplainTextTests {
  @Test("a property is explained with its reason, its needs and its source")
  func one() {
    #expect(
      ExplainText().text(ReportFixture.describe(.electionSafety)) == """
        ElectionSafety – at most one leader is elected in a given term (Raft §5.2)

          Stated over the history of elections, not over who leads now: a leader that
          won the term and stepped down before its rival won it too would otherwise be
          missed.

        Needs to see
          • which server wins an election
          • the term of the election

        Source Sources/RaftTraceChecker/Facts/Properties/ElectionSafety.swift

        """)
  }

  @Test("the words of every property fit into the page", arguments: TraceChecker.descriptions.map(\.name))
  func real(name: PropertyName) throws {
    let description = try #require(TraceChecker.descriptions.first { $0.name == name })
    let lines = ExplainText().text(description).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].hasPrefix("\(name.rawValue) – "))
    #expect(!lines.contains { $0.contains("\\n") })
  }

  @Test("the table has one entry a property, in the order given")
  func table() {
    let descriptions = [.electionSafety, .committedNeverOverwritten].map(ReportFixture.describe)
    #expect(
      ExplainText().table(descriptions) == """
          ElectionSafety             at most one leader is elected in a given term
                                     (Raft §5.2)
          CommittedNeverOverwritten  no run contradicts CommittedNeverOverwritten
                                     (Raft Figure 2)
          Conformance                every step is a step of Raft (Raft §5, Figure 2)

        """)
  }
}
