import RaftTraceTestSupport
import Testing

@testable import RaftTraceChecker

@Suite("FizzBee's own counterexamples", .disabled(if: SharedFiles.root == nil, "\(SharedFiles.absence)"))
struct FizzBeeVerdictTests {
  @Test(
    "Each form of a counterexample violates what FizzBee says it does",
    arguments: [
      ("c2_CIMON", ["CommitMonotonic"]), ("c2_SMS", ["CommittedNeverOverwritten", "StateMachineSafety"]),
      ("le_no_quorum", ["ElectionSafety"]),
      ("le_volatile_vote", ["ElectionSafety", "OneVotePerTerm", "VoteDurable"]),
      // No violation of Raft: nothing is left to do, and a vote is kept when a leader is followed into a new term.
      ("le_deadlock", []), ("le_votedfor", []),
    ])
  func verdicts(run: String, expected: [String]) throws {
    for file in ["error-graph.json", "console.txt", "nodes_errors.pb"] {
      let path = "\(SharedFiles.root ?? "")/traces/fizzbee/\(run)/\(file)"
      let report = try TestTrace(paths: [path]).check()
      #expect(Set(report.violations.map(\.property.rawValue)).sorted() == expected, "\(run)/\(file)")
    }
  }
}
