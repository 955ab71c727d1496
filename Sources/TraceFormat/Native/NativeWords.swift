/// The words of the native format for the values of closed sets.
extension Role {
  var word: String {
    switch self {
    case .follower: "follower"
    case .preCandidate: "preCandidate"
    case .candidate: "candidate"
    case .leader: "leader"
    case .learner: "learner"
    }
  }
}

extension ClientOperation.Action {
  var word: String {
    switch self {
    case .read: "read"
    case .write: "write"
    case .compareAndSwap: "compareAndSwap"
    }
  }
}

extension ClientOperation.Outcome {
  var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .indefinite: "indefinite"
    }
  }
}
