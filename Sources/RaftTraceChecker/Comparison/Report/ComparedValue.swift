public import TraceFormat

/// A value of a field.
public enum ComparedValue: Hashable, Sendable {
  case number(UInt64)
  case flag(Bool)
  case role(Role)
  case server(ServerID?)
  case configuration(ConfigurationID)
  case hash(PayloadHash)
  case name(NameID)
  case entries([LogEntry])
}

extension ComparedValue {
  /// The value that a word stands for in this field.
  init(_ word: UInt64, of field: ComparedField) {
    let set: FieldSet = [field]
    if !set.intersection(.servers).fields.isEmpty {
      self = .server(ServerID?(word: word))
    } else if !set.intersection(.configurations).fields.isEmpty {
      self = .configuration(ConfigurationID(word: word))
    } else if !set.intersection(.names).fields.isEmpty {
      self = .name(NameID(word: word))
    } else if !set.intersection([.stateHash, .content, .context, .payload, .value]).fields.isEmpty {
      self = .hash(PayloadHash(word))
    } else if !set.intersection([.role, .newRole]).fields.isEmpty {
      self = .role(Role(word: word))
    } else if !set.intersection([.isLeadershipTransfer, .voteGranted, .success, .isDone, .termAndVote]).fields
      .isEmpty
    {
      self = .flag(Bool(word: word))
    } else {
      self = .number(word)
    }
  }
}
