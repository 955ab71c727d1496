/// The messages in flight: sent, and neither delivered for the last time nor lost.
///
/// Raft §2: messages may be lost, delayed, reordered and duplicated. A set: sending again what is still in flight changes
/// nothing, as it may be taken for the loss of one of the two.
public struct Network: Sendable, BitwiseCopyable {
  public private(set) var count = 0
  private var storage: InlineArray<20, Packet>

  /// The most messages in flight.
  public static let capacity = 20

  public init() { storage = InlineArray(repeating: Packet.none) }

  public subscript(i: Int) -> Packet {
    @inline(__always) _read {
      precondition(i < count, "no such message in flight")
      yield storage[i]
    }
  }

  @inline(__always)
  public func contains(_ packet: Packet) -> Bool { position(of: packet) != nil }

  /// Puts a message into flight.
  ///
  /// A full network loses it.
  @inline(__always)
  public mutating func send(_ packet: Packet) {
    guard count < Self.capacity, !contains(packet) else { return }
    storage[count] = packet
    count += 1
  }

  /// Takes a message out of flight; does nothing where it is not in flight.
  @inline(__always)
  public mutating func remove(_ packet: Packet) {
    guard let i = position(of: packet) else { return }
    count -= 1
    storage[i] = storage[count]
  }

  @inline(__always)
  private func position(of packet: Packet) -> Int? {
    let packets = storage.span
    for i in 0..<count where packets[i] == packet { return i }
    return nil
  }

  /// Loses all messages.
  mutating func removeAll() { count = 0 }

  /// Becomes equal to another network.
  @inline(__always)
  mutating func assign(_ other: UnsafePointer<Network>) {
    count = other.pointee.count
    for i in 0..<count { storage[i] = other.pointee.storage[i] }
  }
}
