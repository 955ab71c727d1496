/// The fields of a record of a clustered database file, as they were written.
///
/// Open vSwitch, `ovsdb/raft-private.c`; ovsdb(5), Clustered Database Format.
struct OVSDBRecord {
  var server: ServerID?
  var previousIndex: LogIndex?
  var previousTerm: Observed<Term> = .unknown
  var previousServers: ConfigurationID?
  var term: Term?
  var index: LogIndex?
  var vote: ServerID?
  var leader: ServerID?
  var commitIndex: LogIndex?
  var servers: ConfigurationID?
  /// Of the entry: a digest of the identity that its command has everywhere.
  var payload: Observed<PayloadHash> = .unknown
}

/// Turns the JSON of a record into its fields; what is not needed is passed over.
struct OVSDBRecordScanner {
  private enum Key {
    case server, previousIndex, previousTerm, previousServers, term, index, vote, leader, commitIndex, servers, entry
  }

  let symbols: TraceSymbols
  private let keys = ByteKeyTable<Key>([
    "server_id": .server, "prev_index": .previousIndex, "prev_term": .previousTerm,
    "prev_servers": .previousServers, "term": .term, "index": .index, "vote": .vote, "leader": .leader,
    "commit_index": .commitIndex, "servers": .servers, "eid": .entry,
  ])

  init(symbols: TraceSymbols) { self.symbols = symbols }

  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> OVSDBRecord {
    var json = JSONScanner()
    var record = OVSDBRecord()
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.value(bytes, key) {
      case .server: record.server = server(try json.string(bytes), bytes)
      case .previousIndex: record.previousIndex = LogIndex(try json.unsignedInteger(bytes))
      case .previousTerm: record.previousTerm = .known(Term(try json.unsignedInteger(bytes)))
      case .previousServers: record.previousServers = try configuration(&json, bytes)
      case .term: record.term = Term(try json.unsignedInteger(bytes))
      case .index: record.index = LogIndex(try json.unsignedInteger(bytes))
      case .vote: record.vote = server(try json.string(bytes), bytes)
      case .leader: record.leader = server(try json.string(bytes), bytes)
      case .commitIndex: record.commitIndex = LogIndex(try json.unsignedInteger(bytes))
      case .servers: record.servers = try configuration(&json, bytes)
      case .entry:
        let id = try json.string(bytes)
        record.payload = .known(PayloadHash(of: bytes.extracting(id.range)))
      case nil: try json.skipValue(bytes)
      }
    }
    try json.end(bytes)
    return record
  }

  private func configuration(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> ConfigurationID {
    var servers: [ServerID] = []
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      servers.append(server(key, bytes))
      try json.skipValue(bytes)
    }
    return symbols.configuration(Configuration(voters: servers))
  }

  /// Servers go by the first four digits of their UUID, as in Open vSwitch's log.
  private func server(_ id: JSONString, _ bytes: Span<UInt8>) -> ServerID {
    let digits = id.range.lowerBound..<min(id.range.lowerBound + 4, id.range.upperBound)
    return symbols.server(bytes.extracting(digits))
  }
}
