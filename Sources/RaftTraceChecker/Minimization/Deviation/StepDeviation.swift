import RaftModel
import TraceFormat

/// What a step does that the rules do not, in words that mean the same in another run.
///
/// A trace shows what an implementation did, not why. A value that the rules do not explain may be one of several others
/// that the step knew, as the last index of the log or that of the message: all that fit are kept, and of several steps in
/// the same situation those that fit every one of them.
public struct StepDeviation: Hashable, Sendable {
  /// The situation in which it was seen; in another the rules are followed.
  var context: DeviationContext
  var term: [TermRelation] = []
  var vote: [VoteRelation] = []
  var role: Role?
  var log: [LogRelation] = []
  /// How far the log is compacted.
  var compaction: [IndexRelation] = []
  var commitIndex: [IndexRelation] = []
  var lastApplied: [IndexRelation] = []
  /// Whether something differs that cannot be said in these words, as the configuration that a snapshot carries.
  var hasMore = false
  /// What is sent instead of what the rules send; nil where that is as the rules say.
  var sent: [PacketRelation]?

  init(context: DeviationContext) { self.context = context }

  /// Whether it says nothing.
  var isEmpty: Bool {
    term.isEmpty && vote.isEmpty && role == nil && log.isEmpty && compaction.isEmpty && commitIndex.isEmpty
      && lastApplied.isEmpty
      && sent == nil && !hasMore
  }

  /// What fits this step and another in the same situation; nil where nothing fits both.
  func common(with other: StepDeviation) -> StepDeviation? {
    guard context == other.context, role == other.role else { return nil }
    var result = self
    guard Self.intersect(&result.term, other.term), Self.intersect(&result.vote, other.vote),
      Self.intersect(&result.log, other.log), Self.intersect(&result.commitIndex, other.commitIndex),
      Self.intersect(&result.lastApplied, other.lastApplied),
      Self.intersect(&result.compaction, other.compaction)
    else { return nil }
    guard let sent, let others = other.sent else { return sent == nil && other.sent == nil ? result : nil }
    guard sent.count == others.count else { return nil }
    var common: [PacketRelation] = []
    for (a, b) in zip(sent, others) {
      guard let both = a.common(with: b) else { return nil }
      common.append(both)
    }
    result.sent = common
    return result
  }

  /// - Returns: false where only one of them has something, or nothing is in both.
  static func intersect<Relation: Equatable>(_ mine: inout [Relation], _ others: [Relation]) -> Bool {
    if mine.isEmpty, others.isEmpty { return true }
    mine.removeAll { !others.contains($0) }
    return !mine.isEmpty
  }
}

/// What a step knows, to which the values that it leaves behind may relate.
struct StepKnowledge {
  let server: ServerID
  let before: ServerState
  /// The server as the rules leave it, or as before where they do not take the step.
  let expected: ServerState
  let received: Packet?
}

/// Where the term of a step comes from.
enum TermRelation: Hashable, Sendable {
  case unchanged
  case ofMessage
  case next
  case zero
  /// So much less than before.
  case lower(by: UInt64)
  case exact(Term)

  static let all: [TermRelation] = [.unchanged, .ofMessage, .next, .zero]

  func value(_ step: StepKnowledge) -> Term? {
    switch self {
    case .unchanged: step.before.currentTerm
    case .ofMessage: step.received?.term
    case .next: Term(step.before.currentTerm.rawValue + 1)
    case .zero: .zero
    case .lower(let difference):
      Term(step.before.currentTerm.rawValue - min(difference, step.before.currentTerm.rawValue))
    case .exact(let term): term
    }
  }

  static func fitting(_ term: Term, _ step: StepKnowledge) -> [TermRelation] {
    var found = all.filter { $0.value(step) == term }
    let before = step.before.currentTerm
    if term < before { found.append(.lower(by: before.rawValue - term.rawValue)) }
    return found.isEmpty ? [.exact(term)] : found
  }
}

/// Whose the vote of a step is.
enum VoteRelation: Hashable, Sendable {
  case unchanged
  case none
  case sender
  case own
  case exact(ServerID)

  static let all: [VoteRelation] = [.unchanged, .none, .sender, .own]

  func value(_ step: StepKnowledge) -> ServerID?? {
    switch self {
    case .unchanged: .some(step.before.votedFor)
    case .none: .some(nil)
    case .sender: step.received.map { .some($0.source) } ?? nil
    case .own: .some(step.server)
    case .exact(let server): .some(server)
    }
  }

  static func fitting(_ vote: ServerID?, _ step: StepKnowledge) -> [VoteRelation] {
    let found = all.filter { $0.value(step) == .some(vote) }
    return found.isEmpty ? [vote.map { .exact($0) } ?? .none] : found
  }
}

/// Which of the indices that a step knows an index is.
enum IndexRelation: Hashable, Sendable {
  case unchanged
  case lastIndex
  case lastIndexBefore
  case leaderCommit
  case lastNew
  case previous
  case matchIndex
  case commitIndex
  case snapshot
  /// So much more, or less, than the rules give.
  case offset(Int)
  case exact(LogIndex)

  static let all: [IndexRelation] = [
    .unchanged, .leaderCommit, .lastNew, .matchIndex, .previous, .lastIndex, .lastIndexBefore, .commitIndex,
    .snapshot,
  ]

  /// - Parameters:
  ///   - mine: the value before the step.
  ///   - expected: the value by the rules.
  ///   - log: the log behind the step.
  func value(_ step: StepKnowledge, mine: LogIndex, expected: LogIndex, log: ServerLog, commit: LogIndex)
    -> LogIndex?
  {
    switch self {
    case .unchanged: mine
    case .lastIndex: log.lastIndex
    case .lastIndexBefore: step.before.log.lastIndex
    case .leaderCommit: step.received?.kind == .appendEntriesRequest ? step.received?.leaderCommit : nil
    case .lastNew: step.received?.kind == .appendEntriesRequest ? step.received?.lastNewIndex : nil
    case .previous: step.received?.kind == .appendEntriesRequest ? step.received?.prevLog.index : nil
    case .matchIndex: step.received?.kind == .appendEntriesResponse ? step.received?.matchIndex : nil
    case .commitIndex: commit
    case .snapshot:
      step.received?.kind == .installSnapshotRequest ? step.received?.snapshot.position.index : nil
    case .offset(let difference):
      LogIndex(UInt64(clamping: Int(clamping: expected.rawValue) + difference))
    case .exact(let index): index
    }
  }

  static func fitting(
    _ index: LogIndex, _ step: StepKnowledge, mine: LogIndex, expected: LogIndex, log: ServerLog,
    commit: LogIndex
  ) -> [IndexRelation] {
    var found = all.filter {
      $0.value(step, mine: mine, expected: expected, log: log, commit: commit) == index
    }
    let difference = Int(clamping: index.rawValue) - Int(clamping: expected.rawValue)
    if abs(difference) <= 2 { found.append(.offset(difference)) }
    return found.isEmpty ? [.exact(index)] : found
  }
}
