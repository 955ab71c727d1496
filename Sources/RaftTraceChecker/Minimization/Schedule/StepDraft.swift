import RaftModel
import TraceFormat

/// A step while its lines are gathered.
struct StepDraft {
  var action: Action
  var server: ServerID
  var lines: Range<Int>
  var shown: ShownServer?
  var sent: [Packet] = []
  /// Whether a message was sent that the model does not have as it was.
  var sendsMore = false
  /// Whether a reply to what is received here was sent.
  var isAnswered = false
  var hasCampaigned = false
  var hasOwnVote = false
  var hasWon = false
  var hasAppended = false
  var hasCommitted = false
  /// Whether a decision on the vote that is asked for here was told.
  var isDecided = false
  /// The server's term before it, as far as lines show it.
  var termBefore = Term.zero
  /// The configuration that is proposed in it.
  var proposal: Membership?
  /// Whether it is a request that no line shows to arrive.
  var isImplied = false
  private var roles: [Role] = []
  /// Whether a crash was told and the start not yet.
  var awaitsStart = false
  /// Whether it stands for a client's call whose entry has not been appended.
  var awaitsEntry = false

  init(_ action: Action, at server: ServerID, lines: Range<Int>) {
    self.action = action
    self.server = server
    self.lines = lines
  }

  var isProposal: Bool { proposal != nil }

  /// Whether nothing but a message comes of it.
  var isSending: Bool {
    switch action {
    case .sendAppendEntries, .sendHeartbeat, .sendInstallSnapshot, .transferLeadership: true
    case .electionTimeout, .clientAppend, .receive, .lose, .restart, .stepDown, .apply, .takeSnapshot,
      .changeMembership, .leaveJointMembership, .abortTransfer, .requestRead:
      false
    }
  }

  /// Whether a server may begin to campaign in it.
  var mayCampaign: Bool {
    switch action {
    case .electionTimeout: true
    case .receive(let packet, again: _): packet.kind == .timeoutNow || packet.kind == .preVoteResponse
    case .clientAppend, .sendAppendEntries, .sendHeartbeat, .lose, .restart, .stepDown, .apply, .takeSnapshot,
      .sendInstallSnapshot, .changeMembership, .leaveJointMembership, .transferLeadership, .abortTransfer,
      .requestRead:
      false
    }
  }

  /// Whether it was told that the server takes a role.
  func hasRole(_ role: Role) -> Bool { roles.contains(role) }

  mutating func note(_ role: Role) { roles.append(role) }

  mutating func add(line: Int) {
    lines = lines.isEmpty ? line..<line + 1 : min(lines.lowerBound, line)..<max(lines.upperBound, line + 1)
  }
}
