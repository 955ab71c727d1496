/// The message of an event, read into the draft in place.
extension NativeEventParser {
  mutating func readMessage(_ line: Span<UInt8>) throws(ReadingError) {
    var seen: KeySet<MessageKey> = []
    messageShape = nil
    messageBatch = NativeBatch()
    try scanner.enterObject(line)
    let start = scanner.position
    while let key = try scanner.nextKey(vocabularies.messageKeys, seen: &seen, line) {
      try readField(key, line)
    }
    draft.message.type = try type(for: seen, column: start)
    draft.message.entries = try messageBatch.entryBatch()
  }

  private mutating func readField(_ key: MessageKey, _ line: Span<UInt8>) throws(ReadingError) {
    switch key {
    case .type: messageShape = try scanner.word(of: vocabularies.messages, line)
    case .from: draft.message.source = .known(try server(line))
    case .to: draft.message.destination = .known(try server(line))
    case .term: draft.message.term = .known(try scanner.term(line))
    case .lastLogIndex: draft.message.lastLogIndex = .known(try scanner.index(line))
    case .lastLogTerm: draft.message.lastLogTerm = .known(try scanner.term(line))
    case .isLeadershipTransfer: draft.message.isLeadershipTransfer = .known(try scanner.boolean(line))
    case .voteGranted: draft.message.voteGranted = .known(try scanner.boolean(line))
    case .prevLogIndex: draft.message.prevLogIndex = .known(try scanner.index(line))
    case .prevLogTerm: draft.message.prevLogTerm = .known(try scanner.term(line))
    case .entries: messageBatch.entries = try entries(line)
    case .count: messageBatch.count = try scanner.number(line)
    case .isPartial: messageBatch.isPartial = try scanner.boolean(line)
    case .leaderCommit: draft.message.leaderCommit = .known(try scanner.index(line))
    case .success: draft.message.success = .known(try scanner.boolean(line))
    case .matchIndex: draft.message.matchIndex = .known(try scanner.index(line))
    case .conflictIndex: draft.message.conflictIndex = .known(try scanner.index(line))
    case .conflictTerm: draft.message.conflictTerm = .known(try scanner.term(line))
    case .lastIncludedIndex: draft.message.lastIncludedIndex = .known(try scanner.index(line))
    case .lastIncludedTerm: draft.message.lastIncludedTerm = .known(try scanner.term(line))
    case .configuration: draft.message.configuration = .known(try configuration(line))
    case .content: draft.message.content = .known(try scanner.payload(line))
    case .isDone: draft.message.isDone = .known(try scanner.boolean(line))
    case .context: draft.message.context = .known(try scanner.payload(line))
    case .readIndex: draft.message.readIndex = .known(try scanner.index(line))
    }
  }

  /// The message's type, once its keys are known to be allowed with it.
  private func type(for seen: KeySet<MessageKey>, column: Int) throws(ReadingError) -> MessageType {
    guard let shape = messageShape else {
      throw NativeScanner.malformed("a message without \"type\"", expected: "this key", column: column)
    }
    if let stray = seen.first(notIn: shape.keys) {
      throw NativeScanner.malformed(
        "the key \"\(stray.name)\" in \"\(shape.type.rawValue)\"",
        expected: shape.details.list(or: "a key of every message"), column: column)
    }
    return shape.type
  }
}
