public import RaftModel
public import RaftTraceChecker

/// The states of a model and the steps between them in the DOT language; steps between the same two states are one edge.
public struct StateSpaceDOT<System: TransitionSystem> {
  private let space: StateSpace<System>
  private let stateLines: (System.State) -> [String]
  private let actionWords: (System.Action) -> String
  private let note: String?

  /// - Parameters:
  ///   - stateLines: says what a state is, one line for each server and the like.
  ///   - actionWords: says what happens in a step.
  ///   - note: stands below the graph, besides how many states there are.
  public init(
    _ space: StateSpace<System>, note: String? = nil, stateLines: @escaping (System.State) -> [String],
    actionWords: @escaping (System.Action) -> String
  ) {
    self.note = note
    self.space = space
    self.stateLines = stateLines
    self.actionWords = actionWords
  }

  /// The same graph gives the same text.
  public func text() -> String {
    var lines = ["digraph state_space {", "  " + Self.style, "  graph\(caption.list);"]
    for i in space.states.indices { lines.append("  s\(i)\(node(i).list);") }
    for (i, edge) in space.edges.enumerated() where isFirst(i) {
      lines.append("  s\(edge.source) -> s\(edge.target)\(label(of: edge).list);")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static var style: String {
    """
    graph [rankdir=TB, nodesep=0.3, ranksep=0.5, fontname="Helvetica,Arial,sans-serif", pad=0.2, bgcolor="\(Palette.white)"];
      node [shape=box, fontname="Helvetica,Arial,sans-serif", fontsize=10, margin="0.08,0.05", color="#000000"];
      edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, arrowsize=0.7, color="#000000"];
    """
  }

  private var caption: DOTAttributes {
    var attributes = DOTAttributes()
    let count = Numerals.count(space.states.count, "state")
    let hidden = space.hiddenStepCounts.reduce(0, +)
    attributes.set("labelloc", "b")
    let extent =
      space.isWhole
      ? "all \(count) within the bounds"
      : "the \(count) nearest to the initial one; \(Numerals.count(hidden, "step")) to others not drawn"
    attributes.set("label", [extent, note].compactMap { $0 }.joined(separator: "\n"))
    return attributes
  }

  private func node(_ i: Int) -> DOTAttributes {
    var attributes = DOTAttributes()
    let hidden = space.hiddenStepCounts[i]
    let more = hidden > 0 ? ["… \(Numerals.count(hidden, "step")) not drawn"] : []
    attributes.set("label", (stateLines(space.states[i]) + more).joined(separator: "\n"))
    if i == 0 { attributes.set("penwidth", 3) }
    return attributes
  }

  /// Whether no earlier edge joins the same states.
  private func isFirst(_ i: Int) -> Bool {
    let edge = space.edges[i]
    return !space.edges[..<i].contains { $0.source == edge.source && $0.target == edge.target }
  }

  private func label(of edge: StateSpace<System>.Edge) -> DOTAttributes {
    let parallel = space.edges.filter { $0.source == edge.source && $0.target == edge.target }
    var attributes = DOTAttributes()
    attributes.set("label", parallel.map { actionWords($0.action) }.joined(separator: "\n"))
    return attributes
  }
}
