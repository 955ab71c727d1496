/// A specification with a number for each place at which a thread can stand.
///
/// FizzBee's program counter is a path into the parsed specification; here it is an index into `places`.
struct TutorialProgram: Sendable {
  /// Whether a thread may be interrupted behind a statement.
  enum Flow: Sendable {
    case atomic
    case serial
    /// Only of a loop: any of the iterations left may be the next.
    case parallel
  }

  /// What stands at a place, and where a thread goes from there.
  enum Place: Sendable {
    /// No place: a thread or a call that has ended.
    case none
    case run(TutorialOperation, Exit)
    case require(TutorialCondition, Exit)
    /// `taken` is the first place of the block, `otherwise` that of the else, or none.
    case when(TutorialCondition, taken: UInt8, otherwise: UInt8, Exit)
    case atomic(first: UInt8)
    /// `header` is the place at which the next iteration is chosen.
    case loop(TutorialLoop.Range, header: UInt8)
    case loopHeader(Flow, TutorialLoop.Range, entry: UInt8, Exit)
    /// An iteration is chosen and its block not yet entered; `first` is the first place of the block.
    case loopEntry(first: UInt8)
    case call(TutorialFunction, keepsAnswer: Bool, Exit)
    case answer(Bool)
    case leaveLoop(Exit)
    case continueLoop(to: UInt8)
    /// The end of an inner block.
    case endOfBlock(Exit)
    case endOfAction
  }

  /// The place behind a statement, and whether a step can end there.
  struct Exit: Sendable {
    var place: UInt8
    var flow: Flow
  }

  private(set) var places: [Place] = [.none]
  /// The actions of the specification, in its order, and their first places.
  private(set) var actions: [(action: TutorialAction, first: UInt8)] = []
  private var firstOfFunction: [UInt8] = Array(repeating: 0, count: TutorialFunction.allCases.count)

  init(_ specification: TutorialSpecification) {
    for (action, statements) in specification.actions {
      let end = add(.endOfAction)
      actions.append((action, add(statements, Context(flow: .serial), end: end)))
    }
    for (function, isAtomic, statements) in specification.functions {
      firstOfFunction[Int(function.rawValue)] = add(
        statements, Context(flow: isAtomic ? .atomic : .serial), end: 0)
    }
  }

  /// The first place of a function's body.
  func first(of function: TutorialFunction) -> UInt8 { firstOfFunction[Int(function.rawValue)] }

  /// Whether a place is the end of a block, where nothing is left to do but to leave it.
  func isEnd(_ place: UInt8) -> Bool {
    switch places[Int(place)] {
    case .endOfBlock, .endOfAction: true
    case .none, .run, .require, .when, .atomic, .loop, .loopHeader, .loopEntry, .call, .answer, .leaveLoop,
      .continueLoop:
      false
    }
  }
}

/// How statements become places.
extension TutorialProgram {
  /// What a statement has around it.
  private struct Context {
    var flow: Flow
    /// Behind the innermost loop.
    var behindLoop: Exit?
    /// The end of that loop's block.
    var endOfLoopBlock: UInt8 = 0
  }

  private mutating func add(_ place: Place) -> UInt8 {
    places.append(place)
    return UInt8(places.count - 1)
  }

  /// Adds a block's statements from its end backwards, since each has to know the one behind it.
  ///
  /// - Returns: the first place of the block.
  private mutating func add(_ statements: [TutorialStatement], _ context: Context, end: UInt8) -> UInt8 {
    statements.reversed().reduce(end) { following, statement in
      add(statement, context, Exit(place: following, flow: context.flow))
    }
  }

  private mutating func add(_ statement: TutorialStatement, _ context: Context, _ exit: Exit) -> UInt8 {
    switch statement {
    case .run(let operation): return add(.run(operation, exit))
    case .require(let condition): return add(.require(condition, exit))
    case .when(let condition, let statements, let others):
      let taken = add(statements, context, end: add(.endOfBlock(exit)))
      let otherwise = others.isEmpty ? 0 : add(others, context, end: add(.endOfBlock(exit)))
      return add(.when(condition, taken: taken, otherwise: otherwise, exit))
    case .atomic(let statements):
      var inner = context
      inner.flow = .atomic
      return add(.atomic(first: add(statements, inner, end: add(.endOfBlock(exit)))))
    case .loop(let loop, let statements): return add(loop, statements, context, exit)
    case .call(let function, let keepsAnswer): return add(.call(function, keepsAnswer: keepsAnswer, exit))
    case .answer(let value): return add(.answer(value))
    case .leaveLoop:
      guard let behindLoop = context.behindLoop else { preconditionFailure("no loop to leave") }
      return add(.leaveLoop(behindLoop))
    case .continueLoop: return add(.continueLoop(to: context.endOfLoopBlock))
    }
  }

  private mutating func add(
    _ loop: TutorialLoop, _ statements: [TutorialStatement], _ context: Context, _ exit: Exit
  ) -> UInt8 {
    let flow = loop.isParallel ? .parallel : context.flow
    let header = add(.none)
    let end = add(.endOfBlock(Exit(place: header, flow: flow)))
    let inner = Context(
      flow: loop.isAtomic ? .atomic : context.flow, behindLoop: exit, endOfLoopBlock: end)
    let entry = add(.loopEntry(first: add(statements, inner, end: end)))
    places[Int(header)] = .loopHeader(flow, loop.range, entry: entry, exit)
    return add(.loop(loop.range, header: header))
  }
}
