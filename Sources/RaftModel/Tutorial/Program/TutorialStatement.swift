/// A statement of a specification, as FizzBee tells them apart: what matters is where a thread may be interrupted.
///
/// A simple statement is one step. The others choose which statement comes next and are no step of their own.
indirect enum TutorialStatement: Sendable {
  /// An assignment, of one variable or several.
  case run(TutorialOperation)
  /// The action is not possible where the condition does not hold.
  case require(TutorialCondition)
  case when(TutorialCondition, [TutorialStatement], otherwise: [TutorialStatement] = [])
  case atomic([TutorialStatement])
  case loop(TutorialLoop, [TutorialStatement])
  /// A call of a function of another server, and whether its answer is kept.
  case call(TutorialFunction, keepsAnswer: Bool)
  case answer(Bool)
  case leaveLoop
  case continueLoop
}

/// A `for` of a specification: what it runs over, and how.
struct TutorialLoop: Sendable {
  enum Range: Sendable {
    /// `nodes`.
    case servers
    /// `other_nodes(nodes, self)`.
    case otherServers
    /// `range(len(entries))`.
    case entries
  }

  var range: Range
  /// `parallel for`: any of the iterations left may be the next.
  var isParallel = false
  /// The block has `atomic:` before it.
  var isAtomic = false
}

/// A function of the tutorial's `role Node`, which one server calls at another.
enum TutorialFunction: UInt8, CaseIterable, Sendable {
  case requestVote
  /// `AppendEntries(term, leaderId)`, with which a leader only says that it leads.
  case bareAppendEntries
  case appendEntries
}
