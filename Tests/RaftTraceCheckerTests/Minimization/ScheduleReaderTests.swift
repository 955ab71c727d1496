import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("A schedule read out of a simulated trace is the run that was simulated")
struct ScheduleReaderTests {
  @Test("Actions, what is shown of their outcome, and the beginning", arguments: Features.all)
  func features(_ features: Features) throws {
    var exact = 0
    for seed in UInt64(1)...4 {
      let run = ScheduledRun(features.model, seed: seed)
      let schedule = try run.schedule()
      if run.isExact(schedule) { exact += 1 }
      run.expectAlike(schedule, "\(features), seed \(seed)")
      #expect(!schedule.options.hasMore(than: features.model.rules.options), "\(features), seed \(seed)")
    }
    // A trace does not show the round of heartbeats; where reads need it, the wrong one of two messages may be taken.
    #expect(exact >= (features.model.rules.options.hasReads ? 1 : 4), "\(features)")
  }

  @Test("Runs of wrong Rafts, but where the wrong rule shows as another action")
  func mutations() throws {
    let exceptions = ["lose-tail-on-restart", "send-skips-entry", "compact-unapplied"]
    for mutation in MutationCatalogue.all where !exceptions.contains(mutation.name) {
      let run = ScheduledRun(mutation.model, seed: 1, isWild: true)
      run.expectAlike(try run.schedule(), mutation.name)
    }
  }

  @Test("Lines left out, doubled, moved, stripped or given to another server never end the reading")
  func oddInput() {
    var random = SeededRandom(seed: 17)
    var readable = 0
    for seed in UInt64(1)...200 {
      var run = ScheduledRun(Features.all[Int(seed) % Features.all.count].model, seed: seed, steps: 100)
      run.trace.spoil(&random)
      if seed % 3 == 0 { run.trace.dialects = [SourceDialect()] }
      if seed % 4 == 0 { run.trace.hideMessages(received: true, sent: seed % 8 == 0) }
      if (try? run.schedule()) != nil { readable += 1 }
    }
    #expect(readable > 150)
  }
}

/// A simulated run, its trace, and the comparison of a schedule with it.
struct ScheduledRun {
  var behavior: Behavior
  var trace = RecordedTrace(dialects: [BehaviorTrace.dialect])
  let symbols = TraceSymbols()

  init(_ model: RaftModel, seed: UInt64, steps: Int = 300, isWild: Bool = false) {
    var options = SimulationOptions()
    options.seed = seed
    options.stepMaximum = steps
    options.stopsAtViolation = false
    if isWild { (options.restart, options.partition, options.timeout) = (0.02, 0.02, 0.01) }
    var simulator = Simulator(model, options)
    var story = BehaviorTrace(of: model, symbols: symbols)
    story.begin(simulator.state)
    behavior = Behavior(initialState: simulator.state)
    while let step = simulator.next() {
      story.record(step)
      behavior.append(step.action, step.after)
    }
    trace.lines = story.events.map { RecordedTrace.Line($0) }
  }

  func schedule() throws -> Schedule { try ScheduleReader(trace, symbols: symbols).read() }

  /// That a transfer is given up leaves no line.
  private var steps: [(action: Action, after: ClusterState)] { behavior.steps.filter { !$0.action.isUnseen } }

  func isExact(_ schedule: Schedule) -> Bool {
    steps.map(\.action) == schedule.steps.map(\.action).filter { !$0.isUnseen }
  }

  func expectAlike(_ schedule: Schedule, _ name: String, at location: SourceLocation = #_sourceLocation) {
    let read = schedule.steps.filter { !$0.action.isUnseen }
    #expect(read.count == steps.count, "\(name)", sourceLocation: location)
    for (number, (step, read)) in zip(steps, read).enumerated() {
      guard step.action.isAlike(read.action) else {
        Issue.record("\(name), step \(number): \(read.action), not \(step.action)", sourceLocation: location)
        return
      }
      guard let i = step.action.server else { continue }
      let wrong = read.shown.map { $0.differences(from: step.after[i]) } ?? ["nothing shown"]
      #expect(wrong == [], "\(name), step \(number)", sourceLocation: location)
    }
    for i in behavior.initialState.allServers {
      let shown = ShownServer(schedule.initialState[i], known: [.currentTerm, .votedFor, .role, .log])
      #expect(shown.differences(from: behavior.initialState[i]) == [], "\(name)", sourceLocation: location)
    }
  }
}

extension ShownServer {
  func differences(from state: ServerState) -> [String] {
    var names: [String] = []
    if known.contains(.currentTerm), self.state.currentTerm != state.currentTerm { names.append("term") }
    if known.contains(.votedFor), self.state.votedFor != state.votedFor { names.append("vote") }
    if known.contains(.role), self.state.role != state.role { names.append("role") }
    if known.contains(.log), self.state.log != state.log { names.append("log") }
    if known.contains(.commitIndex), self.state.commitIndex != state.commitIndex { names.append("commit") }
    if known.contains(.lastApplied), self.state.lastApplied != state.lastApplied { names.append("applied") }
    return names
  }
}

extension Action {
  var isUnseen: Bool {
    if case .abortTransfer = self { true } else { false }
  }

  /// Equal but for the round of heartbeats, and so whether a copy of a message stays in flight.
  func isAlike(_ other: Action) -> Bool {
    switch (self, other) {
    case (.receive(let a, again: _), .receive(let b, again: _)), (.lose(let a), .lose(let b)):
      a.kind == b.kind && a.source == b.source && a.destination == b.destination && a.term == b.term
        && a.prevLog == b.prevLog && a.success == b.success && a.entries == b.entries
        && a.leaderCommit == b.leaderCommit && a.snapshot == b.snapshot
    default: self == other
    }
  }
}

extension ModelOptions {
  func hasMore(than other: ModelOptions) -> Bool {
    !Set(featureNames).isSubset(of: other.featureNames)
      || cutsMore(than: other)
  }

  private func cutsMore(than other: ModelOptions) -> Bool {
    entriesPerMessageMaximum < other.entriesPerMessageMaximum
  }
}

extension RecordedTrace {
  mutating func spoil(_ random: inout SeededRandom) {
    let all = lines
    lines = []
    let share = Int.random(in: 2...30, using: &random)
    for var line in all {
      switch Int.random(in: 0..<share * 3, using: &random) {
      case 0: continue
      case 1: lines.append(line)
      case 2: line.event.observation = Observation()
      case 3: lines.insert(line, at: Int.random(in: 0...lines.count, using: &random))
      case 4: line.event.observation.moment = .after
      case 5: line.event.server = all[Int.random(in: 0..<all.count, using: &random)].event.server
      default: break
      }
      lines.append(line)
    }
  }

  /// A trace of what servers do, and not of what they say.
  mutating func hideMessages(received: Bool, sent: Bool) {
    dialects[0].isOrdered = true
    dialects[0].showsMessages = false
    lines.removeAll {
      switch $0.event.kind.name {
      case .messageReceived: received
      case .messageSent, .messageDropped, .messageDuplicated: sent
      default: false
      }
    }
  }
}
