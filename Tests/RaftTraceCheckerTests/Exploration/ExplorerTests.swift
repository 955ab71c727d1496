import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// The explorer finds all states, the nearest first, and the same ones with any number of threads.
@Suite struct ExplorerTests {
  static func model(
    terms: Int = 2, logLength: Int = 0, messages: Int = 3, servers: Int = 3, rules: any RaftRules = Raft()
  ) -> RaftModel {
    var bounds = Bounds()
    bounds.termMaximum = terms
    bounds.logLengthMaximum = logLength
    bounds.messageMaximum = messages
    bounds.restartMaximum = 0
    return RaftModel(rules: rules, bounds: bounds, serverCount: servers)
  }

  /// A plain search over sets of bytes: the twin of the explorer.
  static func plainCount(_ model: RaftModel) -> (distinct: Int, generated: Int, depth: Int) {
    func bytes(_ state: ClusterState) -> [UInt8] {
      var bytes = StateBytes()
      var scratch = EncodingScratch()
      model.encode(state, into: &bytes, &scratch)
      return bytes.withBytes { Array($0) }
    }
    var seen: Set<[UInt8]> = [bytes(model.initialState)]
    var (frontier, generated, depth) = ([model.initialState], 0, 0)
    while true {
      var next: [ClusterState] = []
      for state in frontier {
        model.forEachSuccessor(of: state) { _, after in
          generated += 1
          if seen.insert(bytes(after)).inserted { next.append(after) }
        }
      }
      if next.isEmpty { return (seen.count, generated, depth) }
      (frontier, depth) = (next, depth + 1)
    }
  }

  @Test(arguments: [true, false])
  func findsAsManyStatesAsAPlainSearch(usesSymmetry: Bool) {
    var model = Self.model(terms: 1, logLength: 1, messages: 2)
    model.usesSymmetry = usesSymmetry
    let exploration = Explorer(model).run()
    let plain = Self.plainCount(model)
    #expect(exploration.distinctCount == plain.distinct)
    #expect(exploration.generatedCount == plain.generated)
    #expect(exploration.depth == plain.depth)
    #expect(exploration.isExhaustive)
    #expect(exploration.broken.isEmpty)
  }

  @Test func threadsChangeNothing() {
    let model = Self.model(terms: 2, messages: 3)
    var explorer = Explorer(model)
    let alone = explorer.run()
    explorer.workerCount = 3
    let together = explorer.run()
    #expect(alone.distinctCount == together.distinctCount)
    #expect(alone.generatedCount == together.generatedCount)
    #expect(alone.depth == together.depth)
    #expect(alone.properties.map(\.decidedCount) == together.properties.map(\.decidedCount))
    #expect(alone.sometimes.map(\.isMet) == together.sometimes.map(\.isMet))
  }

  /// A server that grants every request of its term, whomever it has voted for.
  struct VoteTwice: RaftRules {
    var options = ModelOptions()
    func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
      request.term == state[i].currentTerm && state[i].role == .follower
        && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
    }
  }

  @Test func findsTheShortestWayToABreak() throws {
    var explorer = Explorer(Self.model(terms: 1, messages: 4, rules: VoteTwice()))
    explorer.findsAllBreaks = true
    explorer.depthMaximum = 6
    let exploration = explorer.run()
    let lengths = Dictionary(
      uniqueKeysWithValues: exploration.broken.map { ($0.summary.name, $0.counterexample!.steps.count) })
    // Two time out, and the third grants both: four steps; both hear of it: six. As in the list of mutations.
    #expect(lengths["OneVotePerTerm"] == 4)
    #expect(lengths["ElectionSafety"] == 6)
  }

  @Test func aCounterexampleIsARunOfTheModel() throws {
    var explorer = Explorer(Self.model(terms: 1, messages: 4, rules: VoteTwice()))
    explorer.system.invariants = [ElectionSafety.self]
    let path = try #require(explorer.run().properties[0].counterexample)
    var state = path.initialState
    for step in path.steps { try explorer.system.take(step.action, in: &state) }
    #expect(state.allServers.count { state[$0].role == .leader } == 2)
  }

  @Test func theTrueRulesKeepEveryProperty() {
    let exploration = Explorer(Self.model(terms: 1, logLength: 1, messages: 3)).run()
    #expect(exploration.broken.isEmpty)
    #expect(exploration.isExhaustive)
    #expect(exploration.sometimes.first { $0.condition == "a leader is elected" }?.isMet == true)
  }

  @Test func aBoundThatCutsIsTold() {
    var explorer = Explorer(Self.model())
    explorer.depthMaximum = 2
    #expect(!explorer.run().isExhaustive)
    explorer.depthMaximum = nil
    explorer.distinctMaximum = 10
    #expect(!explorer.run().isExhaustive)
  }
}
