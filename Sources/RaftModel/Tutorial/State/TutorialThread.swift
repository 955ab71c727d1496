/// A running action of the tutorial: where it stands, whom it has called, and its local variables.
///
/// FizzBee: a thread is a stack of calls, and here no deeper than an action and one remote call. A variable that is not yet set
/// is 0; one that may be 0 when set is kept one higher.
struct TutorialThread: Hashable, Sendable, BitwiseCopyable {
  /// One level of the stack.
  struct Frame: Hashable, Sendable, BitwiseCopyable {
    /// The place in the program; 0 for no frame.
    var place: UInt8 = 0
    /// The number of the server whose code runs.
    var server: UInt8 = 0
    /// The iterations that a loop has before it, as bits.
    var range: UInt8 = 0
    /// The loop's variable, one higher: `node` of the action, `i` of AppendEntries.
    var item: UInt8 = 0
  }

  /// The action; meaningless while `isRunning` is false.
  var action = TutorialAction.electionTimeout
  var caller = Frame()
  var callee = Frame()

  /// `candidate_term` of ElectionTimeout, `term` of SendHeartbeat.
  var term: UInt8 = 0
  /// `votes` or `success_count`.
  var count: UInt8 = 0
  /// `vote_granted` or `success`: 1 for False, 2 for True.
  var answer: UInt8 = 0
  var entry = TutorialEntry.none
  var newLogIndex: UInt8 = 0
  /// `prevLogIndex`, one higher.
  var prevLogIndex: UInt8 = 0
  /// `prevLogTerm`, one higher.
  var prevLogTerm: UInt8 = 0
  var entries = TutorialLog()

  /// Of the call that runs, the term that the sender puts into it.
  ///
  /// The other arguments follow. The entries are `entries`, which the caller does not change meanwhile.
  var argumentTerm: UInt8 = 0
  /// The length of a candidate's log, or `prevLogIndex`.
  var argumentIndex: UInt8 = 0
  /// The term of a candidate's last entry, or `prevLogTerm`.
  var argumentLogTerm: UInt8 = 0
  /// `leaderCommit`.
  var argumentCommit: UInt8 = 0
  /// `logIndex` of AppendEntries.
  var logIndex: UInt8 = 0

  /// What the servers looked like when the parallel loop was entered; all 0 before it.
  ///
  /// FizzBee tells states apart by it, so it counts for the tool's own numbers and for nothing else.
  var looksOnEntry = SIMD4<UInt64>()

  var isRunning: Bool { caller.place != 0 }
  var isInCall: Bool { callee.place != 0 }

  /// The server whose code runs now.
  var server: Int { Int(isInCall ? callee.server : caller.server) }
}

extension TutorialThread {
  /// Removes the upper level of the stack with all that belongs to it.
  mutating func forgetCall() {
    callee = Frame()
    argumentTerm = 0
    argumentIndex = 0
    argumentLogTerm = 0
    argumentCommit = 0
    logIndex = 0
  }
}
