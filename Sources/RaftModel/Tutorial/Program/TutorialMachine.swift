/// Runs one thread of a tutorial's state from where it stands to where it can be interrupted.
///
/// FizzBee's rules: a step ends after a simple statement in serial context, at the end of an `atomic` block, when a function is
/// entered or left – but nowhere before something was assigned in this step.
struct TutorialMachine {
  /// How a step ends.
  enum Outcome {
    case interrupted
    /// A parallel loop goes on with any of `TutorialThread.caller.range`.
    case choosesIteration
    /// A `require` does not hold.
    case isNotEnabled
  }

  let program: TutorialProgram
  var state: TutorialState
  /// The slot of the thread that runs.
  let slot: Int
  /// Whether commits are written into the state's history.
  let keepsHistory: Bool
  /// Whether this step has assigned anything yet.
  private(set) var hasAssigned = false
  /// What a trace would show of this step; nil where nobody asks.
  var occurrences: [TutorialOccurrence]?

  init(program: TutorialProgram, state: TutorialState, slot: Int, keepsHistory: Bool, records: Bool = false) {
    self.program = program
    self.keepsHistory = keepsHistory
    self.state = state
    self.slot = slot
    if records { occurrences = [] }
  }

  var thread: TutorialThread {
    get { state.threads[slot] }
    set { state.threads[slot] = newValue }
  }

  /// The level of the stack that runs.
  private var frame: TutorialThread.Frame {
    get { state.threads[slot].isInCall ? state.threads[slot].callee : state.threads[slot].caller }
    set {
      if state.threads[slot].isInCall {
        state.threads[slot].callee = newValue
      } else {
        state.threads[slot].caller = newValue
      }
    }
  }

  /// Runs until the thread can be interrupted, has to choose, or cannot go on.
  mutating func run() -> Outcome {
    while true {
      let wasEnd = program.isEnd(frame.place)
      switch execute() {
      case .goesOn: continue
      case .ends: return .interrupted
      case .choosesIteration: return .choosesIteration
      case .isNotEnabled: return .isNotEnabled
      case .mayEnd:
        // Blocks that end with the statement are left in the same step, but not those behind them.
        if !wasEnd { leaveBlocks() }
        return .interrupted
      }
    }
  }

  /// Goes on with one iteration of the parallel loop that the thread is about to enter.
  mutating func choose(_ item: Int) {
    if state.threads[slot].looksOnEntry == SIMD4() {
      for server in 0..<TutorialState.serverCount {
        state.threads[slot].looksOnEntry[server] = state.servers[server].look
      }
    }
    state.threads[slot].caller.range &= ~(1 << UInt8(item))
    state.threads[slot].caller.item = UInt8(item) + 1
  }

  /// What one statement means for the step.
  private enum Progress {
    case goesOn
    case mayEnd
    case ends
    case choosesIteration
    case isNotEnabled
  }

  private mutating func execute() -> Progress {
    switch program.places[Int(frame.place)] {
    case .none: preconditionFailure("no thread runs in slot \(slot)")
    case .run(let operation, let exit):
      perform(operation)
      hasAssigned = true
      return leave(exit)
    case .require(let condition, let exit): return holds(condition) ? leave(exit) : .isNotEnabled
    case .when(let condition, let taken, let otherwise, let exit):
      if holds(condition) { return enter(taken) }
      return otherwise == 0 ? leave(exit) : enter(otherwise)
    case .atomic(let first): return enter(first)
    case .loop(let range, let header):
      frame.range = items(of: range)
      if range != .entries { state.threads[slot].looksOnEntry = SIMD4() }
      return enter(header)
    case .loopHeader(let flow, _, let entry, let exit): return iterate(flow, entry, exit)
    case .loopEntry(let first): return enter(first)
    case .call(let function, _, _): return call(function)
    case .answer(let value): return answer(value)
    case .leaveLoop(let exit):
      frame.range = 0
      return leave(exit)
    case .continueLoop(let end): return enter(end)
    case .endOfBlock(let exit): return leave(exit)
    case .endOfAction:
      state.end(slot: slot)
      return .ends
    }
  }

  private mutating func enter(_ place: UInt8) -> Progress {
    frame.place = place
    return .goesOn
  }

  private mutating func leave(_ exit: TutorialProgram.Exit) -> Progress {
    frame.place = exit.place
    return exit.flow != .atomic && hasAssigned ? .mayEnd : .goesOn
  }

  private mutating func leaveBlocks() {
    while state.threads[slot].isRunning, program.isEnd(frame.place) { _ = execute() }
  }

  private mutating func iterate(_ flow: TutorialProgram.Flow, _ entry: UInt8, _ exit: TutorialProgram.Exit)
    -> Progress
  {
    guard frame.range != 0 else {
      state.threads[slot].looksOnEntry = SIMD4()
      return leave(exit)
    }
    frame.place = entry
    if flow == .parallel { return .choosesIteration }
    let item = UInt8(frame.range.trailingZeroBitCount)
    frame.range &= frame.range - 1
    frame.item = item + 1
    return .goesOn
  }

  private func items(of range: TutorialLoop.Range) -> UInt8 {
    switch range {
    case .servers: 0b111
    case .otherServers: 0b111 & ~(1 << thread.caller.server)
    case .entries: UInt8(truncatingIfNeeded: 1 << UInt16(thread.entries.lastIndex) - 1)
    }
  }

  /// The function's body begins in the step of the call: there is no message in flight.
  private mutating func call(_ function: TutorialFunction) -> Progress {
    setArguments(of: function)
    state.threads[slot].callee = TutorialThread.Frame(
      place: program.first(of: function), server: thread.caller.item - 1)
    noteCall(of: function)
    return .goesOn
  }

  private mutating func answer(_ value: Bool) -> Progress {
    guard case .call(let function, let keepsAnswer, let exit) = program.places[Int(thread.caller.place)]
    else {
      preconditionFailure("only called functions answer")
    }
    noteAnswer(value, of: function)
    state.threads[slot].forgetCall()
    if keepsAnswer {
      state.threads[slot].answer = value ? 2 : 1
      hasAssigned = true
    }
    return leave(exit)
  }
}
