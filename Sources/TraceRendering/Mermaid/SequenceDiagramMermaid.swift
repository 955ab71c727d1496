extension SequenceDiagram {
  /// The diagram as Mermaid text, the same for the same diagram and always under 50,000 characters.
  ///
  /// Over that length Mermaid silently draws something else; elements are then left out of the middle, and counted.
  public func mermaid() -> String { SequenceDiagramMermaid(self).text() }
}

/// Writes a sequence diagram in Mermaid's language.
private struct SequenceDiagramMermaid {
  /// Mermaid's limit is 50,000 UTF-16 units; no text has more of them than of UTF-8's.
  static let lengthMaximum = 49_000

  let diagram: SequenceDiagram

  init(_ diagram: SequenceDiagram) { self.diagram = diagram }

  func text() -> String {
    let head = header
    let blocks = diagram.elements.map { (text: block($0), isKept: isKept($0)) }
    let reserve = 400 + footer(leftOut: blocks.count).utf8.count
    let body = SizeBudget(limit: Self.lengthMaximum - head.utf8.count - reserve).fit(blocks)
    return head + body.texts.joined() + footer(leftOut: body.leftOut)
  }

  /// Names become short where there are very many.
  private var header: String {
    let limit = diagram.participants.count > 50 ? 8 : 24
    let participants = diagram.participants.prefix(Self.participantMaximum).enumerated().map { i, name in
      "  participant n\(i + 1) as \(MermaidText.escaped(ClippedText.middle(name, limit: limit)))\n"
    }
    return "sequenceDiagram\n" + participants.joined()
  }

  /// Beyond, participants are still drawn, under their number.
  private static let participantMaximum = 300

  private func block(_ element: SequenceDiagram.Element) -> String {
    switch element {
    case .arrow(let arrow): highlighted(arrowLine(arrow), arrow.witness)
    case .note(let note): highlighted(noteLine(note), note.witness)
    case .violation(let violation): rect(over(violationText(violation)), Self.violationColor)
    }
  }

  private func isKept(_ element: SequenceDiagram.Element) -> Bool {
    switch element {
    case .arrow(let arrow): arrow.witness != nil
    case .note(let note): note.witness != nil
    case .violation: true
    }
  }

  private func arrowLine(_ arrow: SequenceDiagram.Arrow) -> String {
    let line = arrow.isResponse ? "--" : "-"
    let tip =
      switch arrow.fate {
      case .arrived: ">>"
      case .lost: "x"
      case .unseen: ")"
      }
    let label = ClippedText.end(arrow.label, limit: 80)
    let marks = [
      marks(arrow.witness), arrow.isDelayed ? "(sent earlier)" : "", arrow.fate == .lost ? "(lost)" : "",
    ]
    let text = ([label] + marks).filter { !$0.isEmpty }.joined(separator: " ")
    return "  n\(arrow.source + 1)\(line)\(tip)n\(arrow.destination + 1): \(MermaidText.escaped(text))\n"
  }

  private func noteLine(_ note: SequenceDiagram.Note) -> String {
    let lines = note.lines.map { ClippedText.end($0, limit: 80) } + [marks(note.witness)]
    return "  Note over n\(note.participant + 1): \(joined(lines.filter { !$0.isEmpty }))\n"
  }

  private func marks(_ witness: SequenceDiagram.WitnessMark?) -> String {
    guard let witness else { return "" }
    let marks = zip(witness.numbers, witness.locations).map { number, location in
      "\(ViolationSummary.mark(number)) \(VisibleText.keepingEnd(of: location, width: 32))"
    }
    return marks.joined(separator: ", ")
  }

  private func violationText(_ violation: ViolationSummary) -> String {
    let proofs = violation.proofs.map { proof in
      let mark =
        "\(ViolationSummary.mark(proof.number)) \(VisibleText.keepingEnd(of: proof.location, width: 32))"
      return "\(mark) \(ClippedText.end(proof.sentence, limit: 100))\(proof.isDrawn ? "" : " (not drawn)")"
    }
    let more = violation.unlisted > 0 ? ["and \(Numerals.count(violation.unlisted, "more line"))"] : []
    let clash = ClippedText.end(violation.clash, limit: 140)
    return joined(["✗ VIOLATES \(violation.property)", clash] + proofs + more)
  }

  private func footer(leftOut: Int) -> String {
    var lines = [diagram.omission.sentence]
    let further = diagram.furtherViolations
    if further > 0 { lines.append("\(Numerals.count(further, "more violation")) not drawn") }
    if leftOut > 0 {
      lines.append(
        "\(Numerals.count(leftOut, "arrow or note", "arrows and notes")) left out of the middle for length")
    }
    if diagram.elements.contains(where: \.isUnseen) {
      lines.append("open arrow: the trace does not show whether the message arrived")
    }
    return diagram.participants.isEmpty ? emptyNote(lines) : over(joined(lines))
  }

  /// A diagram without servers still says why it is empty.
  private func emptyNote(_ lines: [String]) -> String {
    "  participant n1 as no event\n  Note over n1: \(joined(lines))\n"
  }

  /// A note over all participants.
  private func over(_ text: String) -> String {
    let last = diagram.participants.count
    return "  Note over \(last > 1 ? "n1,n\(last)" : "n1"): \(text)\n"
  }

  private func joined(_ lines: [String]) -> String {
    lines.map(MermaidText.escaped).joined(separator: "<br/>")
  }

  private func highlighted(_ line: String, _ witness: SequenceDiagram.WitnessMark?) -> String {
    witness == nil ? line : rect(line, Self.witnessColor)
  }

  private func rect(_ content: String, _ color: String) -> String {
    "  rect \(color)\n  \(content)  end\n"
  }

  /// `Palette.paleVermilion` and a deeper shade; Mermaid's `rect` takes no hexadecimal colour.
  private static let witnessColor = "rgb(251, 233, 222)"
  private static let violationColor = "rgb(242, 191, 158)"
}

extension SequenceDiagram.Element {
  fileprivate var isUnseen: Bool {
    if case .arrow(let arrow) = self { return arrow.fate == .unseen }
    return false
  }
}
