public import TraceFormat

/// A set of servers of a modelled cluster, one bit each.
@frozen
public struct ServerSet: Hashable, Sendable, BitwiseCopyable {
  public var bits: UInt8

  /// The largest cluster that the model can hold, members to come included.
  public static let capacity = 7

  @inlinable
  public init(bits: UInt8 = 0) { self.bits = bits }

  @inlinable
  public init(_ servers: some Sequence<ServerID>) {
    bits = 0
    for server in servers { insert(server) }
  }

  /// The first `count` servers.
  @inlinable
  public init(first count: Int) {
    precondition(
      (0...Self.capacity).contains(count), "a modelled cluster has at most \(Self.capacity) servers")
    bits = UInt8((1 << count) - 1)
  }

  @inlinable public var isEmpty: Bool { bits == 0 }
  @inlinable public var count: Int { bits.nonzeroBitCount }

  @inlinable
  public func contains(_ server: ServerID) -> Bool { bits & (1 << UInt8(server.rawValue)) != 0 }

  @inlinable
  public mutating func insert(_ server: ServerID) { bits |= 1 << UInt8(server.rawValue) }

  @inlinable
  public mutating func remove(_ server: ServerID) { bits &= ~(1 << UInt8(server.rawValue)) }

  @inlinable public func union(_ other: ServerSet) -> ServerSet { ServerSet(bits: bits | other.bits) }
  @inlinable public func intersection(_ other: ServerSet) -> ServerSet { ServerSet(bits: bits & other.bits) }
  @inlinable public func subtracting(_ other: ServerSet) -> ServerSet { ServerSet(bits: bits & ~other.bits) }

  @inlinable
  public func inserting(_ server: ServerID) -> ServerSet {
    var result = self
    result.insert(server)
    return result
  }

  @inlinable
  public func removing(_ server: ServerID) -> ServerSet {
    var result = self
    result.remove(server)
    return result
  }
}

extension ServerSet: Sequence {
  /// The servers by rising number.
  @frozen
  public struct Iterator: IteratorProtocol {
    @usableFromInline var bits: UInt8

    @inlinable
    init(bits: UInt8) { self.bits = bits }

    @inlinable
    public mutating func next() -> ServerID? {
      guard bits != 0 else { return nil }
      defer { bits &= bits &- 1 }
      return ServerID(UInt32(bits.trailingZeroBitCount))
    }
  }

  @inlinable
  public func makeIterator() -> Iterator { Iterator(bits: bits) }
}
