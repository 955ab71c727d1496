import RaftTraceChecker

/// How long the shortest known runs are whose traces show a violation: of the runs that the explorer found.
///
/// The explorer sees the whole state and `check` a trace, so that the run that first breaks a property need not show it.
struct KnownDepths {
  /// By mutation and violation, as in a row of the table.
  private(set) var steps: [String: Int] = [:]
  private var keys: [String] = []

  init() {}

  /// - Parameter table: as `table` writes it.
  init(table: String) {
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
      guard cells.count == 3, let depth = Int(cells[2]) else { continue }
      note(depth, cells[0] + "|" + cells[1])
    }
  }

  mutating func note(_ depth: Int, of mutation: String, _ target: ViolationTarget) {
    note(depth, Self.key(mutation, target))
  }

  private mutating func note(_ depth: Int, _ key: String) {
    if steps[key] == nil { keys.append(key) }
    steps[key] = min(depth, steps[key] ?? .max)
  }

  func depth(of mutation: String, _ target: ViolationTarget) -> Int? { steps[Self.key(mutation, target)] }

  private static func key(_ mutation: String, _ target: ViolationTarget) -> String {
    switch target {
    case .property(let name, let kind): "\(mutation)|\(name.rawValue)/\(kind.rawValue)"
    case .step(let requirement): "\(mutation)|\(requirement.rawValue)"
    }
  }

  /// In the order in which they were noted.
  var table: String {
    let rows = keys.map { key in
      "| " + key.split(separator: "|").joined(separator: " | ") + " | \(steps[key]!) |"
    }
    return (["| mutation | violation | steps |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }
}
