import ArgumentParser
import RaftModel

/// How far the model is explored; what is left out has its usual value, or what the mutation needs.
struct BoundArguments: ParsableArguments {
  @Option(help: "The highest term; \(Bounds.small.termMaximum) if absent.")
  var terms: Int?

  @Option(help: "The most entries of a log; \(Bounds.small.logLengthMaximum) if absent.")
  var logLength: Int?

  @Option(
    help: "The most messages in flight, up to \(Network.capacity); \(Bounds.small.messageMaximum) if absent.")
  var messages: Int?

  @Option(help: "The most restarts of servers; \(Bounds.small.restartMaximum) if absent.")
  var restarts: Int?

  @Option(help: "The most reads that are served; \(Bounds.small.readMaximum) if absent.")
  var reads: Int?

  @Flag(help: "Messages can be lost; one that never arrives needs no loss.")
  var losses = false

  @Flag(help: "Messages can arrive twice.")
  var duplicates = false

  @Flag(help: "Leaders also send heartbeats while entries wait.")
  var heartbeats = false

  @Option(help: "The most steps from the initial state; no bound if absent.")
  var depth: Int?

  @Option(help: "The most distinct states, after which the exploration ends; no bound if absent.")
  var states: Int?

  func validate() throws {
    try check("--terms", terms, in: 0...1000)
    try check("--log-length", logLength, in: 0...ServerLog.capacity)
    try check("--messages", messages, in: 0...Network.capacity)
    try check("--restarts", restarts, in: 0...200)
    try check("--reads", reads, in: 0...200)
    try check("--depth", depth, in: 0...1_000_000)
    try check("--states", states, in: 1...1_000_000_000)
  }

  private func check(_ name: String, _ value: Int?, in range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError("\(name) is \(range.lowerBound) to \(range.upperBound).")
  }

  /// Whether anything is said about the size of states, which a tutorial's model has bounds of its own for.
  var boundsStates: Bool {
    [terms, logLength, messages, restarts, reads].contains { $0 != nil } || losses || duplicates
      || heartbeats
  }

  /// These bounds with what was said changed.
  func bounds(_ usual: Bounds) -> Bounds {
    var bounds = usual
    bounds.termMaximum = terms ?? bounds.termMaximum
    bounds.logLengthMaximum = logLength ?? bounds.logLengthMaximum
    bounds.messageMaximum = messages ?? bounds.messageMaximum
    bounds.restartMaximum = restarts ?? bounds.restartMaximum
    bounds.readMaximum = reads ?? bounds.readMaximum
    bounds.losesMessages = losses || bounds.losesMessages
    bounds.duplicatesMessages = duplicates || bounds.duplicatesMessages
    bounds.sendsHeartbeats = heartbeats || bounds.sendsHeartbeats
    return bounds
  }

  /// Every bound with its value.
  func words(_ bounds: Bounds, _ options: ModelOptions) -> [String] {
    return [
      "terms ≤ \(bounds.termMaximum)", "log length ≤ \(bounds.logLengthMaximum)",
      "messages in flight ≤ \(bounds.messageMaximum)", "restarts ≤ \(bounds.restartMaximum)",
    ] + (options.hasReads ? ["reads ≤ \(bounds.readMaximum)"] : [])
      + [
        bounds.losesMessages ? "messages lost" : "no message lost",
        bounds.duplicatesMessages ? "messages doubled" : "no message doubled",
      ] + (bounds.sendsHeartbeats ? ["heartbeats while entries wait"] : []) + limits
  }

  /// The bounds of any model.
  var limits: [String] {
    (depth.map { ["depth ≤ \($0)"] } ?? []) + (states.map { ["distinct states ≤ \($0)"] } ?? [])
  }
}
