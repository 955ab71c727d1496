import RaftModel
public import RaftTraceChecker

/// What a simulation came to, for people.
public struct SimulationText {
  private let simulator: Simulator

  public init(_ simulator: Simulator) { self.simulator = simulator }

  /// How far it went and which invariants it violated, one sentence a line.
  ///
  /// - Parameter events: how many events were written.
  public func lines(events: Int) -> [String] {
    let options = simulator.options
    let servers = Numerals.count(simulator.state.serverCount, "server")
    var lines = [
      "\(Numerals.count(simulator.stepCount, "step")) of \(servers), seed \(options.seed): "
        + "\(Numerals.count(events, "event")), \(broken)"
    ]
    lines += simulator.breaks.map { "step \($0.step) violates \($0.invariant.name): \($0.reason)" }
    if simulator.breaks.isEmpty, simulator.stepCount < options.stepMaximum {
      lines.append("nothing more can happen")
    }
    return lines + limits
  }

  private var broken: String {
    let count = simulator.model.invariants.count
    return simulator.breaks.isEmpty
      ? "none of \(Numerals.count(count, "invariant")) violated"
      : "\(simulator.breaks.count) of \(Numerals.count(count, "invariant")) violated"
  }

  private var limits: [String] {
    let limitations = simulator.limitations
    var lines: [String] = []
    if limitations.refusedAppends > 0 {
      let remedy = simulator.model.rules.options.hasSnapshots ? "" : "; with snapshots they could compact it"
      lines.append(
        "\(Numerals.count(limitations.refusedAppends, "command")) not taken: a log of the model was full\(remedy)"
      )
    }
    if limitations.lostMessages > 0 {
      lines.append(
        "\(Numerals.count(limitations.lostMessages, "message")) lost: the receiver could not take it in")
    }
    return lines
  }
}
