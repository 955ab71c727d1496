extension StateGraph {
  /// The graph as text for Graphviz' `dot`, the same for the same graph.
  ///
  /// The path is folded into rows that fit a page, read as an ox ploughs: to the right, then to the left.
  public func dot() -> String { StateGraphDOT(self).text() }
}

/// Writes a state graph in the DOT language.
private struct StateGraphDOT {
  private let graph: StateGraph
  private let label: StateLabel
  private let rows: FoldedRows
  private var lines: [String] = []

  init(_ graph: StateGraph) {
    self.graph = graph
    label = StateLabel(graph: graph)
    let width = graph.nodes.map(label.width).max() ?? 0
    rows = FoldedRows(count: graph.nodes.count, perRow: Self.nodesPerRow(width))
  }

  /// As many states as fit beside each other with their edges, where a page is about 960 points wide.
  private static func nodesPerRow(_ width: Double) -> Int {
    max(2, min(5, Int((960 + edgeWidth) / (width + edgeWidth))))
  }

  /// What an edge takes between two states, with its label.
  private static let edgeWidth = 100.0

  func text() -> String {
    var writer = self
    writer.write()
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    lines = ["digraph raft_trace {", "  " + Self.style, "  graph\(legend.list);"]
    writePanel()
    for (i, node) in graph.nodes.enumerated() { lines.append("  s\(i)\(attributes(node).list);") }
    writeRows()
    for edge in graph.edges { write(edge) }
    writeMissingSteps()
    lines.append("}")
  }

  private var legend: DOTAttributes {
    var attributes = DOTAttributes()
    attributes.set("labelloc", "b")
    attributes.set("labeljust", "l")
    attributes.setHTML("label", LegendLabel.markup(graph))
    return attributes
  }

  private static let style = """
    graph [rankdir=TB, nodesep=0.3, ranksep=0.4, fontname="Helvetica,Arial,sans-serif", pad=0.2, bgcolor="\(Palette.white)"];
      node [shape=box, fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.05,0.05", color="#000000"];
      edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, arrowsize=0.8, color="#000000"];
    """

  private mutating func writePanel() {
    guard !graph.violations.isEmpty else { return }
    var attributes = DOTAttributes()
    attributes.set("style", "filled")
    attributes.set("fillcolor", Palette.paleVermilion)
    attributes.set("color", Palette.vermilion)
    attributes.set("penwidth", 2)
    attributes.set("margin", "0.12,0.08")
    attributes.set("tooltip", "the violation")
    attributes.setHTML("label", ViolationLabel.markup(graph.violations, further: graph.furtherViolations))
    lines.append("  violation\(attributes.list);")
    if !graph.nodes.isEmpty { lines.append("  violation -> s\(rows.first(ofRow: 0)) [style=invis];") }
  }

  private func attributes(_ node: StateGraph.Node) -> DOTAttributes {
    var attributes = DOTAttributes()
    attributes.setHTML("label", label.markup(node))
    attributes.set(
      "tooltip", node.steps.map { "\($0.label) – \($0.location)" }.joined(separator: "\n").orSpace)
    if node.isInitial { attributes.set("penwidth", 3) }
    if !node.violated.isEmpty {
      attributes.set("peripheries", 2)
      attributes.set("penwidth", 3)
      attributes.set("color", Palette.vermilion)
    }
    return attributes
  }

  private mutating func writeRows() {
    for row in rows.rows {
      lines.append("  { rank=same; \(row.map { "s\($0);" }.joined(separator: " ")) }")
    }
    for (above, below) in rows.columns {
      lines.append("  s\(above) -> s\(below) [style=invis, weight=5];")
    }
  }

  private mutating func write(_ edge: StateGraph.Edge) {
    var attributes = DOTAttributes()
    let marks = edge.step.witnesses.map { ViolationSummary.mark($0) + " " }.joined()
    let turns = rows.turns(from: edge.source, to: edge.target)
    attributes.set(
      "label", EdgeText.folded("\(marks)\(edge.step.number). \(edge.step.label)", indented: turns))
    attributes.set("tooltip", edge.step.location)
    attributes.set("labeltooltip", edge.step.location)
    if edge.isCrash { attributes.set("style", "dashed") }
    if !edge.step.witnesses.isEmpty {
      attributes.set("color", Palette.vermilion)
      attributes.set("fontcolor", Palette.vermilion)
      attributes.set("penwidth", 3)
    }
    switch rows.direction(from: edge.source, to: edge.target) {
    case .forward: lines.append("  s\(edge.source) -> s\(edge.target)\(attributes.list);")
    case .backward:
      attributes.set("dir", "back")
      lines.append("  s\(edge.target) -> s\(edge.source)\(attributes.list);")
    case .free:
      attributes.set("constraint", "false")
      lines.append("  s\(edge.source) -> s\(edge.target)\(attributes.list);")
    }
  }

  /// Keeps the rows in order where the trace comes to a new state from an older one.
  private mutating func writeMissingSteps() {
    let joined = Set(graph.edges.filter { $0.target == $0.source + 1 }.map(\.source))
    for i in 0..<max(0, graph.nodes.count - 1) where !joined.contains(i) {
      let (a, b) = rows.direction(from: i, to: i + 1) == .backward ? (i + 1, i) : (i, i + 1)
      lines.append("  s\(a) -> s\(b) [style=invis];")
    }
  }
}

extension String {
  /// A space instead of nothing: Graphviz shows a node's name where its tooltip is empty.
  fileprivate var orSpace: String { isEmpty ? " " : self }
}
