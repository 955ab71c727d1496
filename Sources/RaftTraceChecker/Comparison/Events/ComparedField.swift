/// A field of an event that two traces are compared by, named as in the native format.
///
/// One bit each in a `FieldSet`. First what the event shows of its server's state, then what it says of itself.
public enum ComparedField: UInt8, CaseIterable, Sendable {
  case currentTerm, votedFor, role, leader, lastLogIndex, lastLogTerm, commitIndex, lastApplied
  case durableIndex, snapshotIndex, stateHash, configuration

  case newRole, newLeader
  case candidate, campaignTerm, candidateLogIndex, candidateLogTerm
  case from, to, messageTerm, isLeadershipTransfer, voteGranted
  case prevLogIndex, prevLogTerm, count, leaderCommit, success, matchIndex, conflictIndex, conflictTerm
  case lastIncludedIndex, lastIncludedTerm, content, isDone, context, readIndex
  case members, index, entryTerm, payload, termAndVote, entries
  case client, request, action, key, value, outcome, begin, end
  /// Of a file that holds several states in a line, which of them the event was read from.
  case state

  /// The field's name in the native format; fields of different events may share one.
  public var name: String {
    switch self {
    case .newRole: "role"
    case .newLeader: "leader"
    case .campaignTerm, .messageTerm, .entryTerm: "term"
    case .candidateLogIndex: "lastLogIndex"
    case .candidateLogTerm: "lastLogTerm"
    case .members: "configuration"
    case .currentTerm, .votedFor, .role, .leader, .lastLogIndex, .lastLogTerm, .commitIndex, .lastApplied,
      .durableIndex, .snapshotIndex, .stateHash, .configuration, .candidate, .from, .to,
      .isLeadershipTransfer, .voteGranted, .prevLogIndex, .prevLogTerm, .count, .leaderCommit, .success,
      .matchIndex, .conflictIndex, .conflictTerm, .lastIncludedIndex, .lastIncludedTerm, .content, .isDone,
      .context, .readIndex, .index, .payload, .termAndVote, .entries, .client, .request, .action, .key,
      .value, .outcome, .begin, .end, .state:
      "\(self)"
    }
  }

  /// The fields of that name; empty where there is none.
  public static func named(_ name: String) -> [ComparedField] {
    allCases.filter { $0.name == name && !FieldSet.never.contains($0) }
  }
}

/// Some fields, one bit each.
public struct FieldSet: Hashable, Sendable, BitwiseCopyable, ExpressibleByArrayLiteral {
  var bits: UInt64 = 0

  public init(arrayLiteral fields: ComparedField...) {
    for field in fields { insert(field) }
  }

  init(bits: UInt64) { self.bits = bits }

  public mutating func insert(_ field: ComparedField) { bits |= 1 << UInt64(field.rawValue) }
  public func contains(_ field: ComparedField) -> Bool { bits & 1 << UInt64(field.rawValue) != 0 }
  func union(_ other: FieldSet) -> FieldSet { FieldSet(bits: bits | other.bits) }
  func intersection(_ other: FieldSet) -> FieldSet { FieldSet(bits: bits & other.bits) }
  func subtracting(_ other: FieldSet) -> FieldSet { FieldSet(bits: bits & ~other.bits) }

  /// In the order of their declaration.
  public var fields: [ComparedField] { ComparedField.allCases.filter(contains) }

  static let all = FieldSet(bits: .max)
  /// What an event shows of its server's state.
  static let observation = FieldSet(bits: 1 << (UInt64(ComparedField.configuration.rawValue) + 1) - 1)
  /// Wall times and places in files, which two runs never share.
  static let never: FieldSet = [.begin, .end, .state]
  /// What a run makes up for itself, and the digests of it.
  static let payloads: FieldSet = [.stateHash, .content, .context, .payload, .value, .client, .request]
  static let servers: FieldSet = [.votedFor, .leader, .newLeader, .candidate, .from, .to]
  static let configurations: FieldSet = [.configuration, .members]
  static let names: FieldSet = [.client, .key]
}
