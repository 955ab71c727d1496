/// What the interned numbers of a trace stand for: its servers, groups, files, memberships and other names.
///
/// One for all readers of an input, so that `n1` is the same server in every file. A class, because readers share and
/// extend it; it is not touched by more than one thread.
public final class TraceSymbols {
  public internal(set) var serverNames = NameTable()
  public internal(set) var groupNames = NameTable()
  public internal(set) var fileNames = NameTable()
  public internal(set) var names = NameTable()
  public private(set) var configurations: [Configuration] = []
  private var configurationNumbers: [Configuration: UInt32] = [:]
  private var displayNames: [ServerID: NameID] = [:]
  /// Of servers that turned out to be another one, which.
  private var unions: [ServerID: ServerID] = [:]

  /// The group of an input that has only one.
  public static let defaultGroup = GroupID(0)

  /// Stands for a server where an event is of a history that clients wrote: clients are no servers and have no server's name.
  public static let clientsName = "(clients)"

  public init() {
    _ = groupNames.intern("default")
  }

  public func server(_ name: Span<UInt8>) -> ServerID { ServerID(serverNames.intern(name)) }
  public func server(_ name: String) -> ServerID { ServerID(serverNames.intern(name)) }
  public func group(_ name: Span<UInt8>) -> GroupID { GroupID(groupNames.intern(name)) }
  public func group(_ name: String) -> GroupID { GroupID(groupNames.intern(name)) }
  public func file(_ name: String) -> FileID { FileID(fileNames.intern(name)) }
  public func name(_ name: Span<UInt8>) -> NameID { NameID(names.intern(name)) }
  public func name(_ name: String) -> NameID { NameID(names.intern(name)) }

  /// Whether the name stands for clients and not for a server.
  public func areClients(_ server: ServerID) -> Bool { self[server] == Self.clientsName }

  public func configuration(_ configuration: Configuration) -> ConfigurationID {
    if let number = configurationNumbers[configuration] { return ConfigurationID(number) }
    let number = UInt32(configurations.count)
    configurations.append(configuration)
    configurationNumbers[configuration] = number
    return ConfigurationID(number)
  }

  /// Remembers a server's name for people, as a trace tells it.
  public func setDisplayName(_ name: NameID, of server: ServerID) { displayNames[server] = name }

  /// Remembers that two servers are one, which was first known by two names.
  public func unite(_ a: ServerID, _ b: ServerID) {
    let (first, second) = (canonical(a), canonical(b))
    if first != second { unions[first] = second }
  }

  /// The server that stands for all that are the same as this one.
  public func canonical(_ server: ServerID) -> ServerID {
    var server = server
    while let next = unions[server] { server = next }
    return server
  }

  /// The identity that the source uses for the server.
  public subscript(server: ServerID) -> String { serverNames[server.rawValue] }
  public subscript(group: GroupID) -> String { groupNames[group.rawValue] }
  public subscript(file: FileID) -> String { fileNames[file.rawValue] }
  public subscript(name: NameID) -> String { names[name.rawValue] }
  public subscript(configuration: ConfigurationID) -> Configuration {
    configurations[Int(configuration.rawValue)]
  }

  /// The server's name for people where one was told, otherwise its identity.
  public func displayName(_ server: ServerID) -> String {
    displayNames[server].map { self[$0] } ?? self[server]
  }

  public var servers: [ServerID] { (0..<UInt32(serverNames.count)).map { ServerID($0) } }
  public var groups: [GroupID] { (0..<UInt32(groupNames.count)).map { GroupID($0) } }

  /// The position as `file:line`.
  ///
  /// Where a line holds several states, the state's number follows: `file:line#state`.
  public func describe(_ position: SourcePosition) -> String {
    let state = position.state > 0 ? "#\(position.state)" : ""
    return "\(self[position.file]):\(position.line)\(state)"
  }
}
