import RaftModel
import RaftTraceChecker

/// Trials as a table in Markdown: a row for each mutation.
struct TrialTable {
  /// Whether there is a column of seconds, which depend on the machine.
  var showsSeconds = true
  private(set) var lines: [String] = []
  private var trials: [MinimizationTrial] = []

  /// The aim is so many steps.
  static let sizeAim = 20
  /// The aim is so many times the shortest run known.
  static let ratioAim = 1.5
  /// The aim is so many candidates.
  static let callAim = 2000
  /// The aim is so many seconds.
  static let secondAim = 1.0

  private var columns: [String] {
    var names = [
      "mutation", "runs", "events", "steps", "violation kept", "steps after", "events after",
      "shortest known",
      "ratio", "candidates", "seconds", "rules", "1-minimal",
    ]
    if !showsSeconds { names.removeAll { $0 == "seconds" } }
    return names
  }

  var header: [String] { [Self.row(columns), "|" + String(repeating: "---|", count: columns.count)] }

  mutating func add(_ mutation: String, _ trials: [MinimizationTrial]) {
    self.trials += trials
    guard !trials.isEmpty else {
      let cells = [mutation, "0", "", "", "not seen by `check`"]
      lines.append(Self.row(cells + Array(repeating: "", count: columns.count - cells.count)))
      return
    }
    var cells = [
      mutation, "\(trials.count)", Self.median(trials.map(\.minimization.before.events)),
      Self.median(trials.compactMap(\.minimization.before.steps)),
      Self.tally(trials.map(\.minimization.target.shortName)), Self.spread(trials.map(\.size)),
      Self.spread(trials.map(\.minimization.after.events)), Self.depths(trials),
      Self.ratio(trials.compactMap(\.ratio)), Self.spread(trials.map(\.minimization.oracleCalls)),
    ]
    if showsSeconds { cells.append(Self.secondsSpread(trials.map(\.seconds))) }
    cells += [Self.tally(trials.map(\.rules)), "\(trials.count { $0.minimization.isOneMinimal })"]
    lines.append(Self.row(cells))
  }

  /// How many runs reach the aim, part by part.
  var summary: [String] {
    let ratios = trials.compactMap(\.ratio)
    var parts = [
      "at most \(Self.sizeAim) steps: \(trials.count { $0.size <= Self.sizeAim })",
      "at most \(Self.ratioAim) times the shortest known: \(ratios.count { $0 <= Self.ratioAim }) of \(ratios.count)",
      "at most \(Self.callAim) candidates: \(trials.count { $0.minimization.oracleCalls <= Self.callAim })",
    ]
    if showsSeconds {
      parts.append("less than a second: \(trials.count { $0.seconds < Self.secondAim })")
    }
    parts += [
      "run again: \(trials.count { $0.rules != "evidence" })",
      "by the mutation itself: \(trials.count { $0.rules == "itself" })",
      "1-minimal: \(trials.count { $0.minimization.isOneMinimal })",
    ]
    let medians =
      "median \(Self.median(trials.map(\.size))) steps (worst \(trials.map(\.size).max() ?? 0)), ratio "
      + "\(Self.ratio(ratios)), \(Self.spread(trials.map(\.minimization.oracleCalls))) candidates"
      + (showsSeconds ? ", \(Self.secondsSpread(trials.map(\.seconds))) seconds" : "")
    return ["All \(trials.count) runs: \(medians). Of them " + parts.joined(separator: "; ") + "."]
  }

  private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private static func middle<Value: Comparable>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }

  private static func median(_ values: [Int]) -> String { middle(values).map { "\($0)" } ?? "–" }

  /// The median, and in parentheses the worst.
  private static func spread(_ values: [Int]) -> String {
    guard let worst = values.max() else { return "–" }
    return "\(median(values)) (\(worst))"
  }

  private static func secondsSpread(_ values: [Double]) -> String {
    guard let middle = middle(values), let worst = values.max() else { return "–" }
    return "\(rounded(middle)) (\(rounded(worst)))"
  }

  private static func ratio(_ values: [Double]) -> String { middle(values).map(rounded) ?? "–" }

  /// With two digits behind the point.
  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }

  private static func depths(_ trials: [MinimizationTrial]) -> String {
    var found: [String] = []
    for trial in trials.sorted(by: { ($0.shortestKnown ?? .max) < ($1.shortestKnown ?? .max) }) {
      let text = trial.shortestKnown.map { "\($0)" } ?? "?"
      if !found.contains(text) { found.append(text) }
    }
    return found.joined(separator: ", ")
  }

  /// What occurs most often first, with how often where there is more than one.
  private static func tally(_ texts: [String]) -> String {
    var counts: [(text: String, count: Int)] = []
    for text in texts {
      if let place = counts.firstIndex(where: { $0.text == text }) {
        counts[place].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    if counts.count == 1 { return counts[0].text }
    return counts.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.map { "\($0.text) \($0.count)" }
      .joined(separator: ", ")
  }
}

extension ViolationTarget {
  /// The name of the property, or of the requirement.
  var shortName: String {
    switch self {
    case .property(let name, _): name.rawValue
    case .step(let requirement): requirement.rawValue
    }
  }
}
