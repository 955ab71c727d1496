public import TraceFormat

/// A state of a modelled cluster: its servers, the messages in flight, and what the properties remember.
///
/// A value: a copy shares its room with the original until one of them changes.
public struct ClusterState: @unchecked Sendable {
  /// How many servers there are, members or not.
  public let serverCount: Int
  private var room: Room

  private struct Contents: BitwiseCopyable {
    var servers: InlineArray<7, ServerState>
    var network = Network()
    var history = HistoryVariables()
  }

  /// Owns the contents, which are too large to be passed around: measured, copies were half of an exploration's time.
  private final class Room {
    let contents: UnsafeMutablePointer<Contents>

    init(_ contents: Contents) {
      self.contents = .allocate(capacity: 1)
      self.contents.initialize(to: contents)
    }

    init(copying room: Room) {
      contents = .allocate(capacity: 1)
      contents.initialize(from: room.contents, count: 1)
    }

    deinit { contents.deallocate() }
  }

  /// The state before anything has happened: all servers followers in term 0 with empty logs.
  ///
  /// Only the members know the configuration; other servers know none until a leader sends it to them.
  public init(serverCount: Int, membership: Membership) {
    precondition((1...ServerSet.capacity).contains(serverCount), "1 to \(ServerSet.capacity) servers")
    self.serverCount = serverCount
    room = Room(Contents(servers: InlineArray(repeating: ServerState(membership: .none))))
    for server in membership.members { self[server] = ServerState(membership: membership) }
  }

  public subscript(server: ServerID) -> ServerState {
    _read { yield room.contents.pointee.servers[Int(server.rawValue)] }
    _modify {
      becomeUnique()
      yield &room.contents.pointee.servers[Int(server.rawValue)]
    }
  }

  public var network: Network {
    _read { yield room.contents.pointee.network }
    _modify {
      becomeUnique()
      yield &room.contents.pointee.network
    }
  }

  /// Takes into the history what a step did to the server at which it happened.
  @inline(__always)
  mutating func recordHistory(of i: ServerID, since before: ClusterState) {
    becomeUnique()
    let (contents, earlier) = (room.contents, before.room.contents)
    contents.pointee.history.record(
      i, before: earlier.pointee.servers[Int(i.rawValue)], after: contents.pointee.servers[Int(i.rawValue)])
  }

  /// Whether a server is byte for byte as in another state; equal servers need not be.
  @inline(__always)
  func isUntouched(_ i: ServerID, since other: ClusterState) -> Bool {
    let stride = MemoryLayout<ServerState>.stride
    let offset = MemoryLayout<Contents>.offset(of: \.servers)! + Int(i.rawValue) * stride
    let (a, b) = (UnsafeRawPointer(room.contents) + offset, UnsafeRawPointer(other.room.contents) + offset)
    var difference: UInt64 = 0
    for k in Swift.stride(from: 0, to: stride, by: 8) {
      difference |= a.load(fromByteOffset: k, as: UInt64.self) ^ b.load(fromByteOffset: k, as: UInt64.self)
    }
    return difference == 0
  }

  /// How many messages are in flight.
  @inline(__always)
  var messageCount: Int { room.contents.pointee.network.count }

  /// A message in flight, read where it lies; `network` may copy all of them.
  @inline(__always)
  func message(at i: Int) -> Packet { room.contents.pointee.network[i] }

  @inline(__always)
  func isInFlight(_ packet: Packet) -> Bool { room.contents.pointee.network.contains(packet) }

  public var history: HistoryVariables {
    _read { yield room.contents.pointee.history }
    _modify {
      becomeUnique()
      yield &room.contents.pointee.history
    }
  }

  public var allServers: ServerSet { ServerSet(first: serverCount) }

  private mutating func becomeUnique() {
    if !isKnownUniquelyReferenced(&room) { room = Room(copying: room) }
  }

  /// Becomes equal to another state of as many servers, in the room it has.
  mutating func assign(_ other: ClusterState) {
    precondition(serverCount == other.serverCount, "states of different clusters")
    guard isKnownUniquelyReferenced(&room) else {
      room = Room(copying: other.room)
      return
    }
    let (to, from) = (room.contents, other.room.contents)
    for i in 0..<serverCount { to.pointee.servers[i] = from.pointee.servers[i] }
    withUnsafePointer(to: &from.pointee.network) { to.pointee.network.assign($0) }
    to.pointee.history = from.pointee.history
  }
}
