/// A member of a Raft group, as a number interned in `TraceSymbols.servers`.
@frozen
public struct ServerID: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  @inlinable
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable
  public static func < (a: ServerID, b: ServerID) -> Bool { a.rawValue < b.rawValue }
}

/// One Raft instance among many in one input, as a number interned in `TraceSymbols.groups`.
///
/// Elsewhere called region, range, shard or stream. Groups share nothing but the processes they run in.
public struct GroupID: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  public static func < (a: GroupID, b: GroupID) -> Bool { a.rawValue < b.rawValue }
}

/// A file that events came from, as a number interned in `TraceSymbols.files`.
public struct FileID: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  public static func < (a: FileID, b: FileID) -> Bool { a.rawValue < b.rawValue }
}

/// A membership, as a number interned in `TraceSymbols.configurations`.
public struct ConfigurationID: Hashable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
}

/// Any other name (a client, a key, a server's name for people), as a number interned in `TraceSymbols.names`.
public struct NameID: Hashable, Sendable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
}
