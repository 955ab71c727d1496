/// One key with its value each; what is unknown is left out.
extension NativeTraceWriter {
  mutating func write(_ key: StaticString, _ index: LogIndex) {
    json.key(key)
    json.value(index.rawValue)
  }

  mutating func write(_ key: StaticString, _ index: Observed<LogIndex>) {
    if case .known(let index) = index { write(key, index) }
  }

  mutating func write(_ key: StaticString, _ term: Observed<Term>) {
    guard case .known(let term) = term else { return }
    json.key(key)
    json.value(term.rawValue)
  }

  mutating func write(_ key: StaticString, _ isTrue: Observed<Bool>) {
    guard case .known(let isTrue) = isTrue else { return }
    json.key(key)
    json.value(isTrue)
  }

  mutating func write(_ key: StaticString, _ role: Observed<Role>) {
    guard case .known(let role) = role else { return }
    json.key(key)
    json.value(role.word)
  }

  mutating func write(_ key: StaticString, _ payload: Observed<PayloadHash>) {
    guard case .known(let payload) = payload else { return }
    let digits = InlineArray<16, UInt8> { place in
      let digit = UInt8(payload.rawValue >> UInt64(60 - 4 * place) & 0xf)
      return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
    json.key(key)
    json.value(utf8: digits.span)
  }

  mutating func write(_ key: StaticString, _ time: Observed<WallTime>) {
    guard case .known(let time) = time else { return }
    var text: [UInt8] = []
    text.reserveCapacity(WallTime.iso8601LengthMaximum)
    time.appendISO8601(to: &text)
    json.key(key)
    json.value(utf8: text.span)
  }

  mutating func write(_ key: StaticString, _ server: ServerID) {
    json.key(key)
    write(server.rawValue, in: symbols.serverNames)
  }

  /// `null` says that there is none.
  mutating func write(_ key: StaticString, _ server: Observed<ServerID?>) {
    switch server {
    case .unknown: break
    case .known(nil):
      json.key(key)
      json.null()
    case .known(let server?): write(key, server)
    }
  }

  mutating func write(_ key: StaticString, _ group: GroupID) {
    json.key(key)
    write(group.rawValue, in: symbols.groupNames)
  }

  mutating func write(_ key: StaticString, _ name: NameID) {
    json.key(key)
    write(name.rawValue, in: symbols.names)
  }

  mutating func write(_ key: StaticString, _ position: SourcePosition) {
    json.key(key)
    json.value("\(symbols.fileNames.legible(position.file.rawValue)):\(position.line)")
  }

  mutating func write(_ key: StaticString, _ clock: VectorClock) {
    json.key(key)
    json.beginObject()
    for server in symbols.sortedByName(clock.components.map(\.server)) {
      json.key(text: symbols.legibleName(server))
      json.value(clock[server])
    }
    json.endObject()
  }

  mutating func write(_ key: StaticString, _ configuration: Observed<ConfigurationID>) {
    guard case .known(let id) = configuration else { return }
    let configuration = symbols[id]
    json.key(key)
    json.beginObject()
    write("voters", configuration.voters)
    if configuration.isJoint { write("outgoingVoters", configuration.outgoingVoters) }
    if !configuration.learners.isEmpty { write("learners", configuration.learners) }
    json.endObject()
  }

  private mutating func write(_ key: StaticString, _ servers: [ServerID]) {
    json.key(key)
    json.beginArray()
    for server in symbols.sortedByName(servers) { write(server.rawValue, in: symbols.serverNames) }
    json.endArray()
  }

  private mutating func write(_ number: UInt32, in table: NameTable) {
    table.withBytes(of: number) { name in
      if UTF8Sequence.firstInvalid(name.span) == nil {
        json.value(utf8: name.span)
      } else {
        json.value(NameTable.legible(name))
      }
    }
  }
}
