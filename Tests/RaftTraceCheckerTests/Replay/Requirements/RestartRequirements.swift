import RaftTraceChecker
import TraceFormat

/// Raft Figure 2: what is on disk.
extension RequirementPair {
  static let restarts = [
    RequirementPair(.restartKeepsTerm) {
      $0.start("n1") { $0.term = 2 }
      $0.start("n1") { $0.term = 1 }
    } conforming: {
      $0.start("n1") { $0.term = 2 }
      $0.start("n1")
    },
    RequirementPair(.restartKeepsVote) {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.start("n1") { $0.vote = nil }
    } conforming: {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.start("n1")
    },
    RequirementPair(.restartKeepsLog) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.start("n1") { ($0.role, $0.last) = (.follower, (0, 0)) }
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.start("n1") { $0.role = .follower }
    },
  ]
}
