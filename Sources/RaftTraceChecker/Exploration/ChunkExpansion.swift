import RaftModel

/// What the states of one chunk of a frontier lead to.
///
/// Chunks are expanded on several threads and taken in one after the other, in their order, so that the outcome does not
/// depend on the threads.
struct ChunkExpansion {
  /// A step that was not known to lead to a known state: the state's fingerprint, and where it came from.
  struct Discovery {
    var fingerprint: UInt64
    var parent: UInt32
    var ordinal: UInt16
    var end: Int
  }

  /// A step that breaks a property.
  struct Break {
    var property: Int
    var parent: UInt32
    var ordinal: UInt16
  }

  private(set) var discoveries: [Discovery] = []
  private var bytes: [UInt8] = []
  private(set) var generatedCount = 0
  /// How often each property was put to the test.
  private(set) var decidedCounts: [Int]
  /// The first break of each property that was still unbroken.
  private(set) var breaks: [Break] = []
  private(set) var metConditions: UInt64 = 0

  init<System: TransitionSystem>(
    of states: Range<Int>, _ frontier: Frontier, in system: System, unbroken: [Int], visited: VisitedStates,
    conditionsToMeet: UInt64
  ) {
    decidedCounts = Array(repeating: 0, count: unbroken.count)
    var room = StateBytes()
    var scratch = EncodingScratch()
    var state = system.initialState
    var successor = system.initialState
    for i in states {
      frontier.withState(i) { system.decode(&$0, into: &state) }
      let parent = UInt32(frontier.firstNumber + i)
      var ordinal: UInt16 = 0
      system.forEachSuccessor(of: state, using: &successor) { action, next in
        defer { ordinal += 1 }
        generatedCount += 1
        judge(system, unbroken, state, action, next, parent, ordinal)
        room.removeAll()
        system.encode(next, into: &room, &scratch)
        let fingerprint = room.fingerprint
        guard !visited.contains(fingerprint) else { return }
        room.withBytes { bytes.append(contentsOf: $0) }
        discoveries.append(
          Discovery(fingerprint: fingerprint, parent: parent, ordinal: ordinal, end: bytes.count))
        meet(conditionsToMeet & ~metConditions, system, next)
      }
    }
  }

  /// Notes which of these conditions a state meets.
  private mutating func meet<System: TransitionSystem>(
    _ conditions: UInt64, _ system: System, _ state: System.State
  ) {
    var conditions = conditions
    while conditions != 0 {
      let condition = conditions.trailingZeroBitCount
      if system.meets(condition, state) { metConditions |= 1 << UInt64(condition) }
      conditions &= conditions - 1
    }
  }

  private mutating func judge<System: TransitionSystem>(
    _ system: System, _ unbroken: [Int], _ before: System.State, _ action: System.Action,
    _ after: System.State,
    _ parent: UInt32, _ ordinal: UInt16
  ) {
    system.judge(unbroken, before: before, action, after: after) { k, judgement in
      switch judgement {
      case .notConcerned: break
      case .held: decidedCounts[k] += 1
      case .violated:
        decidedCounts[k] += 1
        if !breaks.contains(where: { $0.property == unbroken[k] }) {
          breaks.append(Break(property: unbroken[k], parent: parent, ordinal: ordinal))
        }
      }
    }
  }

  /// Calls `body` with every discovery and its state's bytes.
  func forEachDiscovery(_ body: (Discovery, UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { all in
      var begin = 0
      for discovery in discoveries {
        body(discovery, UnsafeBufferPointer(rebasing: all[begin..<discovery.end]))
        begin = discovery.end
      }
    }
  }
}
