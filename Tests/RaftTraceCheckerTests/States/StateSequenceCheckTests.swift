import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("States of correct specifications raise no alarm")
struct StateSequenceCheckTests {
  /// As many as the variable SEEDS says.
  private static let seeds =
    1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 20)

  private func check(_ states: [SpecState]) throws -> [String] {
    let symbols = TraceSymbols()
    _ = symbols.file("states")
    var interpreter = StateInterpreter(symbols: symbols)
    var checker = TraceChecker(symbols: symbols)
    var events: [TraceEvent] = []
    for state in states { try interpreter.append(state, to: &events) }
    for event in events { checker.consider(event, dialect: interpreter.dialect) }
    let report = checker.finish()
    let refutations = report.conformance?.refutations ?? []
    return report.violations.map { violation in
      "\(violation.property) at \(violation.witnesses.map { symbols.describe($0.position) })"
    }
      + refutations.map { refutation in
        "\(symbols.describe(refutation.position)) \(refutation.shown): \(refutation.nearMisses.map { $0.requirement })"
      }
  }

  @Test("Random behaviors of our model conform")
  func model() throws {
    for seed in Self.seeds {
      var random = SeededRandom(seed: seed)
      let model = RaftModel.random(using: &random)
      var walk = WeightedWalk(model, seed: seed)
      var behavior = Behavior(initialState: model.initialState)
      for _ in 0..<200 {
        guard let step = walk.next() else { break }
        behavior.append(step.action, step.after)
      }
      let states = ModelStates(serverCount: model.initialState.serverCount).states(behavior)
      let alarms = try check(states)
      #expect(alarms == [], "seed \(seed)")
    }
  }

  @Test("Random behaviors of raft.tla conform", arguments: [false, true])
  func raftTLA(namesActions: Bool) throws {
    for seed in Self.seeds {
      var walk = RaftTLAWalk(serverCount: seed % 3 == 0 ? 2 : 3, seed: seed, namesActions: namesActions)
      let alarms = try check(walk.states(steps: 400))
      #expect(alarms == [], "seed \(seed)")
    }
  }

  @Test("Voters that forget whom they voted for do not conform")
  func votesTwice() throws {
    var found = 0
    for seed in 1...10 as ClosedRange<UInt64> {
      var walk = RaftTLAWalk(serverCount: 3, seed: seed, namesActions: false, keepsVotes: false)
      let alarms = try check(walk.states(steps: 400))
      if alarms.contains(where: { $0.hasPrefix("oneVotePerTerm") }) { found += 1 }
    }
    // Not every run has two candidates of one term that ask the same voter.
    #expect(found >= 5)
  }
}
