public import TraceFormat

/// One fact of an answer, as data: its kind says what the other members mean.
public struct Finding: Hashable, Sendable {
  public var kind: FindingKind
  public var server: ServerID?
  /// Other servers: of a deposition who came next, of a campaign who did not answer, of a membership nobody.
  public var others: [ServerID] = []
  public var term: Term?
  /// The term before, where one ended or went back.
  public var earlierTerm: Term?
  public var index: LogIndex?
  public var earlierIndex: LogIndex?
  public var count: Int?
  /// What `count` is a part of.
  public var total: Int?
  public var reason: FindingReason?
  public var duration: DurationBounds?
  /// Events per minute.
  public var rate: Double?
  /// What 99 of 100 durations do not exceed, in nanoseconds.
  public var quantile99: Int64?
  public var configuration: ConfigurationID?
  public var file: FileID?
  public var evidence: [SourcePosition] = []

  init(_ kind: FindingKind, _ change: (inout Finding) -> Void = { _ in }) {
    self.kind = kind
    change(&self)
  }
}

/// What a finding says.
public enum FindingKind: String, CaseIterable, Sendable {
  /// `server` took over in `term`; before it nobody led for `duration`. No `earlierTerm`: nobody had led before.
  case noLeaderUntil
  /// Behind the end of `server`'s leadership of `term` nobody is shown to lead.
  case noLeaderSince
  /// Nobody is shown to lead at all.
  case noLeaderEver
  /// `server` was deposed as leader of `earlierTerm` by `others` in `term`, for `reason`.
  case deposed
  /// `server`, which led `term`, stopped to lead and nobody followed, for `reason`.
  case leadershipEnded
  /// `count` campaigns of `total` won.
  case electionsWon
  /// `count` terms without a leader of `total` from `earlierTerm` to `term`, `rate` terms a minute.
  case termsBurnt
  /// `count` terms within `duration`, seen by `server`, from `earlierTerm` to `term`.
  case storm
  /// `server` won `count` times.
  case reigns
  /// `server`'s campaign for `term` failed for `reason`; `others` are who is to blame or did not answer.
  case campaignFailed
  /// `server`'s pre-vote round failed for `reason`, `count` times in a row.
  case preVoteFailed
  /// `server` can be elected by a majority: its log ends at `index` of `term`.
  case electable
  /// `server` cannot: its log ends before that of a majority.
  case notElectable
  /// `server` alone could be elected and never campaigned.
  case electableNeverCampaigned
  /// `server` campaigned `count` times and won `total` of them; `index` counts refusals.
  case disturbs
  /// Messages of `server` reached `others[0]`: `count` arrivals shown, of `total` sendings shown.
  case reaches
  /// Messages of `server` to `others[0]` were sent `total` times and none is shown to arrive.
  case neverArrives
  /// No line shows whether `server` reaches `others[0]`.
  case reachUnknown
  /// `server` campaigned `count` times in a row and nobody answered.
  case isolated
  /// `server` refused itself its vote, `count` times: requests for others come back to it.
  case refusesItself
  /// `server` sent nothing to anybody for `duration` while it led `term`.
  case silentToAll
  /// Commits of `server` as leader: `count` entries, `duration` from the median to the slowest.
  case commitLatency
  /// Follower `others[0]` of `server`: `count` entries behind at most, `total` at the last answer.
  case replicationLag
  /// In `term` led by `server`, `count` of `total` voters followed or led.
  case quorumMargin
  /// `server` began a new life, `duration` until it followed or led.
  case restarted
  /// `server`'s term was `earlierTerm` and is `term` after a restart.
  case termWentBack
  /// `server`'s log ended at `earlierIndex` and ends at `index` after a restart.
  case logWentBack
  /// A membership, first shown at `server`.
  case configuration
  /// `server` is named by a message or a vote, and is in no membership that is shown.
  case outsideConfiguration
  /// `server`'s name is a loopback address while others' are not.
  case loopbackName
  /// `server` is a member or takes part, and no file has lines of it.
  case noLogOf
  /// A file has lines of no server.
  case fileWithoutEvents
  /// `server`'s lines stand in `count` files.
  case severalFiles
  /// `count` lines of `server` are earlier than the line before, by `duration` at most.
  case timeWentBack
  /// `server`'s times are whole seconds.
  case wholeSeconds
  /// `server`'s lines have no times.
  case withoutTimes
  /// `server`'s clock differs from that of `others[0]` by `duration`, as messages show.
  case clockOffset
  /// More happened at `server` than is kept: `count` events are in no answer.
  case leftOut
}

/// Why a leader was deposed, or why a campaign failed.
public enum FindingReason: String, CaseIterable, Sendable {
  case timeoutAfterSilence
  case higherTerm
  case steppedDownAlone
  case transfer
  case removal
  case stopped
  case died
  case splitVote
  case staleLog
  case noAnswer
  case leaderKnown
  case notInConfiguration
  case superseded
  case restarted
  /// A duration ends at the first commit of the new leader.
  case firstCommit
  /// A duration ends at the first sign of the new leader, as no commit of its is shown.
  case firstSign
  case unknown
}

/// What would have made an answer firmer.
public enum Lack: Hashable, Sendable {
  case logOf(ServerID)
  case times
  case messages
  case commits
  case votes
  case logEnds
  case terms
  case memberships
  case appends
  case answers
  /// How far apart the clocks of two servers are.
  case offset(ServerID, ServerID)
  /// Events that say that a disk or a host was slow.
  case slowness
  /// Events that tell of a panic.
  case panics
  case leaders
}
