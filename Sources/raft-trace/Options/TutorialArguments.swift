import ArgumentParser
import RaftModel

/// How far a specification of FizzBee's tutorial is explored; what is left out has the tutorial's value.
struct TutorialArguments: ParsableArguments {
  @Option(help: "The most actions at once, 1 to \(TutorialBounds.concurrentRange.upperBound).")
  var concurrent: Int?

  @Option(help: "The most elections begun, up to \(TutorialBounds.electionRange.upperBound).")
  var elections: Int?

  @Option(help: "The most commands submitted, up to \(TutorialBounds.submitRange.upperBound).")
  var submits: Int?

  @Option(
    help: "The most rounds of heartbeats begun, up to \(TutorialBounds.heartbeatRange.upperBound).")
  var heartbeatRounds: Int?

  @Flag(help: "No server crashes, and no action ends before its last statement.")
  var noCrashes = false

  @Flag(help: "Only count nodes, unique states and links as FizzBee does, in its order.")
  var countAsFizzbee = false

  func validate() throws {
    try check("--concurrent", concurrent, in: TutorialBounds.concurrentRange)
    try check("--elections", elections, in: TutorialBounds.electionRange)
    try check("--submits", submits, in: TutorialBounds.submitRange)
    try check("--heartbeat-rounds", heartbeatRounds, in: TutorialBounds.heartbeatRange)
  }

  private func check(_ name: String, _ value: Int?, in range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError("\(name) is \(range.lowerBound) to \(range.upperBound).")
  }

  /// Whether anything is said that concerns a tutorial's model only.
  var isSet: Bool {
    [concurrent, elections, submits, heartbeatRounds].contains { $0 != nil } || noCrashes || countAsFizzbee
  }

  /// Why a specification cannot be explored so, nil where it can.
  func problem(with specification: TutorialSpecification) -> String? {
    if submits != nil, !specification.has(.submitCommand) {
      return "--submits is for tutorial-replication; the election alone has no commands."
    }
    if heartbeatRounds != nil, !specification.has(.sendHeartbeat) {
      return "--heartbeat-rounds is not for tutorial-first-election, which has no heartbeats."
    }
    return bounds(of: specification).fit
      ? nil : "A state of the tutorial's model has no room for these bounds."
  }

  /// The tutorial's bounds with what was said changed.
  func bounds(of specification: TutorialSpecification) -> TutorialBounds {
    var bounds = TutorialBounds(of: specification)
    bounds.concurrentMaximum = concurrent ?? bounds.concurrentMaximum
    bounds.electionMaximum = elections ?? bounds.electionMaximum
    bounds.submitMaximum = submits ?? bounds.submitMaximum
    bounds.heartbeatMaximum = heartbeatRounds ?? bounds.heartbeatMaximum
    bounds.crashes = bounds.crashes && !noCrashes
    return bounds
  }

  /// Every bound with its value.
  func words(_ model: TutorialModel) -> [String] {
    let (bounds, specification) = (model.bounds, model.specification)
    let heartbeats = bounds.heartbeatMaximum.map { "rounds of heartbeats ≤ \($0)" }
    return ["actions at once ≤ \(bounds.concurrentMaximum)", "elections ≤ \(bounds.electionMaximum)"]
      + (specification.has(.submitCommand) ? ["commands ≤ \(bounds.submitMaximum)"] : [])
      + (specification.has(.sendHeartbeat) ? [heartbeats ?? "any number of heartbeats"] : [])
      + [bounds.crashes ? "servers crash" : "no crash"]
  }
}
