/// How many events of each server an event has in its past, itself included.
///
/// Mattern 1989, Fidge 1988. `a` happened before `b` when no component of `a` exceeds that of `b` and one is less.
public struct VectorClock: Hashable, Sendable {
  /// One component, of a server that is not at zero.
  public struct Component: Hashable, Sendable, BitwiseCopyable {
    public var server: ServerID
    public var count: UInt64

    public init(server: ServerID, count: UInt64) {
      self.server = server
      self.count = count
    }
  }

  /// Sorted by server, without zeros.
  public let components: [Component]

  public init(_ components: [Component]) {
    self.components = components.filter { $0.count > 0 }.sorted { $0.server < $1.server }
  }

  /// The count of one server; 0 where none is given.
  public subscript(server: ServerID) -> UInt64 {
    components.first { $0.server == server }?.count ?? 0
  }

  /// Whether this moment is in the past of the other.
  public func happenedBefore(_ other: VectorClock) -> Bool {
    self != other && components.allSatisfy { $0.count <= other[$0.server] }
  }
}
