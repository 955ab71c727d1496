extension NameTable {
  /// The name as text; bytes that are no UTF-8, which JSON cannot hold, become `\xNN`, so that names stay apart.
  func legible(_ number: UInt32) -> String {
    withBytes(of: number) { Self.legible($0) }
  }

  static func legible(_ name: ArraySlice<UInt8>) -> String {
    var rest = name
    var text = ""
    while let invalid = UTF8Sequence.firstInvalid(rest.span) {
      let behind = rest.startIndex + invalid + 1
      text += String(decoding: rest[..<(behind - 1)], as: UTF8.self) + #"\x"#
      text += String(rest[behind - 1], radix: 16)
      rest = rest[behind...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }
}

extension TraceSymbols {
  /// The server's identity, fit for JSON.
  func legibleName(_ server: ServerID) -> String { serverNames.legible(server.rawValue) }

  /// Servers by name, because their numbers depend on what else was read.
  func sortedByName(_ servers: [ServerID]) -> [ServerID] {
    let names = serverNames
    return servers.sorted { a, b in
      names.withBytes(of: a.rawValue) { a in
        names.withBytes(of: b.rawValue) { b in a.lexicographicallyPrecedes(b) }
      }
    }
  }
}
