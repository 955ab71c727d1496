public import RaftModel
import TraceFormat

/// A run of a model in which chance decides what happens next, the same for the same seed.
public struct WeightedWalk {
  public let model: RaftModel
  public private(set) var state: ClusterState
  private var random: SeededRandom

  public init(_ model: RaftModel, seed: UInt64) {
    self.model = model
    state = model.initialState
    random = SeededRandom(seed: seed)
  }

  /// Takes one step; nil where nothing can happen any more.
  public mutating func next() -> Step? {
    var candidates: [(action: Action, weight: Int)] = []
    model.forEachCandidate(in: state) { candidates.append(($0, Self.weight(of: $0))) }
    var total = candidates.reduce(0) { $0 + $1.weight }
    while total > 0 {
      var chosen = Int.random(in: 0..<total, using: &random)
      guard
        let k = candidates.firstIndex(where: {
          chosen -= $0.weight; return chosen < 0
        })
      else { return nil }
      let action = candidates[k].action
      let before = state
      if (try? model.take(action, in: &state)) != nil {
        return Step(before: before, action: action, after: state)
      }
      total -= candidates[k].weight
      candidates[k].weight = 0
    }
    return nil
  }

  /// How likely an action is, against others: a cluster that does nothing but hold elections shows little.
  private static func weight(of action: Action) -> Int {
    switch action {
    case .receive(_, again: false): 30
    case .receive(_, again: true): 4
    case .sendAppendEntries: 20
    case .sendHeartbeat: 6
    case .apply, .leaveJointMembership, .sendInstallSnapshot: 20
    case .clientAppend, .requestRead: 12
    case .takeSnapshot, .transferLeadership, .abortTransfer: 4
    case .electionTimeout: 3
    case .changeMembership: 2
    case .restart, .stepDown, .lose: 1
    }
  }
}

extension ModelOptions {
  /// Parts of Raft chosen by chance, each in about half of the cases.
  public static func random(using random: inout SeededRandom) -> ModelOptions {
    var options = ModelOptions()
    options.hasPreVote = random.isOnce(in: 2)
    options.hasCheckQuorum = random.isOnce(in: 2)
    options.hasLeadershipTransfer = random.isOnce(in: 2)
    options.hasSnapshots = random.isOnce(in: 2)
    options.hasReads = random.isOnce(in: 2)
    options.hasLearners = random.isOnce(in: 2)
    options.membershipChange = random.element(of: MembershipChange.allCases)
    options.appendsNoOperation = random.isOnce(in: 2)
    options.pipelinesEntries = random.isOnce(in: 2)
    options.appliesSeparately = random.isOnce(in: 2)
    options.entriesPerMessageMaximum = random.element(of: [1, 2, 4])
    return options
  }
}

extension RaftModel {
  /// Raft with parts chosen by chance, with one to five servers of which some may not be members yet.
  public static func random(using random: inout SeededRandom) -> RaftModel {
    let options = ModelOptions.random(using: &random)
    var bounds = Bounds()
    bounds.restartMaximum = 100
    bounds.losesMessages = true
    bounds.duplicatesMessages = true
    let serverCount = random.element(of: [3, 3, 3, 4, 5])
    let memberCount =
      options.membershipChange == .none ? serverCount : Int.random(in: 1...serverCount, using: &random)
    return RaftModel(
      rules: Raft(options: options), bounds: bounds, serverCount: serverCount, memberCount: memberCount)
  }
}
