extension CCFLineScanner {
  /// Consumes a server's identity, a string or a number.
  func server(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> ServerID {
    if try json.kind(bytes) == .number {
      return symbols.server(String(try json.unsignedInteger(bytes)))
    }
    return server(try json.string(bytes), bytes)
  }

  private func server(_ name: JSONString, _ bytes: Span<UInt8>) -> ServerID {
    name.hasEscapes ? symbols.server(name.utf8(in: bytes).span) : symbols.server(bytes.extracting(name.range))
  }

  func configurations(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> [CCFConfiguration] {
    var configurations: [CCFConfiguration] = []
    guard try json.kind(bytes) != .null else {
      try json.null(bytes)
      return configurations
    }
    try json.enterArray(bytes)
    while try json.nextElement(bytes) { configurations.append(try configuration(&json, bytes)) }
    return configurations
  }

  /// Consumes a membership; its servers are the keys of `nodes`.
  func configuration(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> CCFConfiguration {
    var configuration = CCFConfiguration(index: .zero, servers: [])
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.configuration.value(bytes, key) {
      case .index: configuration.index = LogIndex(try json.unsignedInteger(bytes))
      case .servers: configuration.servers = try servers(&json, bytes)
      case nil: try json.skipValue(bytes)
      }
    }
    return configuration
  }

  private func servers(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> [ServerID] {
    var servers: [ServerID] = []
    guard try json.kind(bytes) != .null else {
      try json.null(bytes)
      return servers
    }
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      servers.append(server(key, bytes))
      try json.skipValue(bytes)
    }
    return servers.sorted()
  }

  func packet(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> CCFPacket {
    var packet = CCFPacket()
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.packet.value(bytes, key) {
      case .type: packet.type = keys.messageTypes.value(bytes, try json.string(bytes)) ?? .other
      case .electionType: packet.isPreVote = try json.string(bytes).equals("PreVote", in: bytes)
      case .term: packet.term = try term(&json, bytes)
      case .previousTerm: packet.previousTerm = try term(&json, bytes)
      case .termOfIndex: packet.termOfIndex = try term(&json, bytes)
      case .lastCommittableTerm: packet.lastCommittableTerm = try term(&json, bytes)
      case .index: packet.index = try index(&json, bytes)
      case .previousIndex: packet.previousIndex = try index(&json, bytes)
      case .leaderCommit: packet.leaderCommit = try index(&json, bytes)
      case .lastLogIndex: packet.lastLogIndex = try index(&json, bytes)
      case .lastCommittableIndex: packet.lastCommittableIndex = try index(&json, bytes)
      case .success: packet.isSuccess = try success(&json, bytes)
      case .voteGranted: packet.isVoteGranted = .known(try json.boolean(bytes))
      case nil: try json.skipValue(bytes)
      }
    }
    return packet
  }

  private func term(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Observed<Term> {
    .known(Term(try json.unsignedInteger(bytes)))
  }

  private func index(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Observed<LogIndex>
  {
    .known(LogIndex(try json.unsignedInteger(bytes)))
  }

  /// `OK`, or a word for one of the reasons to refuse; some versions know more of these.
  private func success(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Observed<Bool> {
    guard try json.kind(bytes) == .string else { return .known(try json.boolean(bytes)) }
    return .known(try json.string(bytes).equals("OK", in: bytes))
  }
}
