import TraceFormat

/// How often something was shown, and where first and last.
struct Contact {
  var count = 0
  var first: Stamp
  var last: Stamp

  init(_ stamp: Stamp) {
    first = stamp
    last = stamp
  }
}

/// Which messages a server's own lines show, by the other end.
struct Contacts {
  var sent: [ServerID: Contact] = [:]
  var received: [ServerID: Contact] = [:]

  mutating func send(to server: ServerID, _ stamp: Stamp) { Self.note(&sent, server, stamp) }
  mutating func receive(from server: ServerID, _ stamp: Stamp) { Self.note(&received, server, stamp) }

  private static func note(_ contacts: inout [ServerID: Contact], _ server: ServerID, _ stamp: Stamp) {
    contacts[server, default: Contact(stamp)].count += 1
    contacts[server]?.last = stamp
  }
}
