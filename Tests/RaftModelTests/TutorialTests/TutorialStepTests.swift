import RaftModel
import RaftTraceTestSupport
import Testing

@Suite("The tutorial's steps are FizzBee's")
struct TutorialStepTests {
  private static func model(_ specification: TutorialSpecification, concurrent: Int = 1) -> TutorialModel {
    var bounds = TutorialBounds(of: specification)
    bounds.concurrentMaximum = concurrent
    bounds.crashes = false
    return TutorialModel(specification, bounds: bounds)
  }

  /// The states along the steps of these numbers among those that are possible.
  private static func states(of model: TutorialModel, _ choices: [Int]) -> [TutorialState] {
    var states = [model.initialState]
    for choice in choices {
      var successors: [TutorialState] = []
      model.forEachSuccessor(of: states[states.count - 1]) { successors.append($1) }
      states.append(successors[choice])
    }
    return states
  }

  @Test("An election of LeaderElection: five steps, the vote and its answer apart")
  func election() {
    let states = Self.states(of: Self.model(.election), [0, 0, 0, 0, 0, 0])
    let modes = states.map { $0.servers[0].mode }
    #expect(modes == [.follower] + Array(repeating: .candidate, count: 5) + [.leader])
    #expect(states.map { $0.servers[1].votedFor } == [nil, nil, nil, 0, 0, 0, 0])
    #expect(states[6].servers[2].currentTerm == 0, "the second vote was enough, so nobody asked for a third")
    #expect(states[6].runningCount == 0)
  }

  @Test("RaftFull chooses the order of its calls, and its vote is one step with the call")
  func parallelLoop() {
    let model = Self.model(.replication)
    var steps: [String] = []
    model.forEachSuccessor(of: Self.states(of: model, [0, 0])[2]) { step, _ in steps.append("\(step)") }
    #expect(
      steps == [
        "thread-0 (Node#0.ElectionTimeout), iteration Node#0, Node#1",
        "thread-0 (Node#0.ElectionTimeout), iteration Node#0, Node#2",
        "thread-0 (Node#0.ElectionTimeout), iteration Node#1",
        "thread-0 (Node#0.ElectionTimeout), iteration Node#2",
      ])
  }

  @Test("A leader begins no election, a follower sends no heartbeat, and the bounds bound")
  func requirements() {
    let model = Self.model(.election)
    let elected = Self.states(of: model, [0, 0, 0, 0, 0, 0])[6]
    var steps: [String] = []
    model.forEachSuccessor(of: elected) { step, _ in steps.append("\(step)") }
    #expect(steps == ["Node#0.SendHeartbeat", "Node#1.ElectionTimeout", "Node#2.ElectionTimeout"])
  }

  @Test("A crash ends all threads, keeps term and vote, and spares a server that waits for an answer")
  func crashes() {
    let model = TutorialModel(.election)
    let asking = Self.states(of: Self.model(.election), [0, 0, 0])[3]
    var crashes: [TutorialStep: TutorialState] = [:]
    model.forEachSuccessor(of: asking) { step, after in
      if case .crash = step { crashes[step] = after }
    }
    #expect(Set(crashes.keys) == [.crash(server: 1), .crash(server: 2)])
    #expect(crashes[.crash(server: 1)]?.runningCount == 0)
    #expect(crashes[.crash(server: 1)]?.servers[1].votedFor == 0)
    #expect(crashes[.crash(server: 1)]?.servers[1].currentTerm == 1)
  }

  @Test(
    "What is written of a state is what is read, and it can do the same",
    arguments: TutorialSpecification.allCases)
  func encoding(_ specification: TutorialSpecification) {
    let model = TutorialModel(specification)
    var state = model.initialState
    var random = SeededRandom(seed: 7)
    for _ in 0..<400 {
      var successors: [(String, UInt64, TutorialState)] = []
      model.forEachSuccessor(of: state) { successors.append(("\($0)", fingerprint($1, model), $1)) }
      guard !successors.isEmpty else {
        state = model.initialState
        continue
      }
      var decoded: [(String, UInt64)] = []
      model.forEachSuccessor(of: copy(of: state, model)) { decoded.append(("\($0)", fingerprint($1, model))) }
      #expect(decoded.map(\.0) == successors.map(\.0))
      #expect(decoded.map(\.1) == successors.map(\.1))
      state = successors[Int(random.next() % UInt64(successors.count))].2
    }
  }

  private func fingerprint(_ state: TutorialState, _ model: TutorialModel) -> UInt64 {
    var bytes = StateBytes()
    var scratch = EncodingScratch()
    model.encode(state, into: &bytes, &scratch)
    return bytes.fingerprint
  }

  private func copy(of state: TutorialState, _ model: TutorialModel) -> TutorialState {
    var bytes = StateBytes()
    var scratch = EncodingScratch()
    model.encode(state, into: &bytes, &scratch)
    return bytes.withBytes {
      var reader = StateReader($0)
      return model.decode(&reader)
    }
  }
}
