/// The messages in flight: sent, and neither delivered for the last time nor lost.
///
/// Raft §2: messages may be lost, delayed, reordered and duplicated. A set: sending again what is still in flight changes
/// nothing, as it may be taken for the loss of one of the two.
public struct Network: Sendable, BitwiseCopyable {
  public private(set) var count = 0
  private var storage: InlineArray<20, Packet?>

  /// The most messages in flight.
  public static let capacity = 20

  public init() { storage = InlineArray(repeating: nil) }

  public subscript(i: Int) -> Packet {
    precondition(i < count, "message \(i) of \(count) in flight")
    return storage[i]!
  }

  public func contains(_ packet: Packet) -> Bool { position(of: packet) != nil }

  /// Puts a message into flight.
  ///
  /// A full network loses it.
  public mutating func send(_ packet: Packet) {
    guard count < Self.capacity, !contains(packet) else { return }
    storage[count] = packet
    count += 1
  }

  /// Takes a message out of flight; does nothing where it is not in flight.
  public mutating func remove(_ packet: Packet) {
    guard let i = position(of: packet) else { return }
    count -= 1
    storage[i] = storage[count]
    storage[count] = nil
  }

  private func position(of packet: Packet) -> Int? {
    for i in 0..<count where storage[i] == packet { return i }
    return nil
  }
}
