public import TraceFormat

/// One log index for each server of a cluster: `nextIndex[]` or `matchIndex[]` of Figure 2.
public struct ServerTable: Sendable, BitwiseCopyable {
  private var storage: InlineArray<7, UInt32>

  public init(repeating index: LogIndex = .zero) {
    storage = InlineArray(repeating: UInt32(truncatingIfNeeded: index.rawValue))
  }

  public subscript(server: ServerID) -> LogIndex {
    get { LogIndex(UInt64(storage[Int(server.rawValue)])) }
    set { storage[Int(server.rawValue)] = UInt32(truncatingIfNeeded: newValue.rawValue) }
  }
}

extension ServerTable: Equatable {
  public static func == (a: ServerTable, b: ServerTable) -> Bool {
    for i in 0..<ServerSet.capacity where a.storage[i] != b.storage[i] { return false }
    return true
  }
}
