/// What an implementation does differently from the paper's Figure 2, each departure by its name.
///
/// A source states those of its implementation; the replay then takes the departure for a step of Raft, and nothing else.
/// Their reasons stand in `Documentation/Divergences.md`.
public enum Divergence: String, CaseIterable, Sendable {
  /// Some messages leave no line (pre-votes, TimeoutNow, ReadIndex): a term may rise and a campaign begin without a cause.
  ///
  /// etcd's trace hook.
  case untracedMessages
  /// A follower acknowledges its commit index where a request ends before it.
  ///
  /// etcd: what is committed agrees with every leader.
  case acknowledgesCommitted
  /// A follower acknowledges, or reports, the end of its log instead of the end of the request.
  ///
  /// hashicorp/raft and CCF.
  case acknowledgesLastIndex
  /// A heartbeat is not about the log: its leaderCommit is at most what the follower has acknowledged before.
  ///
  /// etcd.
  case heartbeatsShowMatch
  /// A server that begins a campaign, or wins it, drops the entries behind its last committable one.
  ///
  /// CCF: only a signature can be committed, so what follows the last one is no loss.
  case rollsBackAtElection
  /// A vote is given once more to the same candidate of the same term, without another look at its log.
  ///
  /// hashicorp/raft.
  case repeatsVotes
  /// A server that steps down, within its term or into a later one, drops the entries behind its last committable one.
  ///
  /// CCF: nobody can have committed them.
  case rollsBackAtStepDown
  /// A candidate asks with, and a voter compares, the last committable entry instead of the last one.
  ///
  /// CCF: whoever wins drops what is behind it.
  case comparesCommittableLogs
  /// A follower commits as far as the leader has, by its own log, also behind the end of the request.
  ///
  /// CCF before it repaired its issue 8172.
  case commitsByOwnLog
  /// A change of membership may begin before the last one is committed; quorums are needed in every one in force.
  ///
  /// CCF: an old membership is in force until a later one is committed.
  case quorumsInEveryConfiguration
  /// A voter's answer leaves no line where it is sent, only where it arrives or is lost; nor does the sending of TimeoutNow.
  ///
  /// CCF's trace, but for its latest versions.
  case untracedVoteAnswers
  /// A refusal of entries may carry, instead of the server's term, the older one of the entry where the logs may agree.
  ///
  /// CCF.
  case refusesInTermOfMatch
  /// A later term in an answer may be passed over: in one about entries by a server that does not lead, in one about a vote
  /// by a candidate that does not know the voter, in TimeoutNow by a server of another term.
  ///
  /// CCF.
  case mayIgnoreAnswers
  /// A request for a pre-vote raises the term of who gets it, to the term that the asking server is in.
  ///
  /// CCF: a pre-candidate has not raised its own.
  case preVoteRaisesTerm
  /// The first server leads its first term without an election.
  ///
  /// CCF: a service is created by one server.
  case firstLeaderUnelected
  /// A message may be acted upon in several steps: its term adopted, entries removed from the end one by one.
  ///
  /// raft.tla.
  case handlesInSteps
  /// A candidate asks itself for its vote, and may have become a follower when it gives it.
  ///
  /// raft.tla.
  case asksItself
}

/// The divergences of a source.
public struct DivergenceSet: OptionSet, Hashable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public init(_ divergences: Divergence...) {
    rawValue = divergences.reduce(0) { $0 | Self.bit(of: $1) }
  }

  public func contains(_ divergence: Divergence) -> Bool { rawValue & Self.bit(of: divergence) != 0 }

  public subscript(divergence: Divergence) -> Bool {
    get { contains(divergence) }
    set {
      if newValue { rawValue |= Self.bit(of: divergence) } else { rawValue &= ~Self.bit(of: divergence) }
    }
  }

  /// Those of the set, in the order of their declaration.
  public var all: [Divergence] { Divergence.allCases.filter(contains) }

  private static func bit(of divergence: Divergence) -> UInt32 {
    1 << UInt32(Divergence.allCases.firstIndex(of: divergence) ?? 0)
  }
}
