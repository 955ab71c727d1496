import RaftTraceChecker
import TraceFormat

/// Raft §5.3: what a leader does to its log, and what it sends.
extension RequirementPair {
  static let leaders = [
    RequirementPair(.onlyLeaderAppends) {
      $0.start("n1") { $0.term = 1 }
      $0.append("n1", [$0.entry(1, 1)])
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
    },
    RequirementPair(.entryOfCurrentTerm) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 2)])
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
    },
    RequirementPair(.leaderKeepsLog) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.tell("n1", .logTruncated(from: LogIndex(1))) { $0.last = (0, 0) }
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.append("n1", [$0.entry(2, 1)])
    },
    RequirementPair(.senderIsLeader) {
      $0.start("n1") { $0.term = 1 }
      $0.send("n1", to: "n2", term: 1, .entries())
    } conforming: {
      $0.leadAlone("n1")
      $0.send("n1", to: "n2", term: 1, .entries())
    },
    RequirementPair(.messageOfCurrentTerm) {
      $0.leadAlone("n1")
      $0.send("n1", to: "n2", term: 2, .entries())
    } conforming: {
      $0.leadAlone("n1")
      $0.send("n1", to: "n2", term: 1, .entries())
    },
    RequirementPair(.entriesSentAreOwn) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.send("n1", to: "n2", term: 1, .entries([$0.entry(1, 2)]))
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.send("n1", to: "n2", term: 1, .entries([$0.entry(1, 1)]))
    },
    RequirementPair(.leaderCommitIsOwn) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.send("n1", to: "n2", term: 1, .entries(behind: 1, 1, commit: 1))
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 1)
      $0.send("n1", to: "n2", term: 1, .entries(behind: 1, 1, commit: 1))
    },
  ]
}

extension MessageBody {
  /// Entries from the first on.
  static func entries(_ entries: [LogEntry]) -> MessageBody { .entries(behind: 0, 0, entries) }
}
