/// What kind of value a field of a mapping holds.
///
/// Every kind but `servers` is carried in 64 bits while a line is read: a number as it is, a name by its interned
/// number, a word by its place in its enumeration.
enum FieldKind: Hashable, Sendable {
  case number
  case server
  /// A server or nobody (`FieldKind.nobody`), as `votedFor`.
  case serverOrNobody
  case servers
  case group
  /// Any other name that is interned.
  case name
  /// Text of which only a digest is kept.
  case digest
  case time
  case boolean
  case role
  case messageType
  case action
  case outcome

  /// The value of a `serverOrNobody` that is nobody.
  static let nobody = UInt64.max

  /// The words of an enumeration and their values; nil for kinds that have no words of their own.
  var words: [(word: String, value: UInt64)]? {
    switch self {
    case .boolean: [("true", 1), ("false", 0)]
    case .role: Role.allCases.map { ("\($0)", UInt64($0.rawValue)) }
    case .messageType: MessageType.allCases.enumerated().map { ($1.rawValue, UInt64($0)) }
    case .action: ClientOperation.Action.allCases.map { ("\($0)", UInt64($0.rawValue)) }
    case .outcome: ClientOperation.Outcome.allCases.map { ("\($0)", UInt64($0.rawValue)) }
    case .number, .server, .serverOrNobody, .servers, .group, .name, .digest, .time: nil
    }
  }

  /// What an error calls a value of the kind.
  var title: String {
    switch self {
    case .number: "a number"
    case .server: "a server"
    case .serverOrNobody: "a server or none"
    case .servers: "a list of servers"
    case .group: "a group"
    case .name: "a name"
    case .digest: "a text"
    case .time: "a time"
    case .boolean: "true or false"
    case .role: "a role"
    case .messageType: "a type of message"
    case .action: "an action of a client"
    case .outcome: "an outcome"
    }
  }
}

extension MappingField {
  var kind: FieldKind {
    switch self {
    case .time: .time
    case .event(let field): field.kind
    case .message(let field): field.kind
    case .state(let field, _): field.kind
    }
  }
}

extension MappingField.EventField {
  fileprivate var kind: FieldKind {
    switch self {
    case .server, .candidate, .leader: .server
    case .group: .group
    case .role: .role
    case .name, .client, .key: .name
    case .term, .index, .lastLogIndex, .lastLogTerm, .count, .request: .number
    case .payload, .value: .digest
    case .termAndVote: .boolean
    case .voters, .outgoingVoters, .learners: .servers
    case .action: .action
    case .outcome: .outcome
    case .begin, .end: .time
    }
  }
}

extension MappingField.MessageField {
  fileprivate var kind: FieldKind {
    switch self {
    case .type: .messageType
    case .from, .to: .server
    case .term, .lastLogIndex, .lastLogTerm, .prevLogIndex, .prevLogTerm, .count, .leaderCommit, .matchIndex,
      .conflictIndex, .conflictTerm, .lastIncludedIndex, .lastIncludedTerm, .readIndex:
      .number
    case .isLeadershipTransfer, .voteGranted, .success, .isDone: .boolean
    case .content, .context: .digest
    }
  }
}

extension MappingField.StateField {
  fileprivate var kind: FieldKind {
    switch self {
    case .currentTerm, .lastLogIndex, .lastLogTerm, .commitIndex, .lastApplied, .durableIndex, .snapshotIndex:
      .number
    case .votedFor, .leader: .serverOrNobody
    case .role: .role
    case .stateHash: .digest
    }
  }
}
