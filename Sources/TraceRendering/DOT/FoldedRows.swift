/// A path of nodes folded into rows, every second one read from right to left.
struct FoldedRows {
  /// Which way an edge must be written so that Graphviz keeps the rows.
  enum Direction {
    case forward
    /// The edge runs to the left in its row.
    case backward
    /// The edge is no step of the path, and shall not move the rows.
    case free
  }

  let count: Int
  let perRow: Int

  /// The nodes of each row, from left to right.
  var rows: [[Int]] {
    stride(from: 0, to: count, by: perRow).map { start in
      let row = Array(start..<min(start + perRow, count))
      return (start / perRow).isMultiple(of: 2) ? row : row.reversed()
    }
  }

  /// The nodes that stand below each other, besides those that a step of the path joins.
  var columns: [(above: Int, below: Int)] {
    var result: [(above: Int, below: Int)] = []
    for below in 0..<count where below >= perRow {
      let above = (below / perRow) * perRow - 1 - below % perRow
      if above + 1 != below { result.append((above, below)) }
    }
    return result
  }

  /// The node of a row that the path reaches first.
  func first(ofRow row: Int) -> Int { row * perRow }

  func direction(from source: Int, to target: Int) -> Direction {
    guard target == source + 1 else { return .free }
    let isTurn = turns(from: source, to: target)
    return isTurn || (source / perRow).isMultiple(of: 2) ? .forward : .backward
  }

  /// Whether the edge leads down to the next row.
  func turns(from source: Int, to target: Int) -> Bool {
    target == source + 1 && target.isMultiple(of: perRow)
  }
}
