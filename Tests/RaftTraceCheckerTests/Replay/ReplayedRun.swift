import Foundation
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// A trace in memory as the replay gets it: events with the number of their input, under one dialect.
struct ReplayedRun {
  var events: [TraceEvent]
  var dialect: SourceDialect
  let symbols: TraceSymbols
  /// Whether each server's lines come from an input of their own.
  var hasInputs = false

  init(_ run: SimulatedRun) {
    events = run.events
    dialect = run.dialect
    symbols = run.symbols
  }

  func conformance() -> ConformanceResult? {
    var checker = TraceChecker(symbols: symbols, layers: [.conformance])
    for event in events {
      checker.consider(event, dialect: dialect, input: hasInputs ? Int(event.server.rawValue) : 0)
    }
    return checker.finish().conformance
  }

  func factViolations() -> [Violation] {
    var checker = TraceChecker(symbols: symbols, layers: [.facts])
    for event in events {
      checker.consider(event, dialect: dialect, input: hasInputs ? Int(event.server.rawValue) : 0)
    }
    return checker.finish().violations
  }

  func written() -> [UInt8] {
    var writer = NativeTraceWriter(symbols: symbols, dialect: dialect, fileName: BehaviorTrace.fileName)
    writer.write(events)
    return writer.takeBytes()
  }

  /// The shortest beginning of the trace that is refuted too.
  func refutedBeginning() -> ReplayedRun {
    var run = self
    guard let first = conformance()?.refutations.first,
      let end = events.firstIndex(where: { $0.position == first.position })
    else { return run }
    run.events = Array(events[...end])
    while run.conformance()?.status != .violates, run.events.count < events.count {
      run.events.append(events[run.events.count])
    }
    return run
  }
}

extension ReplayedRun {
  /// The same lines in another order that keeps each server's own, of a source that says nothing of their order.
  func merged(_ random: inout SeededRandom) -> ReplayedRun {
    var queues: [[TraceEvent]] = []
    for server in servers { queues.append(events.filter { $0.server == server }.reversed()) }
    var run = self
    run.events = []
    run.dialect.isOrdered = false
    // Now and then one server runs far ahead.
    let burst = random.element(of: [1, 3, 30, 1_000])
    while !queues.isEmpty {
      let k = Int.random(in: queues.indices, using: &random)
      for _ in 0..<Int.random(in: 1...burst, using: &random) {
        if let event = queues[k].popLast() { run.events.append(event) }
      }
      if queues[k].isEmpty { queues.remove(at: k) }
    }
    return run
  }

  /// The same lines, each server's in an input of its own.
  func split() -> ReplayedRun {
    var run = self
    run.hasInputs = true
    return run
  }

  private var servers: [ServerID] { Set(events.map(\.server)).sorted() }

  /// Some lines show their server before instead of after what they tell.
  func told(before rate: Double, _ random: inout SeededRandom) -> ReplayedRun {
    var run = self
    var last: [ServerID: Observation] = [:]
    for k in events.indices {
      let event = events[k]
      defer { last[event.server] = event.observation }
      guard event.kind.hasTwinBefore, event.observation.moment == .after, let before = last[event.server],
        Double.random(in: 0..<1, using: &random) < rate
      else { continue }
      run.events[k].observation = before
      run.events[k].observation.moment = .before
    }
    return run
  }
}

extension EventKind {
  /// Whether a line of it may as well show its server before it.
  ///
  /// A start shows what was on disk.
  fileprivate var hasTwinBefore: Bool {
    switch self {
    case .start, .observed: false
    case .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated,
      .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed,
      .configurationInUse, .clientCalled, .clientReturned, .leaseHeld:
      true
    }
  }
}

/// Expects that the replay refutes nothing; with ALARMS set to a folder, the beginning that it refutes is written there.
func expectConforms(
  _ run: ReplayedRun, _ name: String, hasFacts: Bool = true, at location: SourceLocation = #_sourceLocation
) {
  guard let result = run.conformance() else { return }
  if hasFacts { #expect(result.facts > 0, "\(name)", sourceLocation: location) }
  guard let first = result.refutations.first else { return }
  if let folder = ProcessInfo.processInfo.environment["ALARMS"] {
    let file =
      "\(folder)/\(first.nearMisses[0].requirement)-\(name.filter { $0.isLetter || $0.isNumber }).ndjson"
    try? Data(run.refutedBeginning().written()).write(to: URL(filePath: file))
  }
  Issue.record(
    "\(name): \(run.symbols.describe(first.position)): \(first.shown), \(first.nearMisses)",
    sourceLocation: location)
}
