import Foundation
import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

/// Law 1 on complete states: Raft itself is never accused, whatever happens.
@Suite("The unmutated model keeps every invariant")
struct UnmutatedModelTests {
  /// `WALKS=100000 swift test --filter UnmutatedModelTests` looks longer; `WALK_SEED` begins elsewhere.
  private let walkCount = number("WALKS") ?? 60
  private let firstSeed = UInt64(number("WALK_SEED") ?? 1)
  private let stepCount = 400

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }

  @Test("On random walks no invariant is broken, and each is held somewhere")
  func randomWalks() {
    let invariants = InvariantCatalogue.all
    var heldCounts = Array(repeating: 0, count: invariants.count)
    for seed in firstSeed..<firstSeed + UInt64(walkCount) {
      if let broken = walk(seed, invariants, &heldCounts) {
        Issue.record("\(broken)")
        return
      }
    }
    for k in invariants.indices {
      #expect(heldCounts[k] > 0, "\(invariants[k].name) was never put to the test")
    }
    if Self.number("WALKS") != nil {
      for k in invariants.indices { print(invariants[k].name, heldCounts[k]) }
    }
  }

  /// What was broken first, for a person; nil for nothing.
  private func walk(
    _ seed: UInt64, _ invariants: [any Invariant.Type], _ heldCounts: inout [Int]
  ) -> String? {
    var random = SeededRandom(seed: seed)
    let model = RaftModel.random(using: &random)
    var walk = WeightedWalk(model, seed: random.next())
    var trail: [Action] = []
    for _ in 0..<stepCount {
      guard let step = walk.next() else { return nil }
      trail.append(step.action)
      let context = StepContext(
        before: step.before, step.action, after: step.after, options: model.rules.options)
      for k in invariants.indices {
        let judgement = invariants[k].judge(before: step.before, step.action, after: step.after, context)
        let isConcerned = !invariants[k].concerns.isDisjoint(with: context.aspects)
        if judgement == .held, isConcerned { heldCounts[k] += 1 }
        if case .violated(let reason) = judgement {
          return
            "seed \(seed), step \(trail.count): \(invariants[k].name): \(reason)\n\(model.rules.options)\n"
            + trail.suffix(12).map { "  \($0.summary)\n" }.joined()
        }
      }
    }
    return nil
  }
}

extension Action {
  /// One line for a person who looks for a mistake.
  fileprivate var summary: String {
    guard case .receive(let packet, let again) = self else { return "\(self)" }
    return """
      receive\(again ? " again" : "") \(packet.kind) \(packet.source.modelName) → \(packet.destination.modelName) \
      term \(packet.term) flag \(packet.flag) index \(packet.matchIndex) entries \(packet.entries.count)
      """
  }
}
