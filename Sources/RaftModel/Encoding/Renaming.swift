import TraceFormat

/// A permutation of the servers of a cluster.
struct Renaming: BitwiseCopyable {
  /// The new place of each server.
  private var places: InlineArray<7, UInt8>
  /// The server at each place.
  private var servers: InlineArray<7, UInt8>

  /// Every server keeps its place.
  init() {
    places = InlineArray { UInt8($0) }
    servers = places
  }

  func place(of server: ServerID) -> UInt8 { places[Int(server.rawValue)] }
  func server(at place: Int) -> ServerID { ServerID(UInt32(servers[place])) }

  mutating func put(_ server: ServerID, at place: Int) {
    servers[place] = UInt8(server.rawValue)
    places[Int(server.rawValue)] = UInt8(place)
  }

  mutating func swapPlaces(_ a: Int, _ b: Int) {
    let (first, second) = (server(at: a), server(at: b))
    put(first, at: b)
    put(second, at: a)
  }

  func places(of set: ServerSet) -> UInt8 {
    var result: UInt8 = 0
    for server in set { result |= 1 << place(of: server) }
    return result
  }
}
