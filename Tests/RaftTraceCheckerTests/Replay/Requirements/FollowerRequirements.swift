import RaftTraceChecker
import TraceFormat

/// Raft §5.3: what a follower makes of its leader's requests.
extension RequirementPair {
  static let followers = [
    RequirementPair(.entriesWereSent) {
      $0.start("n1") { $0.term = 1 }
      $0.append("n1", [$0.entry(1, 1)])
    } conforming: {
      $0.start("n1") { $0.term = 1 }
      $0.get("n1", from: "n2", term: 1, .entries([$0.entry(1, 1)]))
      $0.append("n1", [$0.entry(1, 1)])
    },
    RequirementPair(.acceptNeedsPrevious) {
      $0.start("n1") { ($0.term, $0.last) = (2, (1, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries(behind: 1, 2, [$0.entry(2, 2)]))
      $0.append("n1", [$0.entry(2, 2)])
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (2, (1, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries(behind: 1, 1, [$0.entry(2, 2)]))
      $0.append("n1", [$0.entry(2, 2)])
    },
    RequirementPair(.entriesContiguous) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(2, 1)])
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
    },
    RequirementPair(.logAfterAccept) {
      $0.start("n1") { $0.term = 2 }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 1)]))
      $0.append("n1", [$0.entry(1, 2)])
    } conforming: {
      $0.start("n1") { $0.term = 2 }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 1)]))
      $0.append("n1", [$0.entry(1, 1)])
    },
    RequirementPair(.truncateOnlyOnConflict) {
      $0.start("n1") { ($0.term, $0.last) = (2, (1, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 1)]))
      $0.tell("n1", .logTruncated(from: LogIndex(1))) { $0.last = (0, 0) }
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (2, (1, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 2)]))
      $0.tell("n1", .logTruncated(from: LogIndex(1))) { $0.last = (0, 0) }
    },
    RequirementPair(.committedNotTruncated) {
      $0.start("n1") { ($0.term, $0.last, $0.commit) = (2, (1, 1), 1) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 2)]))
      $0.tell("n1", .logTruncated(from: LogIndex(1))) { $0.last = (0, 0) }
    } conforming: {
      $0.start("n1") { ($0.term, $0.last, $0.commit) = (2, (1, 1), 0) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 2)]))
      $0.tell("n1", .logTruncated(from: LogIndex(1))) { $0.last = (0, 0) }
    },
    RequirementPair(.acknowledgesOnlyVerified) {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 1)]))
      $0.send("n1", to: "n2", term: 2, .acknowledgement(2))
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .entries([$0.entry(1, 1)]))
      $0.send("n1", to: "n2", term: 2, .acknowledgement(1))
    },
  ]
}
