public import RaftModel
public import RaftTraceChecker

/// The report of a hunt for people: the run that was found, or how much was looked at in vain.
public struct HuntText {
  private let result: Hunt.Result
  private let model: String
  private let seed: UInt64
  private let next: [[String]]
  private let options: TextOptions

  /// - Parameters:
  ///   - model: what was hunted: "Raft, 4 servers".
  ///   - next: commands to run next, each in its words.
  public init(
    _ result: Hunt.Result, model: String, seed: UInt64, next: [[String]] = [],
    options: TextOptions = TextOptions()
  ) {
    self.result = result
    self.model = model
    self.seed = seed
    self.next = next
    self.options = options
  }

  /// The whole text; every line ends with a newline and fits into the options' width.
  public var text: String {
    var page = TextPage(width: options.width)
    if let find = result.find {
      let steps = find.behavior.steps.map { ActionWords.words($0.action) }
      page.violation(of: find.invariant, find.reason, steps: steps, showsSteps: true)
    } else {
      page.flow(
        [
          TextSpan("NOTHING FOUND", .undecided),
          TextSpan("– which proves nothing; explore visits every state"),
        ],
        hanging: 4)
      page.blank()
    }
    page.flow([TextSpan("Hunted", .heading), TextSpan(model)], hanging: 4)
    page.flow([TextSpan(extent)], indent: 2, hanging: 4)
    if !next.isEmpty { page.blank() }
    page.next(next)
    return page.text(options.colour)
  }

  private var extent: String {
    let walked =
      "\(Numerals.count(result.walkCount, "random walk")), \(Numerals.count(result.stepCount, "step")), seed \(seed)"
    guard let find = result.find else { return walked }
    return walked + "; found in a walk of \(Numerals.count(find.originalStepCount, "step"))"
      + ", of which these matter"
  }
}

extension TextPage {
  /// A property that a run breaks, and if wanted the steps of the run.
  mutating func violation(of summary: PropertySummary, _ reason: String, steps: [String], showsSteps: Bool) {
    flow(
      [
        TextSpan("VIOLATES \(summary.name)", .violated), TextSpan("– \(summary.sentence)"),
        TextSpan("(\(summary.reference))", isUnbroken: true),
      ], hanging: 4)
    flow([TextSpan("\(reason), after \(Numerals.count(steps.count, "step"))")], indent: 2, hanging: 4)
    if showsSteps {
      blank()
      let column = 4 + String(steps.count).count
      for (i, step) in steps.enumerated() {
        entry(TextSpan("\(i + 1)", .location), column: column, [TextSpan(step)])
      }
    }
    blank()
  }

  /// The commands to run next, each in its words, the last of which is a file.
  mutating func next(_ commands: [[String]]) {
    let label = "Next: "
    let lines = commands.flatMap { words in
      ShellCommand(words.dropLast(), files: Array(words.suffix(1))).lines(
        width: width - label.count, fileMaximum: 1)
    }
    for (i, line) in lines.enumerated() {
      let lead = i == 0 ? label : String(repeating: " ", count: label.count)
      self.line([TextSpan(lead, .heading), TextSpan(line)])
    }
  }
}
