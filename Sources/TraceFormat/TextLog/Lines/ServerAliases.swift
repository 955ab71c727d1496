/// The servers of a trace under all their names: identities, addresses, names for people.
///
/// One for all files of an input, as `TraceSymbols`: what one file tells of a name holds for the others.
public final class ServerAliases {
  let symbols: TraceSymbols
  private var names = NameTable()
  /// What is known of each name of `names`.
  private var meanings: [Meaning] = []
  private var files = FileServers()
  /// The servers that are named by files, and of those that have said who they are, who.
  private var identities: [ServerID: ServerID?] = [:]

  private enum Meaning {
    /// Only being declared.
    case none
    /// Used as a server before anything said whose name it is.
    case itself(ServerID)
    case declared(ServerID)
  }

  public init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// The server of a name, new where the name was never seen.
  func server(_ name: Span<UInt8>) -> ServerID {
    let number = number(of: name)
    switch meanings[number] {
    case .itself(let server), .declared(let server): return server
    case .none:
      let server = symbols.server(name)
      meanings[number] = .itself(server)
      return server
    }
  }

  /// Remembers that a name means a server; without effect where the name was declared to mean another one.
  ///
  /// Where the name was used before, what it was taken for and the server are one from now on.
  func declare(_ name: Int, as server: ServerID) {
    switch meanings[name] {
    case .declared: return
    case .none: break
    case .itself(let used): symbols.unite(used, server)
    }
    meanings[name] = .declared(server)
  }

  /// Remembers another name of the server whose log a file is; two logs whose servers have one such name are of one server.
  func declareOwn(_ name: Int, as server: ServerID) {
    if case .declared(let other) = meanings[name], identities[other] != nil, identities[server] != nil {
      symbols.unite(other, server)
    }
    declare(name, as: server)
  }

  /// Takes note of a file that is the log of one server, before any is read.
  func addFile(_ path: String) { files.add(path) }

  /// The server that a file is the log of, as long as it has not said who it is.
  func serverOfFile(_ path: String) -> ServerID {
    let server = symbols.server(files.name(of: path))
    if identities[server] == nil { identities[server] = .some(nil) }
    return server
  }

  /// Remembers who the server is that a file is the log of; of two logs under one name, the first to say so.
  func identify(_ fileServer: ServerID, as server: ServerID) {
    guard identities[fileServer] == .some(nil) else { return }
    identities[fileServer] = server
    symbols.unite(fileServer, server)
  }

  private func number(of name: Span<UInt8>) -> Int {
    let number = Int(names.intern(name))
    if number == meanings.count { meanings.append(.none) }
    return number
  }
}

/// Values of captured text.
extension ServerAliases {
  /// The value of a field's kind; nil where the text stands for nobody and the field cannot say so.
  func value(of capture: Capture, as kind: FieldKind, _ type: HoleType, in text: Span<UInt8>) -> UInt64? {
    switch kind {
    case .number, .time, .boolean, .role, .messageType, .action, .outcome, .servers: return capture.number
    case .server: return server(of: capture, type, in: text).map { UInt64($0.rawValue) }
    case .serverOrNobody:
      guard let server = server(of: capture, type, in: text) else { return FieldKind.nobody }
      return UInt64(server.rawValue)
    case .group: return UInt64(symbols.group(text.extracting(content(of: capture, type))).rawValue)
    case .name: return UInt64(symbols.name(text.extracting(content(of: capture, type))).rawValue)
    case .digest: return PayloadHash(of: text.extracting(content(of: capture, type))).rawValue
    }
  }

  /// The servers of a list.
  func servers(of capture: Capture, _ type: HoleType, in text: Span<UInt8>) -> [ServerID] {
    var servers: [ServerID] = []
    var position = capture.start
    while position < capture.end {
      let end = text.endOfElement(type.element, from: position)
      servers.append(server(type.element, text.extracting(position..<end)))
      position = text.endOfSeparator(from: end)
    }
    return servers
  }

  /// The number of a captured name, for `declare`; nil where it is nobody's.
  func number(of capture: Capture, _ type: HoleType, in text: Span<UInt8>) -> Int? {
    let name = text.extracting(content(of: capture, type))
    guard !name.isNobody else { return nil }
    if type.element == .hex { return number(of: name.plainHexadecimal.span) }
    if type.element == .decimalAsHex { return number(of: name.decimalAsHexadecimal.span) }
    return number(of: name)
  }

  private func server(of capture: Capture, _ type: HoleType, in text: Span<UInt8>) -> ServerID? {
    let name = text.extracting(content(of: capture, type))
    if type.mayBeNobody, name.isNobody { return nil }
    return server(type.element, name)
  }

  private func server(_ element: HoleType.Element, _ name: Span<UInt8>) -> ServerID {
    switch element {
    case .hex:
      if name.isPlainHexadecimal { return server(name) }
      let digits = name.plainHexadecimal
      return server(digits.span)
    case .decimalAsHex:
      let digits = name.decimalAsHexadecimal
      return server(digits.span)
    case .int, .word, .quoted, .text, .rest, .date, .seconds, .milliseconds, .microseconds, .nanoseconds,
      .table:
      return server(name)
    }
  }

  /// The place of a capture's text without quotation marks.
  private func content(of capture: Capture, _ type: HoleType) -> Range<Int> {
    type.element == .quoted ? capture.start + 1..<capture.end - 1 : capture.range
  }
}
