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
  /// A change of membership may move many voters at once, and need not wait for the one before.
  ///
  /// CCF: a quorum of every configuration that is not committed yet is needed.
  case changesManyVoters
  /// A vote is given once more to the same candidate of the same term, without another look at its log.
  ///
  /// hashicorp/raft.
  case repeatsVotes
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
