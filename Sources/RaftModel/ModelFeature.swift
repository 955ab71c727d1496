/// A part of Raft that a model has or has not, by the name that it has on the command line.
public enum ModelFeature: String, CaseIterable, Sendable {
  case preVote = "pre-vote"
  case checkQuorum = "check-quorum"
  case transfer
  case snapshots
  case reads
  case learners
  case oneServer = "one-server"
  case joint
  case noOperation = "no-op"
  case pipelining
  case separateApply = "separate-apply"
}

extension ModelOptions {
  /// Election, replication, commit and apply with these parts besides.
  public init(_ features: some Sequence<ModelFeature>) {
    self.init()
    for feature in features { enable(feature) }
  }

  public mutating func enable(_ feature: ModelFeature) {
    switch feature {
    case .preVote: hasPreVote = true
    case .checkQuorum: hasCheckQuorum = true
    case .transfer: hasLeadershipTransfer = true
    case .snapshots: hasSnapshots = true
    case .reads: hasReads = true
    case .learners: hasLearners = true
    case .oneServer: membershipChange = .oneServer
    case .joint: membershipChange = .joint
    case .noOperation: appendsNoOperation = true
    case .pipelining: pipelinesEntries = true
    case .separateApply: appliesSeparately = true
    }
  }

  /// The names of the parts that are there.
  public var featureNames: [String] {
    ModelFeature.allCases.filter { feature in
      var options = self
      options.enable(feature)
      return options == self
    }.map(\.rawValue)
  }
}
