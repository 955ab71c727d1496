import TraceFormat

/// A stretch of a server's lines with one role, term and leader; nil is what the lines do not show.
struct Segment {
  var isUp: Bool
  var role: Role?
  var term: Term?
  var leader: ServerID?
  /// Whether a line shows that the leader leads this very term.
  var leaderTermIsShown = false
  var begin: Stamp
  var last: Stamp
  /// The line that ended it; nil at the end of the server's lines.
  var end: Stamp?
  /// The first commit or application that belongs to the segment's own leadership.
  var firstCommit: Stamp?
  /// The last line that shows the leader at work, where the server follows one.
  var leaderSign: Stamp?
  /// The first milestone of the line that began it.
  var firstMilestone = 0
  /// The last index that the log was shown to hold.
  var lastIndex: LogIndex?
  var sendings = 0
  var lastSending: Stamp?
  /// The longest stretch without a message to anybody, between two lines.
  var silence: (duration: Int64, from: Stamp, to: Stamp)?

  init(isUp: Bool, role: Role? = nil, term: Term? = nil, leader: ServerID? = nil, at stamp: Stamp) {
    self.isUp = isUp
    self.role = role
    self.term = term
    self.leader = leader
    begin = stamp
    last = stamp
  }

  /// Whether the server and the segment's own state say that it leads.
  var leads: Bool { isUp && role == .leader }

  mutating func noteSending(_ stamp: Stamp) {
    sendings += 1
    if let last = lastSending, let duration = last.duration(to: stamp).value,
      duration > silence?.duration ?? 0
    {
      silence = (duration, last, stamp)
    }
    lastSending = stamp
  }
}
