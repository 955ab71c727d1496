import ArgumentParser
import Glibc
import RaftModel
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Visits every state of a model within bounds and judges every step.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Visit every state of a modelled cluster within bounds and judge every step.",
    discussion: """
      Nearest states first, so a counterexample is as short as any. Exit status: 0 all properties hold within the bounds, \
      1 one is violated.

      FizzBee's tutorial holds with one action at a time, and is wrong with two:
      raft-trace explore --model tutorial-replication --concurrent 2 --heartbeat-rounds 0 --no-crashes
      """)

  enum Model: String, CaseIterable, ExpressibleByArgument {
    case raft
    case tutorialFirstElection = "tutorial-first-election"
    case tutorialElection = "tutorial-election"
    case tutorialReplication = "tutorial-replication"

    /// The tutorial's specification, nil for Raft.
    var specification: TutorialSpecification? {
      switch self {
      case .raft: nil
      case .tutorialFirstElection: .firstElection
      case .tutorialElection: .election
      case .tutorialReplication: .replication
      }
    }
  }

  @Option(help: "raft, or a specification of FizzBee's tutorial, with the bounds that the tutorial gives it.")
  var model = Model.raft

  @OptionGroup var arguments: ModelArguments
  @OptionGroup(title: "Bounds") var bounds: BoundArguments
  @OptionGroup(title: "Bounds of the tutorial's models") var tutorial: TutorialArguments

  @Option(help: ArgumentHelp("Judge only this property; may be repeated.", valueName: "property"))
  var only: [String] = []

  @Flag(help: "Go on behind the first violated property, and find the others.")
  var keepGoing = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the shortest counterexample as a trace to this file.", valueName: "file"))
  var counterexample: String?

  @Option(
    help: ArgumentHelp(
      "Draw the states nearest to the initial one: .svg, .png, .pdf or .dot, by the file's ending.",
      valueName: "file"))
  var graph: String?

  @Option(help: "The most states to draw.")
  var graphStates = 40

  @Flag(help: "Count states as different that differ in the names of servers only.")
  var noSymmetry = false

  @Option(help: "How many threads work; as many as there are processors if absent.")
  var workers: Int?

  @Flag(help: "Say on standard error how far it has come, also where that is no terminal.")
  var progress = false

  @OptionGroup var colour: ColourOptions

  func validate() throws {
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers is 1 to 256.") }
    if !(1...500).contains(graphStates) { throw ValidationError("--graph-states is 1 to 500.") }
    _ = try graphFile
    try validateTutorial()
  }

  func run() throws {
    guard let specification = model.specification else { return try exploreRaft() }
    let tutorial = TutorialModel(
      specification, bounds: self.tutorial.bounds(of: specification),
      keepsHistory: !self.tutorial.countAsFizzbee)
    if self.tutorial.countAsFizzbee { try count(tutorial) } else { try explore(tutorial) }
  }

  private func exploreRaft() throws {
    var raft = try arguments.model(bounds: bounds.bounds(try arguments.bounds))
    raft.usesSymmetry = !noSymmetry
    let options = raft.rules.options
    try explore(
      raft, named: arguments.words(raft), bounds.words(raft.bounds, options), words: ActionWords.words,
      lines: StateWords.lines
    ) {
      [raft] steps, symbols in
      var behavior = Behavior(initialState: raft.initialState)
      for step in steps { behavior.append(step.action, step.after) }
      return (BehaviorTrace(behavior, of: raft, symbols: symbols).events, BehaviorTrace.dialect)
    }
  }

  /// A counterexample as a trace.
  typealias Telling<System: TransitionSystem> = (
    [(action: System.Action, after: System.State)], TraceSymbols
  ) -> (events: [TraceEvent], dialect: SourceDialect)

  func explore<System: TransitionSystem>(
    _ system: System, named name: String, _ bounds: [String], words: @escaping (System.Action) -> String,
    lines: @escaping (System.State) -> [String], tell: Telling<System>
  ) throws {
    let names = try only.map { try Self.property($0, of: system) }
    let restricted = RestrictedSystem(system) { names.isEmpty || names.contains($0.name) }
    let exploration = explore(restricted)
    let report = ExplorationReport(exploration, of: restricted, model: name, bounds: bounds, words: words)
    let shortest = exploration.broken.compactMap(\.counterexample).min { $0.steps.count < $1.steps.count }
    if let shortest, let counterexample {
      let symbols = TraceSymbols()
      try write(tell(shortest.steps, symbols), symbols, to: counterexample)
    }
    if let graph, let file = try graphFile {
      let space = StateSpace(of: system, stateMaximum: graphStates)
      let note =
        model == .raft && !noSymmetry ? "states that differ only in the names of servers are one" : nil
      let dot = StateSpaceDOT(space, note: note, stateLines: lines, actionWords: words)
      try file.write(dot: dot.text(), to: graph)
    }
    try Console.write(ExplorationText(report, next: next(report), options: colour.textOptions).text)
    if let counterexample, shortest == nil {
      Console.say("raft-trace: \(ReadingError.escape(counterexample)): not written, as nothing is violated")
    }
    if shortest != nil { throw ExitStatus.violates.code }
  }

  private func explore<System: TransitionSystem>(_ system: System) -> Exploration<System> {
    var explorer = Explorer(system)
    explorer.workerCount = workers ?? max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))
    explorer.depthMaximum = bounds.depth
    explorer.distinctMaximum = bounds.states
    explorer.findsAllBreaks = keepGoing
    let line = ProgressLine(isWanted: progress)
    defer { line.end() }
    return explorer.run { progress in
      line.show(progress)
      return true
    }
  }

  private func write(
    _ trace: (events: [TraceEvent], dialect: SourceDialect), _ symbols: TraceSymbols, to path: String
  ) throws {
    var (events, dialect) = trace
    for i in events.indices { events[i].position.line = 0 }
    var writer = NativeTraceWriter(symbols: symbols, dialect: dialect, producer: "raft-trace explore")
    writer.write(events)
    try Console.write(writer.takeBytes(), toFile: path)
  }

  /// What leads on from a counterexample.
  private func next(_ report: ExplorationReport) -> [[String]] {
    guard !report.broken.isEmpty, let counterexample, counterexample != "-" else { return [] }
    return [
      ["raft-trace", "check", counterexample],
      ["raft-trace", "render", "-o", "counterexample.svg", counterexample],
    ]
  }

  private var graphFile: PictureFile? {
    get throws {
      guard let graph else { return nil }
      let ending = graph.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if let file = PictureFile(rawValue: ending), file != .mmd { return file }
      throw ValidationError("'\(graph)' ends in none of .svg, .png, .pdf, .dot.")
    }
  }

  private static func property(_ name: String, of system: some TransitionSystem) throws -> String {
    let known = system.properties.map(\.name)
    if let match = known.first(where: { $0.lowercased() == name.lowercased() }) { return match }
    throw ValidationError("No property is called '\(name)'; known are: \(known.joined(separator: ", ")).")
  }
}
