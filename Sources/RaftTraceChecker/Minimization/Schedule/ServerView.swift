import RaftModel
import TraceFormat

/// A server as the lines so far show it, and the likeliest where they do not.
struct ServerView {
  var currentTerm = Term.zero
  var votedFor: ServerID?
  var role = Role.follower
  var log: ReadLog
  var commitIndex = LogIndex.zero
  var lastApplied = LogIndex.zero
  /// The fields that lines show; the others are taken for the likeliest.
  var known: ShownServer.Fields = []

  /// The end of the log as the latest line shows it, if no change of the log was told since.
  private var shownLastIndex: LogIndex?
  private var shownLastTerm: Term?

  /// Of a leader: the round of heartbeats, and for each member what was sent and what is acknowledged.
  var heartbeatRound: UInt8 = 0
  var acknowledged = ServerTable()
  var transferTarget: ServerID?
  /// Who has granted the campaign, as far as lines show it.
  var votesGranted = ServerSet()

  init(membership: Membership) { log = ReadLog(membership: membership) }

  var shown: ShownServer {
    var state = ServerState(membership: log.snapshot.membership)
    state.currentTerm = currentTerm
    state.votedFor = votedFor
    state.role = role
    state.commitIndex = commitIndex
    state.lastApplied = lastApplied
    var known = known
    if let modelled = log.modelled { state.log = modelled }
    if isLogKnown { known.insert(.log) } else { known.remove(.log) }
    return ShownServer(state, known: known)
  }

  private var isLogKnown: Bool {
    log.isKnown && log.entries.count <= ServerLog.capacity
      && (shownLastIndex == nil || shownLastIndex == log.lastIndex)
      && (shownLastTerm == nil || shownLastTerm == log.lastTerm)
  }

  /// Takes over what a line shows.
  mutating func absorb(_ shown: Observation, _ numbers: ServerNumbers) {
    if let term = shown.currentTerm.value { setTerm(term) }
    if let vote = shown.votedFor.value { absorb(vote: vote, numbers) }
    if let role = shown.role.value { set(role) }
    if let index = shown.commitIndex.value { set(commitIndex: index) }
    if let index = shown.lastApplied.value { set(lastApplied: index) }
    if let index = shown.lastLogIndex.value {
      shownLastIndex = index
      if index == .zero { log.truncate(from: LogIndex(1)) }
    }
    if let term = shown.lastLogTerm.value { shownLastTerm = term }
  }

  private mutating func absorb(vote: ServerID?, _ numbers: ServerNumbers) {
    guard let vote else { return set(vote: nil) }
    if let number = numbers[vote] { set(vote: number) }
  }

  /// A change of the log was told: what was shown of its end was of before.
  mutating func logChanges() {
    shownLastIndex = nil
    shownLastTerm = nil
  }

  mutating func setTerm(_ term: Term) {
    if term != currentTerm { raise(to: term) }
    known.insert(.currentTerm)
  }

  /// The term changes, perhaps unseen: whom the server votes for in the new one is not known.
  mutating func raise(to term: Term) {
    currentTerm = term
    votedFor = nil
    votesGranted = ServerSet()
    known.subtract([.currentTerm, .votedFor])
  }

  mutating func set(vote: ServerID?) {
    votedFor = vote
    known.insert(.votedFor)
  }

  mutating func set(_ role: Role) {
    if role != self.role { forgetLeadership() }
    self.role = role
    known.insert(.role)
  }

  mutating func set(commitIndex index: LogIndex) {
    commitIndex = index
    known.insert(.commitIndex)
  }

  mutating func set(lastApplied index: LogIndex) {
    lastApplied = index
    known.insert(.lastApplied)
  }

  mutating func forgetLeadership() {
    heartbeatRound = 0
    transferTarget = nil
    acknowledged = ServerTable(repeating: log.lastIndex)
  }

  /// A process begins: what it holds in memory only is gone.
  mutating func restart() {
    set(Role.follower)
    forgetLeadership()
    votesGranted = ServerSet()
    commitIndex = log.snapshot.position.index
    lastApplied = commitIndex
    known.subtract([.commitIndex, .lastApplied])
    logChanges()
  }

  /// The number of the next round of heartbeats; 1 comes after 255.
  mutating func beginRound() { heartbeatRound = heartbeatRound == .max ? 1 : heartbeatRound + 1 }
}
