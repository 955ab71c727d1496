import ArgumentParser
import Glibc
import RaftModel
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Looks for a violation where not every state can be visited.
struct HuntCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hunt",
    abstract: "Look for a violation deep in a modelled cluster, by many random walks.",
    discussion: """
      The first run that breaks a property is reduced to the steps that matter. The same seed finds the same. Nothing found \
      proves nothing: explore visits every state within bounds. Exit status: 1 a violation was found, 2 nothing was found.
      """)

  @OptionGroup var arguments: ModelArguments

  @Option(help: "The most random walks.")
  var walks = 20_000

  @Option(help: "The most steps of one walk.")
  var steps = 80

  @Option(help: "The number from which all walks are made.")
  var seed: UInt64 = 1

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the run that was found as a trace to this file.", valueName: "file"))
  var counterexample: String?

  @Option(help: "How many threads work; as many as there are processors if absent.")
  var workers: Int?

  @OptionGroup var colour: ColourOptions

  func validate() throws {
    if walks < 1 { throw ValidationError("--walks is at least 1.") }
    if !(1...10_000).contains(steps) { throw ValidationError("--steps is 1 to 10000.") }
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers is 1 to 256.") }
  }

  func run() throws {
    let model = try arguments.model()
    var hunt = Hunt(model)
    hunt.walkMaximum = walks
    hunt.stepMaximum = steps
    hunt.seed = seed
    hunt.workerCount = workers ?? max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))
    let result = hunt.run()
    if let find = result.find, let counterexample { try write(find.behavior, of: model, to: counterexample) }
    try Console.write(
      HuntText(
        result, model: try arguments.words(model), seed: seed, next: next(result), options: colour.textOptions
      ).text)
    throw result.find == nil ? ExitStatus.undecided.code : ExitStatus.violates.code
  }

  private func write(_ behavior: Behavior, of model: RaftModel, to path: String) throws {
    let symbols = TraceSymbols()
    var events = BehaviorTrace(behavior, of: model, symbols: symbols).events
    for i in events.indices { events[i].position.line = 0 }
    var writer = NativeTraceWriter(
      symbols: symbols, dialect: BehaviorTrace.dialect, producer: "raft-trace hunt")
    writer.write(events)
    try Console.write(writer.takeBytes(), toFile: path)
  }

  private func next(_ result: Hunt.Result) -> [[String]] {
    guard result.find != nil, let counterexample, counterexample != "-" else { return [] }
    return [
      ["raft-trace", "check", counterexample],
      ["raft-trace", "render", "-o", "counterexample.svg", counterexample],
    ]
  }
}
