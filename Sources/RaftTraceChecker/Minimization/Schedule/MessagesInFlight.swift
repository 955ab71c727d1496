import RaftModel
import TraceFormat

/// The messages that a trace shows to be on their way.
///
/// A model has each message in flight once; a trace may show that the same was sent twice.
struct MessagesInFlight {
  struct Flight {
    var packet: Packet
    var copies: Int
  }

  private var flights: [[Flight]] = Array(repeating: [], count: 7 * 7)
  /// What has arrived, and in which step.
  private var arrivals: [[(packet: Packet, step: Int)]] = Array(repeating: [], count: 7 * 7)
  private(set) var count = 0

  /// How many messages between two servers are remembered.
  private static let memory = 128

  /// Puts a message into flight.
  ///
  /// - Returns: whether a model would have lost it: it is in flight already, or there is no room.
  mutating func send(_ packet: Packet) -> Bool {
    let lane = Self.lane(packet)
    if let i = flights[lane].firstIndex(where: { $0.packet == packet }) {
      flights[lane][i].copies += 1
      return true
    }
    let isFull = count >= Network.capacity
    if flights[lane].count >= Self.memory {
      flights[lane].removeFirst()
      count -= 1
    }
    flights[lane].append(Flight(packet: packet, copies: 1))
    count += 1
    return isFull
  }

  /// Takes one copy out of flight.
  ///
  /// - Returns: how many remain; nil where none was in flight.
  mutating func take(_ packet: Packet) -> Int? {
    let lane = Self.lane(packet)
    guard let i = flights[lane].firstIndex(where: { $0.packet == packet }) else { return nil }
    flights[lane][i].copies -= 1
    let remaining = flights[lane][i].copies
    if remaining == 0 {
      flights[lane].remove(at: i)
      count -= 1
    }
    return remaining
  }

  /// How many copies are in flight.
  func copies(of packet: Packet) -> Int {
    flights[Self.lane(packet)].first { $0.packet == packet }?.copies ?? 0
  }

  /// The messages in flight from one server to another, the oldest first.
  func packets(from source: ServerID, to destination: ServerID) -> [Packet] {
    flights[Int(source.rawValue) * 7 + Int(destination.rawValue)].map(\.packet)
  }

  /// The oldest message in flight of the same kind and term between the same servers.
  func likest(_ packet: Packet) -> Packet? {
    flights[Self.lane(packet)].first { $0.packet.kind == packet.kind && $0.packet.term == packet.term }?
      .packet
  }

  mutating func noteArrival(_ packet: Packet, step: Int) {
    let lane = Self.lane(packet)
    if arrivals[lane].count >= Self.memory { arrivals[lane].removeFirst() }
    arrivals[lane].append((packet, step))
  }

  /// The step in which the same message arrived before.
  func earlierArrival(of packet: Packet) -> Int? {
    arrivals[Self.lane(packet)].last { $0.packet == packet }?.step
  }

  private static func lane(_ packet: Packet) -> Int {
    Int(packet.source.rawValue) * 7 + Int(packet.destination.rawValue)
  }
}
