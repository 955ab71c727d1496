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
  /// Whether it stands for a client's call whose entry has not been appended.
  var awaitsEntry = false

  init(_ action: Action, at server: ServerID, lines: Range<Int>) {
    self.action = action
    self.server = server
    self.lines = lines
  }

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

  mutating func add(line: Int) {
    lines = lines.isEmpty ? line..<line + 1 : min(lines.lowerBound, line)..<max(lines.upperBound, line + 1)
  }
}
