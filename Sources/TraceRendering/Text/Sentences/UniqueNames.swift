import TraceFormat

/// One name a server, by which people can tell it from every other: the name for people, or else the identity.
///
/// A trace may give two servers the same name, or one the identity of another; these keep their identity.
struct UniqueNames {
  private let names: [String]

  init(_ symbols: TraceSymbols) {
    let servers = symbols.servers
    var claims: [String: Int] = [:]
    for server in servers {
      let (name, identity) = (symbols.displayName(server), symbols[server])
      claims[name, default: 0] += 1
      if identity != name { claims[identity, default: 0] += 1 }
    }
    names = servers.map { server in
      let name = symbols.displayName(server)
      return claims[name] == 1 ? name : symbols[server]
    }
  }

  subscript(server: ServerID) -> String { names[Int(server.rawValue)] }
}
