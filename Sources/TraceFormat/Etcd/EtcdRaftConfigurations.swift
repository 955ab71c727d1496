/// The memberships that a trace shows, parsed once per spelling.
///
/// `conf` is `[[incoming voters],[outgoing voters]]`, and stays the same over thousands of lines.
struct EtcdRaftConfigurations {
  private var spellings = NameTable()
  /// Nil where the spelling was no membership; then it is an error wherever it stands.
  private var values: [Observed<ConfigurationID>?] = []

  /// Consumes a membership; unknown where it has no voters.
  mutating func read(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ symbols: TraceSymbols
  ) throws(JSONError) -> Observed<ConfigurationID> {
    _ = try json.kind(bytes)
    let start = json
    try json.skipValue(bytes)
    let number = Int(spellings.intern(bytes.extracting(start.position..<json.position)))
    if number == values.count { values.append(nil) }
    if let known = values[number] { return known }
    json = start
    let value = try Self.parse(&json, bytes, symbols)
    values[number] = value
    return value
  }

  private static func parse(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ symbols: TraceSymbols
  ) throws(JSONError) -> Observed<ConfigurationID> {
    var halves: [[ServerID]] = []
    try json.enterArray(bytes)
    while try json.nextElement(bytes) { halves.append(try servers(&json, bytes, symbols)) }
    guard let voters = halves.first, !voters.isEmpty else { return .unknown }
    let outgoing = halves.count > 1 ? halves[1] : []
    return .known(symbols.configuration(Configuration(voters: voters, outgoingVoters: outgoing)))
  }

  static func servers(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ symbols: TraceSymbols
  ) throws(JSONError) -> [ServerID] {
    var servers: [ServerID] = []
    try json.enterArray(bytes)
    while try json.nextElement(bytes) {
      if let server = try EtcdRaftLineScanner.server(&json, bytes, symbols) { servers.append(server) }
    }
    return servers
  }
}
