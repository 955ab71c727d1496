public import RaftModel
public import RaftTraceChecker

/// Which layer sees which mutation, and after how many steps: one row for each mutation.
public struct KillMatrix: Sendable {
  /// How one view sees a mutation.
  public struct Kill: Sendable {
    public var view: LayeredModel.View
    /// The number of steps; nil where nothing was found.
    public var depth: Int?
    public var isShortest: Bool
    public var searchedDepth: Int?
    /// What fires in that step.
    public var firing: [String]
  }

  /// How soon the replay of a trace refutes it.
  public struct Refuted: Sendable {
    /// How many steps after the first wrong one; nil where no kept run is refuted.
    public var distance: Int?
    public var requirement: ReplayRequirement?
  }

  public struct Row: Sendable {
    public let mutation: any Mutation.Type
    public var kills: [Kill]
    /// In a trace that shows everything.
    public var blame: Refuted
    /// In the words of etcd's raft library; nil where those cannot tell the run.
    public var blameInEtcd: Refuted?
    public var distinctCount: Int

    /// How a layer or an invariant sees it.
    public func kill(_ view: LayeredModel.View) -> Kill? { kills.first { $0.view == view } }

    /// Whether no invariant sees it.
    public var survives: Bool { kill(.accounting)?.depth == nil && kill(.figure3)?.depth == nil }
  }

  public let rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }
}

extension KillMatrix.Row {
  /// Takes the steps of kept counterexamples again, and looks at what fires.
  public init(_ mutation: any Mutation.Type, _ file: CounterexampleFile) throws(Scenario.Failure) {
    self.mutation = mutation
    distinctCount = file.distinctCount
    kills = []
    var runs: [[Step]] = []
    let model = LayeredModel(mutation)
    for counterexample in file.counterexamples {
      guard let view = model.views.firstIndex(of: counterexample.view) else { continue }
      let steps = try Scenario(counterexample.lines, in: mutation.model).steps
      let first = steps.firstIndex { !model.firing(view, in: $0).isEmpty }
      kills.append(
        KillMatrix.Kill(
          view: counterexample.view, depth: first.map { $0 + 1 }, isShortest: counterexample.isShortest,
          searchedDepth: counterexample.searchedDepth,
          firing: first.map { model.firing(view, in: steps[$0]) } ?? []))
      if !steps.isEmpty { runs.append(steps) }
    }
    blame = KillMatrix.Refuted(runs.map { Blame($0, of: mutation.model) })
    guard mutation.model.rules.options.membershipChange == .none else { return }
    blameInEtcd = KillMatrix.Refuted(runs.map { Blame($0, of: mutation.model, as: .etcd) })
  }
}

extension KillMatrix.Refuted {
  /// The one that comes soonest.
  init(_ blames: [Blame]) {
    let soonest = blames.filter { $0.distance != nil }.min { $0.distance ?? .max < $1.distance ?? .max }
    distance = soonest?.distance
    requirement = soonest?.refutation?.nearMisses.first?.requirement
  }

  /// `0` where the first wrong step is refuted, `+2` two steps later, `–` where no kept run is.
  public var text: String {
    guard let distance, let requirement else { return "–" }
    return (distance == 0 ? "0" : "+\(distance)") + " \(requirement.rawValue)"
  }
}

extension KillMatrix.Kill {
  /// The depth: `7`, `≤ 17` where only a directed search found it, `> 12` for none in so many steps, `–` for none at all.
  public var depthText: String {
    if let depth { return isShortest ? "\(depth)" : "≤ \(depth)" }
    return searchedDepth.map { "> \($0)" } ?? "–"
  }
}

extension KillMatrix {
  /// The matrix as a table in Markdown, and what it lacks.
  public func report(notes: [String: String]) -> String {
    let survivors = rows.filter { $0.survives }.map { $0.mutation.name }
    var seen: Set<String> = []
    for row in rows {
      for kill in row.kills where kill.view != .conformance { seen.formUnion(kill.firing) }
    }
    let idle = InvariantCatalogue.all.map { $0.name }.filter { !seen.contains($0) }
    return """
      \(markdown(notes: notes))
      Seen by conformance only: \(survivors.isEmpty ? "none" : survivors.joined(separator: ", ")).

      Invariants that do not fire at the end of any of these runs: \(idle.isEmpty ? "none" : idle.joined(separator: ", ")).

      """
  }

  private func markdown(notes: [String: String]) -> String {
    var lines = [
      "| mutation | conformance | accounting | Figure 3 | blame | blame, etcd | expected: here (published) | note |",
      "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows {
      var cells = [row.mutation.name, row.kill(.conformance)?.depthText ?? "?"]
      for layer in [LayeredModel.View.accounting, .figure3] {
        guard let kill = row.kill(layer) else { continue }
        cells.append(
          ([kill.depthText] + [Self.names(kill.firing)]).filter { !$0.isEmpty }.joined(separator: " "))
      }
      cells.append(row.blame.text)
      cells.append(row.blameInEtcd?.text ?? "")
      let expected = row.mutation.description.expected.map { expectation in
        let here = row.kill(.invariant(expectation.invariant))?.depthText ?? "?"
        return "\(expectation.invariant) \(here)" + (expectation.depth.map { " (\($0))" } ?? "")
      }
      cells.append(expected.joined(separator: ", "))
      cells.append(notes[row.mutation.name] ?? "")
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func names(_ names: [String]) -> String {
    names.count <= 3
      ? names.joined(separator: ", ") : names.prefix(3).joined(separator: ", ") + " + \(names.count - 3)"
  }
}
