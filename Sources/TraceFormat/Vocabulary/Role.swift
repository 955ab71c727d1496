/// What a server is in its current term.
///
/// Raft §5.1 (follower, candidate, leader), dissertation §9.6 (pre-candidate) and §4.2.1 (learner: a member that does not vote).
public enum Role: UInt8, Hashable, CaseIterable, Sendable, BitwiseCopyable {
  case follower
  case preCandidate
  case candidate
  case leader
  case learner
}
