public import TraceFormat

/// A state of a modelled cluster: its servers, the messages in flight, and what the properties remember.
public struct ClusterState: Sendable, BitwiseCopyable {
  /// How many servers there are, members or not.
  public let serverCount: Int
  private var servers: InlineArray<7, ServerState>
  public var network = Network()
  public var history = HistoryVariables()

  /// The state before anything has happened: all servers followers in term 0 with empty logs.
  ///
  /// Only the members know the configuration; other servers know none until a leader sends it to them.
  public init(serverCount: Int, membership: Membership) {
    precondition((1...ServerSet.capacity).contains(serverCount), "1 to \(ServerSet.capacity) servers")
    self.serverCount = serverCount
    servers = InlineArray(repeating: ServerState(membership: .none))
    for server in membership.members { self[server] = ServerState(membership: membership) }
  }

  public subscript(server: ServerID) -> ServerState {
    _read { yield servers[Int(server.rawValue)] }
    _modify { yield &servers[Int(server.rawValue)] }
  }

  public var allServers: ServerSet { ServerSet(first: serverCount) }
}
