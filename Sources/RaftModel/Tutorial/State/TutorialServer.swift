/// One `Node` of the tutorial: its fields, durable and ephemeral.
///
/// FizzBee's Raft tutorial, `role Node` · Raft Figure 2 (State). A server or its absence is a byte: 0 for `None`, then one more than
/// its number. `lastApplied` is left out, because the tutorial never changes it.
public struct TutorialServer: Hashable, Sendable, BitwiseCopyable {
  /// The tutorial's `Mode`.
  public enum Mode: UInt8, Hashable, CaseIterable, Sendable, BitwiseCopyable {
    case follower
    case candidate
    case leader
  }

  public internal(set) var currentTerm: UInt8 = 0
  /// 0 for nobody, otherwise one more than the server's number.
  var vote: UInt8 = 0
  public internal(set) var mode = Mode.follower
  /// 0 for none, otherwise one more than the leader's number.
  var leader: UInt8 = 0
  public internal(set) var commitIndex: UInt8 = 0
  /// One per server; all 0 before the first election won since the last crash, when the tutorial's table is empty.
  var nextIndex = SIMD4<UInt8>()
  var matchIndex = SIMD4<UInt8>()
  public internal(set) var log = TutorialLog()

  /// The number of the server voted for in the current term.
  public var votedFor: Int? { vote == 0 ? nil : Int(vote) - 1 }
  /// The number of the leader that AppendEntries last named.
  public var leaderId: Int? { leader == 0 ? nil : Int(leader) - 1 }

  /// Forgets what is not durable.
  ///
  /// FizzBee's Raft tutorial, `@state(durable=["currentTerm", "votedFor", "log"])` · Raft Figure 2 (persistent state).
  mutating func crash() {
    var recovered = TutorialServer()
    recovered.currentTerm = currentTerm
    recovered.vote = vote
    recovered.log = log
    self = recovered
  }
}
