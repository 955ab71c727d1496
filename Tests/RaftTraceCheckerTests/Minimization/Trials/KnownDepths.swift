import RaftTraceChecker

/// How long the shortest known runs are that break a property, read off the kill matrix.
struct KnownDepths {
  struct Depth: Comparable, CustomStringConvertible {
    var steps: Int
    /// Whether there is none shorter within the bounds of the exploration.
    var isShortest: Bool

    var description: String { isShortest ? "\(steps)" : "≤ \(steps)" }

    static func < (a: Depth, b: Depth) -> Bool { a.steps < b.steps }
  }

  /// Cells by the name of the mutation.
  private var rows: [String: [Substring]] = [:]

  /// - Parameter matrix: the kill matrix as a table in Markdown.
  init(matrix: String) {
    for line in matrix.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        $0.trimmed
      }
      guard cells.count > 6 else { continue }
      rows[String(cells[0])] = cells
    }
  }

  /// Of a property the least that any column says; of a step that is not Raft's that of conformance.
  func depth(of mutation: String, _ target: ViolationTarget) -> Depth? {
    guard let cells = rows[mutation] else { return nil }
    switch target {
    case .step: return Self.leadingDepth(cells[1])
    case .property(let name, _):
      var found: [Depth] = []
      for cell in cells[2...3] {
        guard let depth = Self.leadingDepth(cell) else { continue }
        let names = cell.split(whereSeparator: { $0 == " " || $0 == "," })
        if names.contains(Substring(name.rawValue)) { found.append(depth) }
      }
      for expectation in cells[6].split(separator: ", ") where expectation.hasPrefix(name.rawValue + " ") {
        if let depth = Self.leadingDepth(expectation.dropFirst(name.rawValue.count + 1)) { found.append(depth) }
      }
      return found.min()
    }
  }

  /// `7` or `≤ 17`; nil for `> 12` and `–`.
  private static func leadingDepth(_ text: Substring) -> Depth? {
    let isShortest = !text.hasPrefix("≤ ")
    let digits = (isShortest ? text : text.dropFirst(2)).prefix(while: \.isNumber)
    return Int(digits).map { Depth(steps: $0, isShortest: isShortest) }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
