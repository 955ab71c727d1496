import TraceFormat

/// The kinds of events that an input has shown so far: of these none is missing in a complete trace.
///
/// A source that shows no event of a kind may leave all of them out, so what such an event would have told may have
/// happened between two lines that do not show its outcome.
struct ShownKinds {
  /// Whether each change of role has its line.
  private(set) var tellsRoles = false
  /// Whether each vote has its line.
  private(set) var tellsVotes = false
  /// Whether each change of a log has its line, or is what a received request does.
  private(set) var tellsLogs = false
  /// Whether each advance of a commit index has its line.
  private(set) var tellsCommits = false
  /// Whether each entry that is applied has its line, but what a snapshot covers.
  private(set) var tellsApplied = false

  mutating func note(_ kind: EventKind) {
    switch kind {
    case .roleChanged: tellsRoles = true
    case .voteDecided(let vote): if vote.isGranted, !vote.isPreVote { tellsVotes = true }
    case .entriesAppended, .logTruncated, .snapshotInstalled: tellsLogs = true
    case .committed: tellsCommits = true
    case .applied: tellsApplied = true
    case .start, .stop, .crash, .serverNamed, .campaignStarted, .leaderObserved, .messageSent,
      .messageReceived, .messageDropped, .messageDuplicated, .persisted, .snapshotTaken,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }
}
