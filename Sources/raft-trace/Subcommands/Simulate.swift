import ArgumentParser
import RaftModel
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Makes traces: runs the model at random, with the faults of a real network.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a modelled cluster at random and write its trace.",
    discussion: """
      Messages are lost, doubled and overtaken, servers crash, partitions come and heal, clients send commands. The same \
      seed makes the same bytes. Every step is judged by the invariants of the model; the exit status is 1 where one is violated.
      """)

  @OptionGroup var arguments: ModelArguments

  @Option(help: "The most steps.")
  var steps = SimulationOptions().stepMaximum

  @Option(help: "What the random numbers depend on.")
  var seed = SimulationOptions().seed

  @Option(
    help: ArgumentHelp(
      "What the trace shows, separated by commas: \(presets.joined(separator: ", ")), or of \(TraceAspect.allCases.map(\.rawValue).joined(separator: ", ")). Less than all makes a trace that is not complete.",
      valueName: "names"))
  var observe: String?

  @Flag(help: "Go on behind a step that violates an invariant.")
  var keepGoing = false

  @Option(name: [.customShort("o"), .long], help: "File to write; standard output if absent.")
  var output = "-"

  @OptionGroup(title: "Probabilities") var faults: FaultArguments

  func validate() throws {
    if steps < 0 { throw ValidationError("--steps is at least 0.") }
    _ = try aspects
  }

  func run() throws {
    var options = faults.options
    options.seed = seed
    options.stepMaximum = steps
    options.stopsAtViolation = !keepGoing
    var simulator = Simulator(try arguments.model(), options)
    let events = try write(&simulator)

    for line in SimulationText(simulator).lines(events: events) { Console.say("raft-trace: \(line)") }
    if !simulator.breaks.isEmpty { throw ExitStatus.violates.code }
  }

  /// Runs to the end and writes the trace piece by piece.
  ///
  /// - Returns: how many events were written.
  private func write(_ simulator: inout Simulator) throws -> Int {
    let (symbols, aspects) = (TraceSymbols(), try aspects)
    let file = try OutputFile(output)
    var clock = SimulatedClock(
      seed: seed, serverCount: simulator.state.serverCount, skewMaximum: simulator.options.clockSkewMaximum)
    var trace = BehaviorTrace(of: simulator.model, symbols: symbols)
    var dialect = BehaviorTrace.dialect
    dialect.isComplete = aspects == Set(TraceAspect.allCases)
    dialect.showsMessages = aspects.contains(.messages)
    var writer = NativeTraceWriter(symbols: symbols, dialect: dialect, producer: "raft-trace simulate")
    var count = 0
    func write() throws {
      for event in trace.events {
        guard var shown = aspects.shown(of: event) else { continue }
        shown.position.line = 0
        writer.write(shown)
        count += 1
      }
      trace.events.removeAll(keepingCapacity: true)
      if writer.byteCount > 1 << 20 { try file.write(writer.takeBytes()) }
    }
    trace.begin(simulator.state, clock: clock)
    try write()
    while let step = simulator.next() {
      clock.advance()
      trace.record(step, clock: clock)
      try write()
    }
    try file.write(writer.takeBytes())
    return count
  }

  private static let presets = Set<TraceAspect>.presets.map(\.name)

  private var aspects: Set<TraceAspect> {
    get throws {
      guard let observe else { return Set(TraceAspect.allCases) }
      return try observe.split(separator: ",").reduce(into: []) { $0.formUnion(try Self.aspects(String($1))) }
    }
  }

  private static func aspects(_ name: String) throws -> Set<TraceAspect> {
    if let preset = Set<TraceAspect>.presets.first(where: { $0.name == name }) { return preset.aspects }
    if let aspect = TraceAspect(rawValue: name) { return [aspect] }
    let known = (presets + TraceAspect.allCases.map(\.rawValue)).joined(separator: ", ")
    throw ValidationError("Nothing to observe is called '\(name)'; known are: \(known).")
  }
}
