extension EventDraft {
  /// Fills one field, but for lists of servers, with a value encoded as its kind says.
  mutating func set(_ field: MappingField, to value: UInt64) {
    switch field {
    case .time: time = .known(WallTime(nanoseconds: Int64(bitPattern: value)))
    case .event(let field): set(field, to: value)
    case .message(let field): message.set(field, to: value)
    case .state(let field, let moment):
      observation.moment = moment
      observation.set(field, to: value)
    }
  }

  /// Makes a server's message from it where it sends it, to it where it receives it, unless a line says otherwise.
  mutating func completeMessage() {
    if name == .messageSent { message.source = message.source.or(server) }
    if name == .messageReceived { message.destination = message.destination.or(server) }
  }

  private mutating func set(_ field: MappingField.EventField, to value: UInt64) {
    switch field {
    case .server: server = .known(ServerID(value))
    case .group: group = GroupID(UInt32(truncatingIfNeeded: value))
    case .role: role = Observed(Role(rawValue: UInt8(truncatingIfNeeded: value)))
    case .candidate: candidate = .known(ServerID(value))
    case .leader: leader = .known(ServerID(value))
    case .name: displayName = .known(NameID(value))
    case .term: term = .known(Term(value))
    case .index: index = .known(LogIndex(value))
    case .lastLogIndex: lastLogIndex = .known(LogIndex(value))
    case .lastLogTerm: lastLogTerm = .known(Term(value))
    case .payload, .value: payload = .known(PayloadHash(value))
    case .termAndVote: coversTermAndVote = .known(value != 0)
    case .count: entries = EntryBatch(count: Int(clamping: value))
    case .voters, .outgoingVoters, .learners: break
    case .client: client = .known(NameID(value))
    case .request: request = .known(value)
    case .action: action = Observed(.init(rawValue: UInt8(truncatingIfNeeded: value)))
    case .key: key = .known(NameID(value))
    case .outcome: outcome = Observed(.init(rawValue: UInt8(truncatingIfNeeded: value)))
    case .begin: leaseBegin = .known(WallTime(nanoseconds: Int64(bitPattern: value)))
    case .end: leaseEnd = .known(WallTime(nanoseconds: Int64(bitPattern: value)))
    }
  }
}

extension MessageDraft {
  fileprivate mutating func set(_ field: MappingField.MessageField, to value: UInt64) {
    switch field {
    case .type: type = MessageType.allCases[Int(value)]
    case .from: source = .known(ServerID(value))
    case .to: destination = .known(ServerID(value))
    case .term: term = .known(Term(value))
    case .lastLogIndex: lastLogIndex = .known(LogIndex(value))
    case .lastLogTerm: lastLogTerm = .known(Term(value))
    case .isLeadershipTransfer: isLeadershipTransfer = .known(value != 0)
    case .voteGranted: voteGranted = .known(value != 0)
    case .prevLogIndex: prevLogIndex = .known(LogIndex(value))
    case .prevLogTerm: prevLogTerm = .known(Term(value))
    case .count: entries = EntryBatch(count: Int(clamping: value))
    case .leaderCommit: leaderCommit = .known(LogIndex(value))
    case .success: success = .known(value != 0)
    case .matchIndex: matchIndex = .known(LogIndex(value))
    case .conflictIndex: conflictIndex = .known(LogIndex(value))
    case .conflictTerm: conflictTerm = .known(Term(value))
    case .lastIncludedIndex: lastIncludedIndex = .known(LogIndex(value))
    case .lastIncludedTerm: lastIncludedTerm = .known(Term(value))
    case .content: content = .known(PayloadHash(value))
    case .isDone: isDone = .known(value != 0)
    case .context: context = .known(PayloadHash(value))
    case .readIndex: readIndex = .known(LogIndex(value))
    }
  }
}

extension Observation {
  fileprivate mutating func set(_ field: MappingField.StateField, to value: UInt64) {
    switch field {
    case .currentTerm: currentTerm = .known(Term(value))
    case .votedFor: votedFor = .known(value == FieldKind.nobody ? nil : ServerID(value))
    case .role: role = Observed(Role(rawValue: UInt8(truncatingIfNeeded: value)))
    case .leader: leader = .known(value == FieldKind.nobody ? nil : ServerID(value))
    case .lastLogIndex: lastLogIndex = .known(LogIndex(value))
    case .lastLogTerm: lastLogTerm = .known(Term(value))
    case .commitIndex: commitIndex = .known(LogIndex(value))
    case .lastApplied: lastApplied = .known(LogIndex(value))
    case .durableIndex: durableIndex = .known(LogIndex(value))
    case .snapshotIndex: snapshotIndex = .known(LogIndex(value))
    case .stateHash: stateHash = .known(PayloadHash(value))
    }
  }
}

extension ServerID {
  fileprivate init(_ value: UInt64) { self.init(UInt32(truncatingIfNeeded: value)) }
}

extension NameID {
  fileprivate init(_ value: UInt64) { self.init(UInt32(truncatingIfNeeded: value)) }
}
