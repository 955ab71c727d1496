/// A specification of FizzBee's Raft tutorial as a transition system.
///
/// `Documentation/Tutorial.md` says what FizzBee's steps are and how the numbers agree with the tool's.
public struct TutorialModel: Sendable {
  public let specification: TutorialSpecification
  public let bounds: TutorialBounds
  /// Whether states remember what was committed, as some properties need; the tutorial's own do not.
  public let keepsHistory: Bool
  /// The properties that steps are judged by.
  let judged: [TutorialProperty]
  let program: TutorialProgram

  /// - Precondition: the bounds fit.
  public init(
    _ specification: TutorialSpecification, bounds: TutorialBounds? = nil, keepsHistory: Bool = true
  ) {
    self.specification = specification
    self.bounds = bounds ?? TutorialBounds(of: specification)
    self.keepsHistory = keepsHistory
    judged = TutorialProperty.all(of: specification, keepsHistory: keepsHistory)
    program = TutorialProgram(specification)
    precondition(self.bounds.fit, "the bounds fit into a state")
  }

  /// Calls a function with every step that is possible and the state after it, always in the same order.
  public func forEachSuccessor(of state: TutorialState, _ body: (TutorialStep, TutorialState) -> Void) {
    for slot in 0..<TutorialState.threadMaximum where state.threads[slot].isRunning {
      let machine = TutorialMachine(program: program, state: state, slot: slot, keepsHistory: keepsHistory)
      finish(machine, isResumed: true) { body(.resume(state.name(of: slot), iterations: $0), $1.state) }
    }
    forEachBeginning(in: state) { action, server, machine in
      finish(machine) { body(.begin(action, server: server), $1.state) }
    }
    if bounds.crashes { forEachCrash(of: state, body) }
  }

  /// The state after a step, and what a trace would show of it.
  ///
  /// - Returns: nil if the step is not possible in the state.
  public func perform(_ step: TutorialStep, in state: TutorialState) -> (
    state: TutorialState, occurrences: [TutorialOccurrence]
  )? {
    var result: (state: TutorialState, occurrences: [TutorialOccurrence])?
    switch step {
    case .begin(let action, let server):
      forEachBeginning(in: state, records: true) { other, at, machine in
        if other == action, at == server { finish(machine) { result = ($1.state, $1.occurrences ?? []) } }
      }
    case .resume(let thread, let iterations):
      guard state.threads[thread.slot].isRunning else { return nil }
      let machine = TutorialMachine(
        program: program, state: state, slot: thread.slot, keepsHistory: keepsHistory, records: true)
      finish(machine, isResumed: true) { if $0 == iterations { result = ($1.state, $1.occurrences ?? []) } }
    case .end, .crash:
      forEachCrash(of: state) { if $0 == step { result = ($1, step.occurrences(from: state, to: $1)) } }
    }
    return result
  }

  /// Runs a thread to where it can be interrupted, along every choice of a parallel loop.
  private func finish(
    _ machine: TutorialMachine, _ chosen: TutorialIterations = TutorialIterations(), isResumed: Bool = false,
    _ body: (TutorialIterations, TutorialMachine) -> Void
  ) {
    var machine = machine
    switch machine.run() {
    case .isNotEnabled: return
    case .interrupted:
      // FizzBee drops what assigns nothing: an action that has only begun, an iteration. So a loop cannot end with the latter.
      guard machine.hasAssigned || isResumed else { return }
      machine.state.orderThreads()
      body(chosen, machine)
    case .choosesIteration:
      for item in 0..<TutorialState.serverCount where machine.thread.caller.range & 1 << UInt8(item) != 0 {
        var choice = machine
        choice.choose(item)
        finish(choice, chosen.appending(item), body)
      }
    }
  }

  private func forEachBeginning(
    in state: TutorialState, records: Bool = false, _ body: (TutorialAction, Int, TutorialMachine) -> Void
  ) {
    guard state.runningCount < bounds.concurrentMaximum else { return }
    for server in 0..<TutorialState.serverCount {
      for (action, first) in program.actions where mayBegin(action, at: server, in: state) {
        let begun = begin(action, first, at: server, in: state)
        body(
          action, server,
          TutorialMachine(
            program: program, state: begun, slot: Int(begun.current), keepsHistory: keepsHistory,
            records: records))
      }
    }
  }

  private func forEachCrash(of state: TutorialState, _ body: (TutorialStep, TutorialState) -> Void) {
    for slot in 0..<TutorialState.threadMaximum where state.threads[slot].isRunning {
      var after = state
      after.end(slot: slot)
      after.orderThreads()
      body(.end(state.name(of: slot)), after)
    }
    for server in 0..<TutorialState.serverCount where !state.isWaiting(server) {
      var after = state
      after.crash(server: server)
      after.current = 0
      body(.crash(server: server), after)
    }
  }
}

extension TutorialModel {
  func mayBegin(_ action: TutorialAction, at server: Int, in state: TutorialState) -> Bool {
    if let maximum = bounds.maximum(of: action), Int(state.begun[Int(action.rawValue)]) >= maximum {
      return false
    }
    guard action == .sendHeartbeat, let atOnce = bounds.heartbeatsAtOnce else { return true }
    return state.runningCount(of: action, at: server) < atOnce
  }

  /// The state with an action about to run its first statement.
  func begin(_ action: TutorialAction, _ first: UInt8, at server: Int, in state: TutorialState)
    -> TutorialState
  {
    var begun = state
    var thread = TutorialThread()
    thread.action = action
    thread.caller = TutorialThread.Frame(place: first, server: UInt8(server))
    begun.start(thread)
    if bounds.maximum(of: action) != nil { begun.begun[Int(action.rawValue)] += 1 }
    return begun
  }
}

extension TutorialState {
  func name(of slot: Int) -> TutorialThreadName {
    TutorialThreadName(
      slot: slot, action: threads[slot].action, server: Int(threads[slot].caller.server))
  }

  /// Whether a server waits for an answer of another one; FizzBee does not crash it then.
  func isWaiting(_ server: Int) -> Bool {
    for slot in 0..<Self.threadMaximum where threads[slot].isInCall {
      if Int(threads[slot].caller.server) == server { return true }
    }
    return false
  }
}

extension TutorialStep {
  /// What a trace shows of a crash; of a lost reply it shows nothing.
  fileprivate func occurrences(from before: TutorialState, to after: TutorialState) -> [TutorialOccurrence] {
    guard case .crash(let server) = self else { return [] }
    return [
      TutorialOccurrence(server: server, kind: .crashed, after: before.servers[server]),
      TutorialOccurrence(server: server, kind: .recovered, after: after.servers[server]),
    ]
  }
}
