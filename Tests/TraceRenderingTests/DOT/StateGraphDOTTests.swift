import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("State graphs in the DOT language")
struct StateGraphDOTTests {
  static func graph(_ trace: SampleTrace, _ violations: [Violation] = [], maximum: Int? = nil) -> StateGraph {
    let selection = EventSelection(
      of: trace.events, for: .stateGraph, maximum: maximum, violations: violations)
    return StateGraph(selection, symbols: trace.symbols)
  }

  @Test("An election, a split vote with two leaders and a log conflict look as recorded")
  func goldens() throws {
    try expectGolden(Self.graph(SampleTraces.election()).dot(), "election.dot")
    let (trace, violations) = SampleTraces.splitVote()
    try expectGolden(Self.graph(trace, violations).dot(), "split-vote.dot")
    try expectGolden(Self.graph(SampleTraces.logConflict()).dot(), "log-conflict.dot")
  }

  @Test("Backslashes, quotes, entities and control characters stay text", arguments: HostileText.all)
  func quoting(_ text: String) {
    let quoted = DOTText.quoted(text)
    #expect(quoted.first == "\"" && quoted.last == "\"")
    #expect(!quoted.unicodeScalars.contains { $0.value < 0x20 })
    var isEscaped = false
    for character in quoted.dropFirst().dropLast() {
      #expect(character != "\"" || isEscaped)
      isEscaped = character == "\\" && !isEscaped
    }
    #expect(!isEscaped, "the closing quote must not be escaped")
    let html = DOTText.html(text)
    #expect(!html.contains { $0 == "<" || $0 == ">" || $0 == "\"" || $0 == "\\" })
  }

  @Test("Graphviz reads hostile names without a word", .enabled(if: ExternalTool("dot") != nil))
  func hostileNames() throws {
    let (trace, violations) = HostileText.trace()
    let dot = Self.graph(trace, violations, maximum: 200).dot()
    let result = try withTemporaryFile(dot) { file in
      try #require(ExternalTool("dot")).run(["-Tsvg", file])
    }
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(!result.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(result.output.contains("a&amp;lt;b"), "an entity in a name is shown as it is written")
    #expect(!result.output.contains("s0s0"), "\\N is not replaced by the node's name")
  }

  @Test("The path is folded into rows that are read to the right and to the left in turn")
  func folding() {
    let rows = FoldedRows(count: 8, perRow: 3)
    #expect(rows.rows == [[0, 1, 2], [5, 4, 3], [6, 7]])
    #expect(rows.columns.map(\.above) == [1, 0, 4] && rows.columns.map(\.below) == [4, 5, 7])
    #expect(rows.direction(from: 0, to: 1) == .forward)
    #expect(rows.direction(from: 2, to: 3) == .forward && rows.turns(from: 2, to: 3))
    #expect(rows.direction(from: 3, to: 4) == .backward)
    #expect(rows.direction(from: 5, to: 1) == .free)
  }
}
