/// Short text in lines that fit between two states.
enum EdgeText {
  /// Breaks text between words into lines of about 18 characters; `indented` keeps it off a vertical edge.
  static func folded(_ text: String, indented: Bool) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let word = ClippedText.middle(String(word), limit: 24)
      if let last = lines.last, last.unicodeScalars.count + word.unicodeScalars.count < 18 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines.map { indented ? "    \($0)    " : $0 }.joined(separator: "\n")
  }
}

/// The violated properties and their proofs, as a Graphviz label.
enum ViolationLabel {
  static func markup(_ violations: [ViolationSummary], further: Int) -> String {
    let rows = violations.flatMap { violation in
      [
        wide("✗ VIOLATES \(violation.property)", size: 13),
        wide(ClippedText.end(violation.clash, limit: 140)),
      ] + violation.proofs.map(row) + more(violation)
    }
    let last = further > 0 ? [wide("and \(Numerals.count(further, "more violation"))", isBold: false)] : []
    let all = (rows + last).joined()
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\(all)</TABLE>"
  }

  private static func row(_ proof: ViolationSummary.Proof) -> String {
    let note = proof.isDrawn ? "" : " (not drawn)"
    let location = VisibleText.keepingEnd(of: proof.location, width: 32)
    let cells = [
      ViolationSummary.mark(proof.number), location, ClippedText.end(proof.sentence, limit: 120) + note,
    ]
    return "<TR>"
      + cells.map { "<TD\(CellWidth.attribute($0)) ALIGN=\"LEFT\">\(DOTText.html($0))</TD>" }.joined()
      + "</TR>"
  }

  private static func more(_ violation: ViolationSummary) -> [String] {
    violation.unlisted > 0
      ? [wide("and \(Numerals.count(violation.unlisted, "more line"))", isBold: false)] : []
  }

  private static func wide(_ text: String, size: Double = 11, isBold: Bool = true) -> String {
    let width = CellWidth.attribute(text, size: size, isBold: isBold)
    let html = DOTText.html(text)
    let markup = "<FONT POINT-SIZE=\"\(Int(size))\">\(isBold ? "<B>\(html)</B>" : html)</FONT>"
    return "<TR><TD\(width) COLSPAN=\"3\" ALIGN=\"LEFT\">\(markup)</TD></TR>"
  }
}

/// What the signs of the picture mean and what it leaves out, as a Graphviz label.
enum LegendLabel {
  static func markup(_ graph: StateGraph) -> String {
    let lines = [graph.omission.sentence] + signs(graph)
    let rows = lines.map {
      "<TR><TD\(CellWidth.attribute($0, size: 9, padding: 1)) ALIGN=\"LEFT\"><FONT POINT-SIZE=\"9\" COLOR=\"\(Palette.darkGrey)\">\(DOTText.html($0))</FONT></TD></TR>"
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">\(rows.joined())</TABLE>"
  }

  private static func signs(_ graph: StateGraph) -> [String] {
    var signs = [
      "thick border: first state", "bold: changed", "·: not shown by the trace", "log: last index@term",
    ]
    if graph.edges.contains(where: \.isCrash) { signs.append("dashed: crash") }
    if !graph.violations.isEmpty { signs.append("✗1, ✗2 …: the lines of the proof") }
    if graph.nodes.contains(where: { !$0.violated.isEmpty }) { signs.append("double border: violated here") }
    return [signs.joined(separator: "   ")]
  }
}
