import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("What a state graph draws")
struct StateGraphTests {
  @Test("Equal states are one node, and an event that changes nothing stands in its node")
  func folding() {
    var trace = SampleTrace(isOneFile: true)
    trace.add("n1", .roleChanged(.follower))
    trace.add("n1", .roleChanged(.candidate))
    trace.add("n1", .campaignStarted)
    trace.add("n1", .roleChanged(.follower))
    let graph = StateGraphDOTTests.graph(trace)
    #expect(graph.nodes.map { $0.steps.map(\.label) } == [["n1 follower"], ["n1 campaigns"]])
    #expect(graph.edges.map { [$0.source, $0.target] } == [[0, 1], [1, 0]])
  }

  @Test("The state after the last witness is marked, is a node of its own, and its edge carries the number")
  func violation() {
    let (trace, violations) = SampleTraces.splitVote()
    let graph = StateGraphDOTTests.graph(trace, violations)
    let marked = graph.nodes.indices.filter { !graph.nodes[$0].violated.isEmpty }
    #expect(marked.count == 1)
    #expect(graph.edges.filter { $0.target == marked.first }.map(\.step.witnesses) == [[5]])
    #expect(graph.edges.count { $0.isCrash } == 1)
    #expect(graph.nodes.count { $0.isInitial } == 1)
  }

  @Test("Changed cells are marked; what the trace does not show is no value, and its column is not drawn")
  func cells() {
    var trace = SampleTrace()
    trace.add("n1", .observed, term: 1, log: (0, 0))
    trace.add("n1", .observed, term: 2)
    let graph = StateGraphDOTTests.graph(trace)
    #expect(graph.columns == [.term, .log])
    #expect(graph.nodes.count == 2, "what the first event shows is the first state")
    let row = graph.nodes[graph.nodes.count - 1].rows[0]
    #expect(row[.term] == StateRow.Cell(text: "2", isKnown: true, isChanged: true))
    #expect(row[.log] == StateRow.Cell(text: "empty", isKnown: true, isChanged: false))
    #expect(row[.vote] == StateRow.Cell(text: "·", isKnown: false, isChanged: false))
  }

  @Test("A trace without an event of the picture is an empty graph that says so")
  func empty() {
    let graph = StateGraphDOTTests.graph(SampleTrace())
    #expect(graph.nodes.isEmpty)
    #expect(graph.dot().contains("showing all 0 events"))
  }
}
