import Dispatch
public import RaftModel

/// Visits every state of a model within its bounds, nearest first, and judges every step.
///
/// Breadth first, so the first step that breaks a property is as near to the initial state as any. The outcome is the same
/// in every run and for every number of threads.
public struct Explorer<System: TransitionSystem>: Sendable {
  public var system: System
  /// How many threads expand states.
  public var workerCount = 1
  /// The most steps from the initial state; nil for no bound.
  public var depthMaximum: Int?
  /// The most distinct states; the exploration ends with the batch that reaches it.
  public var distinctMaximum: Int?
  /// Whether to go on until every property is broken or every state is found.
  public var findsAllBreaks = false
  /// How many states are expanded before `progress` and the most distinct states are looked at again.
  var batchSize = 8192

  public init(_ system: System) { self.system = system }

  /// Explores.
  ///
  /// Rules that treat servers differently, by name or by what they keep in `extra`, cannot be explored with states that
  /// differ only in names taken for one; where that shows, all is explored again without. Where it does not show, what is
  /// found is a run of the model, but it need not be the shortest: set `RaftModel.usesSymmetry` to false for such rules.
  ///
  /// - Parameter progress: called now and then; returns whether to go on.
  public func run(progress: (ExplorationProgress) -> Bool = { _ in true }) -> Exploration<System> {
    if let result = runIfRepeatable(progress: progress) { return result }
    if let plain = system.withoutSymmetry {
      var explorer = self
      explorer.system = plain
      if let result = explorer.runIfRepeatable(progress: progress) { return result }
    }
    fatalError("a step found once is not found again: the model is not deterministic")
  }

  /// Explores; nil where a counterexample was found that cannot be found again.
  func runIfRepeatable(progress: (ExplorationProgress) -> Bool = { _ in true }) -> Exploration<System>? {
    var run = ExplorationRun(self)
    run.explore(progress)
    return run.result()
  }
}

/// The state of an exploration.
private struct ExplorationRun<System: TransitionSystem> {
  private static var chunkSize: Int { 256 }

  private let explorer: Explorer<System>
  private let visited = VisitedStates()
  /// For each state which one led to it, and by which of its steps.
  private var parents: [UInt32] = [0]
  private var ordinals: [UInt16] = [0]
  private var generatedCount = 0
  private var depth = 0
  private var isExhaustive = true
  private var decidedCounts: [Int]
  private var breaks: [ChunkExpansion.Break?]
  private var unbroken: [Int]
  private var conditionsToMeet: UInt64

  private var system: System { explorer.system }

  init(_ explorer: Explorer<System>) {
    self.explorer = explorer
    let properties = explorer.system.properties
    decidedCounts = Array(repeating: 0, count: properties.count)
    breaks = Array(repeating: nil, count: properties.count)
    unbroken = Array(properties.indices)
    conditionsToMeet = (1 << UInt64(explorer.system.sometimes.count)) - 1
  }

  private var isFinished: Bool {
    !unbroken.isEmpty && unbroken.count < breaks.count && !explorer.findsAllBreaks
      || unbroken.isEmpty && !breaks.isEmpty
  }

  mutating func explore(_ progress: (ExplorationProgress) -> Bool) {
    var frontier = Frontier(firstNumber: 0)
    var room = StateBytes()
    var scratch = EncodingScratch()
    system.encode(system.initialState, into: &room, &scratch)
    _ = visited.insert(room.fingerprint)
    room.withBytes { frontier.append($0) }

    while frontier.count > 0 {
      if let depthMaximum = explorer.depthMaximum, depth >= depthMaximum {
        isExhaustive = false
        return
      }
      var next = Frontier(firstNumber: parents.count)
      for begin in stride(from: 0, to: frontier.count, by: explorer.batchSize) {
        let end = min(begin + explorer.batchSize, frontier.count)
        expand(begin..<end, of: frontier, into: &next)
        let goesOn = progress(
          ExplorationProgress(
            generatedCount: generatedCount, distinctCount: parents.count,
            queueCount: frontier.count - end + next.count, depth: depth + 1))
        let isFull = explorer.distinctMaximum.map { parents.count >= $0 } ?? false
        if isFinished || isFull || !goesOn {
          isExhaustive = false
          if next.count > 0 { depth += 1 }
          return
        }
      }
      if next.count > 0 { depth += 1 }
      frontier = next
    }
  }

  private mutating func expand(_ states: Range<Int>, of frontier: Frontier, into next: inout Frontier) {
    let chunks = stride(from: states.lowerBound, to: states.upperBound, by: Self.chunkSize).map {
      $0..<min($0 + Self.chunkSize, states.upperBound)
    }
    for expansion in expand(chunks, of: frontier) { take(expansion, into: &next) }
    unbroken.removeAll { breaks[$0] != nil }
  }

  /// Expands chunks, on several threads where there are.
  private func expand(_ chunks: [Range<Int>], of frontier: Frontier) -> [ChunkExpansion] {
    let (system, unbroken, conditions) = (system, unbroken, conditionsToMeet)
    nonisolated(unsafe) let visited = visited
    guard explorer.workerCount > 1, chunks.count > 1 else {
      return chunks.map {
        ChunkExpansion(
          of: $0, frontier, in: system, unbroken: unbroken, visited: visited, conditionsToMeet: conditions)
      }
    }
    return [ChunkExpansion](unsafeUninitializedCapacity: chunks.count) { buffer, count in
      nonisolated(unsafe) let results = buffer.baseAddress!
      let workers = min(explorer.workerCount, chunks.count)
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for i in stride(from: worker, to: chunks.count, by: workers) {
          (results + i).initialize(
            to: ChunkExpansion(
              of: chunks[i], frontier, in: system, unbroken: unbroken, visited: visited,
              conditionsToMeet: conditions))
        }
      }
      count = chunks.count
    }
  }

  private mutating func take(_ expansion: ChunkExpansion, into next: inout Frontier) {
    generatedCount += expansion.generatedCount
    for (k, property) in unbroken.enumerated() { decidedCounts[property] += expansion.decidedCounts[k] }
    for found in expansion.breaks where breaks[found.property] == nil { breaks[found.property] = found }
    conditionsToMeet &= ~expansion.metConditions
    expansion.forEachDiscovery { discovery, bytes in
      guard visited.insert(discovery.fingerprint) else { return }
      parents.append(discovery.parent)
      ordinals.append(discovery.ordinal)
      next.append(bytes)
    }
  }

  // MARK: Result

  /// What was found; nil where the way to a break cannot be found again.
  func result() -> Exploration<System>? {
    let properties = system.properties
    let counterexamples = breaks.map { $0.flatMap { path(to: $0) } }
    guard zip(breaks, counterexamples).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return nil }
    return Exploration(
      distinctCount: parents.count, generatedCount: generatedCount, depth: depth, isExhaustive: isExhaustive,
      properties: properties.indices.map { i in
        Exploration.Property(
          summary: properties[i], decidedCount: decidedCounts[i], counterexample: counterexamples[i])
      },
      sometimes: system.sometimes.enumerated().map { ($1, conditionsToMeet & (1 << UInt64($0)) == 0) })
  }

  /// The run that leads to a step that breaks a property.
  ///
  /// The states on the way are known by their fingerprints only; the run is found again from the initial state.
  ///
  /// - Returns: nil where it is not found again.
  private func path(to found: ChunkExpansion.Break) -> Path<System>? {
    var ordinals: [UInt16] = []
    var number = Int(found.parent)
    while number != 0 {
      ordinals.append(self.ordinals[number])
      number = Int(parents[number])
    }
    var path = Path<System>(initialState: system.initialState, steps: [])
    guard let fingerprints = fingerprints(along: ordinals.reversed()) else { return nil }
    for fingerprint in fingerprints {
      guard append(to: &path, where: { self.fingerprint(of: $1) == fingerprint }) else { return nil }
    }
    let before = path.lastState
    let isFound = append(to: &path) { action, next in
      var isBroken = false
      system.judge([found.property], before: before, action, after: next) { _, judgement in
        if case .violated = judgement { isBroken = true }
      }
      return isBroken
    }
    return isFound ? path : nil
  }

  /// The fingerprints of the states that the steps of these numbers lead to, each from the canonical form of the last.
  private func fingerprints(along ordinals: [UInt16]) -> [UInt64]? {
    var state = canonical(system.initialState)
    var fingerprints: [UInt64] = []
    for ordinal in ordinals {
      var (number, found): (UInt16, System.State?) = (0, nil)
      system.forEachSuccessor(of: state) { _, next in
        if number == ordinal { found = next }
        number += 1
      }
      guard let found else { return nil }
      fingerprints.append(fingerprint(of: found))
      state = canonical(found)
    }
    return fingerprints
  }

  /// Appends the first step that is wanted; returns whether there is one.
  private func append(
    to path: inout Path<System>, where isWanted: (System.Action, System.State) -> Bool
  ) -> Bool {
    var step: (System.Action, System.State)?
    system.forEachSuccessor(of: path.lastState) { action, next in
      if step == nil, isWanted(action, next) { step = (action, next) }
    }
    guard let step else { return false }
    path.steps.append((step.0, step.1))
    return true
  }

  private func fingerprint(of state: System.State) -> UInt64 {
    var room = StateBytes()
    var scratch = EncodingScratch()
    system.encode(state, into: &room, &scratch)
    return room.fingerprint
  }

  private func canonical(_ state: System.State) -> System.State {
    var room = StateBytes()
    var scratch = EncodingScratch()
    system.encode(state, into: &room, &scratch)
    return room.withBytes {
      var reader = StateReader($0)
      return system.decode(&reader)
    }
  }
}
