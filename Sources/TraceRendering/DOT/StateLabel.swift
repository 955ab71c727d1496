/// The table that stands for a state of the cluster, as a Graphviz label.
struct StateLabel {
  let graph: StateGraph
  /// More events than this in one state are counted, not listed.
  private static let stepMaximum = 4
  /// The size of headings and events, in points.
  private static let smallSize = 8.0

  func markup(_ node: StateGraph.Node) -> String {
    var rows = [heading]
    for (server, row) in zip(graph.servers, node.rows) { rows.append(self.row(server, row)) }
    rows += steps(node.steps)
    for property in node.violated {
      let text = "✗ violates \(property)"
      rows.append(
        wide(
          "<B>\(DOTText.html(text))</B>", emphasized: true, width: CellWidth.attribute(text, isBold: true)))
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">\(rows.joined())</TABLE>"
  }

  /// How wide the label will be, in points, to fit rows of states into a page.
  func width(_ node: StateGraph.Node) -> Double {
    let names = graph.servers.map { CellWidth.points($0) }.max() ?? 0
    let cells = graph.columns.map { column in
      let heading = CellWidth.points(column.heading, size: Self.smallSize)
      return max(heading, node.rows.map { width($0[column]) }.max() ?? 0)
    }
    let table = ([names] + cells).reduce(8, +)
    let wide = node.steps.map { CellWidth.points(text($0), size: Self.smallSize) + 8 }.max() ?? 0
    return Double(max(table, wide))
  }

  private func width(_ cell: StateRow.Cell) -> Int { CellWidth.points(cell.text, isBold: cell.isChanged) }

  private var heading: String {
    let cells = graph.columns.map { column in
      "<TD\(CellWidth.attribute(column.heading, size: Self.smallSize))>\(small(column.heading))</TD>"
    }
    return "<TR><TD></TD>\(cells.joined())</TR>"
  }

  private func small(_ text: String) -> String {
    "<FONT POINT-SIZE=\"8\" COLOR=\"\(Palette.darkGrey)\">\(DOTText.html(text))</FONT>"
  }

  private func row(_ server: String, _ row: StateRow) -> String {
    let cells = graph.columns.map { column in
      let ground = column == .role ? row.standing.ground : Palette.white
      return
        "<TD WIDTH=\"\(width(row[column]))\" BORDER=\"1\" COLOR=\"\(Palette.grey)\" BGCOLOR=\"\(ground)\">\(text(row[column]))</TD>"
    }
    return
      "<TR><TD\(CellWidth.attribute(server)) ALIGN=\"LEFT\">\(DOTText.html(server))</TD>\(cells.joined())</TR>"
  }

  private func text(_ cell: StateRow.Cell) -> String {
    let text = DOTText.html(cell.text)
    return cell.isChanged ? "<B>\(text)</B>" : text
  }

  private func steps(_ steps: [StateGraph.Step]) -> [String] {
    let listed = steps.count <= Self.stepMaximum ? steps : kept(steps)
    var rows = listed.map { step in
      let markup = small(text(step))
      let isWitness = !step.witnesses.isEmpty
      let width = CellWidth.attribute(text(step), size: Self.smallSize, isBold: isWitness)
      return wide(isWitness ? "<B>\(markup)</B>" : markup, emphasized: isWitness, width: width)
    }
    let more = steps.count - listed.count
    if more > 0 { rows.append(wide(small("and \(Numerals.count(more, "more event"))"), emphasized: false)) }
    return rows
  }

  /// The witnesses, and of the others the first ones.
  private func kept(_ steps: [StateGraph.Step]) -> [StateGraph.Step] {
    let witnesses = steps.filter { !$0.witnesses.isEmpty }
    let others = steps.filter { $0.witnesses.isEmpty }.prefix(max(0, Self.stepMaximum - 1 - witnesses.count))
    return (witnesses + others).sorted { $0.number < $1.number }
  }

  private func text(_ step: StateGraph.Step) -> String {
    let marks = step.witnesses.map { ViolationSummary.mark($0) + " " }.joined()
    return "\(marks)\(step.number). " + ClippedText.end(step.label, limit: 46)
  }

  private func wide(_ markup: String, emphasized: Bool, width: String = "") -> String {
    let ground = emphasized ? " BGCOLOR=\"\(Palette.paleVermilion)\"" : ""
    return
      "<TR><TD\(width) COLSPAN=\"\(graph.columns.count + 1)\" ALIGN=\"LEFT\"\(ground)>\(markup)</TD></TR>"
  }
}

extension StateRow.Standing {
  fileprivate var ground: String {
    switch self {
    case .leader: Palette.orange
    case .candidate: Palette.skyBlue
    case .other: Palette.white
    case .down: Palette.paleGrey
    }
  }
}
