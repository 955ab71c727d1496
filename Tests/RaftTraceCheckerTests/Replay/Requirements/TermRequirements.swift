import RaftTraceChecker
import TraceFormat

/// Raft §5.1: terms.
extension RequirementPair {
  static let terms = [
    RequirementPair(.termDoesNotFall) {
      $0.start("n1") { $0.term = 2 }
      $0.tell("n1", .observed) { $0.term = 1 }
    } conforming: {
      $0.start("n1") { $0.term = 2 }
      $0.tell("n1", .observed)
    },
    RequirementPair(.termIsExplained) {
      $0.start("n1")
      $0.follow("n1", term: 1)
    } conforming: {
      $0.start("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.follow("n1", term: 1)
    },
    RequirementPair(.higherTermIsAdopted) {
      $0.start("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.tell("n1", .observed)
    } conforming: {
      $0.start("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.follow("n1", term: 1)
    },
  ]
}
