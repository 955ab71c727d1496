extension TextLogReader {
  /// The server that the line names, or else the one that the file is of.
  mutating func serverOfLine() -> ServerID? {
    guard let value = facts.value(of: .event(.server)) else { return ownerOfNamelessLine() }
    let server = ServerID(UInt32(value))
    show(server)
    return server
  }

  /// The server of a line that names none; nil where that would be a guess.
  mutating func ownerOfNamelessLine() -> ServerID? {
    if let server = subject.server { return server }
    guard subject.isUnknown, matcher.mapping.fileIsOfOneServer else { return nil }
    if let serverOfFile { return serverOfFile }
    serverOfFile = names.serverOfFile(fileName)
    return serverOfFile
  }

  /// Takes note of a line that names its own server.
  mutating func show(_ server: ServerID) {
    guard subject.show(server, symbols), let serverOfFile else { return }
    names.identify(serverOfFile, as: server)
  }

  /// Takes note of whose line it is and of which process, where a line that follows no rule tells it.
  mutating func showServer(ofShape number: Int, _ bytes: Span<UInt8>) throws(LineFault) {
    if matcher.mapping.shapes[number].tellsLife {
      facts.clear()
      try addFacts(ofShape: number, bytes)
      if let life = facts.life, let server = serverOfLine() { lives.note(life, of: server) }
      return
    }
    for i in matcher.mapping.shapes[number].serverKeys.indices {
      guard matcher.values.hasValue(matcher.mapping.shapes[number].serverKeys[i].slot) else { continue }
      facts.clear()
      try addFact(of: matcher.mapping.shapes[number].serverKeys[i], bytes)
      if let server = facts.value(of: .event(.server)) { show(ServerID(UInt32(server))) }
    }
  }

  /// Remembers the other names of servers that the line tells.
  mutating func declareAliases(_ owner: ServerID, rule: Int) {
    for alias in facts.aliases {
      if let value = facts.value(of: alias.field), value != FieldKind.nobody {
        names.declare(alias.name, as: ServerID(UInt32(value)))
      } else if alias.field == .event(.server), subject.showName(alias.name, rule: rule) {
        names.declareOwn(alias.name, as: owner)
      }
    }
  }
}
