import Dispatch
public import RaftModel
import TraceFormat

/// A search for a run that breaks an invariant where breadth first would not get: deep, with many servers and features.
///
/// Many short random walks, each with its own mixture of what happens and with servers that lose sight of each other for
/// some steps, which is what most bugs of consensus need; most walks go on from where an earlier one met something
/// rare. The first broken run is reduced to the steps that matter. A hunt finds bugs and proves nothing: without a find it
/// says only how many steps were looked at. The same seed finds the same, with any number of threads.
public struct Hunt: Sendable {
  public var model: RaftModel
  public var seed: UInt64 = 1
  /// The most walks.
  public var walkMaximum = 20_000
  /// The most steps of one walk.
  public var stepMaximum = 80
  /// The most distinct states to visit in search of a shorter run than the one found; 0 for no search.
  public var shorteningStateMaximum = 200_000
  /// How many threads walk.
  public var workerCount = 1

  /// - Parameter model: its bounds are not heeded; what its room allows is.
  public init(_ model: RaftModel) { self.model = model }

  /// A run that breaks an invariant with its last step.
  public struct Find: Sendable {
    public var invariant: PropertySummary
    /// Why the last step breaks it.
    public var reason: String
    /// No step of it can be left out.
    public var behavior: Behavior
    /// How many steps the walk had that found it.
    public var originalStepCount: Int
  }

  public struct Result: Sendable {
    public var find: Find?
    public var walkCount: Int
    public var stepCount: Int
  }

  /// Hunts.
  ///
  /// - Parameter progress: called after every batch with the number of walks so far; returns whether to go on.
  public func run(progress: (Int) -> Bool = { _ in true }) -> Result {
    var (walks, steps) = (0, 0)
    var atlas = HuntAtlas()
    while walks < walkMaximum {
      let batch = min(max(walks, 16), Self.batchMaximum, walkMaximum - walks)
      let results = walk(from: walks, count: batch, atlas)
      for (k, result) in results.enumerated() {
        steps += result.stepCount
        guard let broken = result.brokenActions else { continue }
        return Result(find: reduce(broken), walkCount: walks + k + 1, stepCount: steps)
      }
      for result in results { atlas.record(result) }
      walks += batch
      if !progress(walks) { break }
    }
    return Result(find: nil, walkCount: walks, stepCount: steps)
  }

  /// The most walks after which what they met is put together; the first batches are smaller, as most bugs are near.
  private static let batchMaximum = 256

  private func walk(from first: Int, count: Int, _ atlas: HuntAtlas) -> [HuntWalk.Outcome] {
    [HuntWalk.Outcome](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let outcomes = buffer.baseAddress!
      DispatchQueue.concurrentPerform(iterations: workerCount) { worker in
        for k in stride(from: worker, to: count, by: workerCount) {
          var walk = HuntWalk(
            model, seed: seed &+ UInt64(first + k) &* 0x9e37_79b9_7f4a_7c15, atlas: atlas,
            continues: k % 4 > 0)
          (outcomes + k).initialize(to: walk.run(stepMaximum))
        }
      }
      initializedCount = count
    }
  }

  private func reduce(_ actions: [Action]) -> Find {
    let reduction = BehaviorReduction(model)
    guard let kept = reduction.reduce(actions), let broken = reduction.replay(kept) else {
      preconditionFailure("a broken run is not broken when it is repeated: the model is not deterministic")
    }
    let shorter = shorten(broken) ?? broken
    return Find(
      invariant: shorter.invariant, reason: shorter.reason, behavior: shorter.behavior,
      originalStepCount: actions.count)
  }

  /// A shorter run that breaks an invariant, found breadth first in bounds that hold the one known; nil for none.
  private func shorten(_ broken: BehaviorReduction.Broken) -> BehaviorReduction.Broken? {
    guard shorteningStateMaximum > 0, broken.actions.count > 1 else { return nil }
    var explorer = Explorer(model)
    explorer.system.bounds = Bounds(around: broken.behavior)
    explorer.depthMaximum = broken.actions.count - 1
    explorer.distinctMaximum = shorteningStateMaximum
    explorer.workerCount = workerCount
    guard let path = explorer.run().broken.first?.counterexample else { return nil }
    return BehaviorReduction(model).replay(path.steps.map(\.action))
  }
}

extension Bounds {
  /// The narrowest bounds that a run stays within.
  init(around behavior: Behavior) {
    self.init()
    (termMaximum, logLengthMaximum, messageMaximum, restartMaximum, readMaximum) = (0, 0, 0, 0, 0)
    for step in behavior.steps {
      let state = step.after
      messageMaximum = max(messageMaximum, state.network.count)
      restartMaximum = max(restartMaximum, Int(state.history.restartCount))
      readMaximum = max(readMaximum, Int(state.history.readCount))
      for i in state.allServers {
        termMaximum = max(termMaximum, Int(state[i].currentTerm.rawValue))
        logLengthMaximum = max(logLengthMaximum, Int(state[i].log.lastIndex.rawValue))
      }
      if case .receive(_, again: true) = step.action { duplicatesMessages = true }
      if case .sendHeartbeat = step.action { sendsHeartbeats = true }
    }
  }
}
