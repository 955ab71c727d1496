import RaftTraceChecker
import TraceFormat

/// Raft §5.3 and §5.4.2: what is committed, and what is applied.
extension RequirementPair {
  static let commits = leadersCommits + followersCommits + applications

  private static let leadersCommits = [
    RequirementPair(.commitDoesNotFall) {
      $0.start("n1") { ($0.term, $0.last, $0.commit) = (1, (1, 1), 1) }
      $0.tell("n1", .observed) { $0.commit = 0 }
    } conforming: {
      $0.start("n1") { ($0.term, $0.last, $0.commit) = (1, (1, 1), 1) }
      $0.tell("n1", .observed)
    },
    RequirementPair(.commitWithinLog) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 2)
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 1)
    },
    RequirementPair(.commitNeedsQuorum) {
      $0.leadOfThree("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 1)
    } conforming: {
      $0.leadOfThree("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.get("n1", from: "n3", term: 1, .acknowledgement(1))
      $0.commit("n1", 1)
    },
    RequirementPair(.commitNeedsCurrentTerm) {
      $0.leadAlone("n1") { ($0.term, $0.last) = (1, (1, 1)) }
      $0.commit("n1", 1)
    } conforming: {
      $0.leadAlone("n1") { ($0.term, $0.last) = (1, (1, 1)) }
      $0.append("n1", [$0.entry(2, 2)])
      $0.commit("n1", 2)
    },
  ]

  private static let followersCommits = [
    RequirementPair(.commitNeedsCause) {
      $0.start("n1") { ($0.term, $0.last) = (1, (1, 1)) }
      $0.commit("n1", 1)
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (1, (1, 1)) }
      $0.get("n1", from: "n2", term: 1, .entries(behind: 1, 1, commit: 1))
      $0.commit("n1", 1)
    },
    RequirementPair(.followerCommitBound) {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries(behind: 0, 0, [$0.entry(1, 1)], commit: 2))
      $0.commit("n1", 2)
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries(behind: 0, 0, [$0.entry(1, 1)], commit: 2))
      $0.commit("n1", 1)
    },
  ]

  private static let applications = [
    RequirementPair(.appliedWithinCommit) {
      $0.start("n1") { ($0.term, $0.last, $0.commit, $0.applied) = (1, (2, 1), 1, 1) }
      $0.apply("n1", 2)
    } conforming: {
      $0.start("n1") { ($0.term, $0.last, $0.commit, $0.applied) = (1, (2, 1), 2, 1) }
      $0.apply("n1", 2)
    },
    RequirementPair(.appliedInOrder) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1), $0.entry(2, 1)])
      $0.commit("n1", 2)
      $0.apply("n1", 2)
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1), $0.entry(2, 1)])
      $0.commit("n1", 2)
      $0.apply("n1", 1)
    },
  ]
}
