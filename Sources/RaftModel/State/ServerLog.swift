public import TraceFormat

/// The log of a modelled server: the entries that follow its snapshot.
///
/// Raft §5.3, §7. Without a snapshot the log begins at index 1.
public struct ServerLog: Sendable, BitwiseCopyable {
  /// What the entries up to the first one kept were compacted into; its index is 0 without a snapshot.
  public private(set) var snapshot: SnapshotState
  public private(set) var count: Int
  private var storage: InlineArray<16, Entry>
  /// One more than the slot of the latest entry that carries a configuration; 0 for none.
  private var membershipMark = 0

  /// The most entries that a log holds behind its snapshot.
  public static let capacity = 16

  /// An empty log of a server that knows this configuration.
  public init(membership: Membership) { self.init(snapshot: SnapshotState(membership: membership)) }

  /// The log of a server that has nothing but a snapshot.
  public init(snapshot: SnapshotState) {
    self.snapshot = snapshot
    count = 0
    storage = InlineArray(repeating: Entry.none)
  }

  /// The index of the last entry; of the snapshot where no entry follows it.
  public var lastIndex: LogIndex { LogIndex(snapshot.position.index.rawValue + UInt64(count)) }

  public var lastTerm: Term { count == 0 ? snapshot.position.term : storage[count - 1].term }

  /// What §5.4.1 compares.
  public var last: LogPosition { LogPosition(term: lastTerm, index: lastIndex) }

  /// The first index that is an entry and not part of the snapshot.
  public var firstIndex: LogIndex { snapshot.position.index.next }

  public var isFull: Bool { count == Self.capacity }

  /// The entry at an index; nil in front of the first and behind the last.
  public subscript(index: LogIndex) -> Entry? {
    guard index > snapshot.position.index, index <= lastIndex else { return nil }
    return storage[slot(index)]
  }

  /// The term at an index: of the entry, of the snapshot's last entry, or 0 at index 0; nil where it is not known.
  public func term(at index: LogIndex) -> Term? {
    index == snapshot.position.index ? snapshot.position.term : self[index]?.term
  }

  /// Whether the log holds, or its snapshot covers, the entry at this position.
  ///
  /// A snapshot covers committed entries only, so every position in front of its end counts as held (§7).
  public func contains(_ position: LogPosition) -> Bool {
    position.index < snapshot.position.index || term(at: position.index) == position.term
  }

  /// Adds an entry behind the last one.
  ///
  /// A full log traps: what bounds a model's logs must keep them below `capacity`.
  public mutating func append(_ entry: Entry) {
    precondition(!isFull, "a modelled log holds at most \(Self.capacity) entries behind its snapshot")
    storage[count] = entry
    count += 1
    if entry.isMembership { membershipMark = count }
  }

  /// Removes the entry at an index and all that follow it.
  public mutating func truncate(from index: LogIndex) {
    guard index <= lastIndex else { return }
    let kept = index > snapshot.position.index ? slot(index) : 0
    for i in kept..<count { storage[i] = Entry.none }
    count = kept
    findMembership()
  }

  /// Replaces the entry at an index, which a correct server never does.
  public mutating func replace(at index: LogIndex, with entry: Entry) {
    precondition(self[index] != nil, "no entry at index \(index)")
    storage[slot(index)] = entry
    findMembership()
  }

  /// Drops the entries that a snapshot of this log covers, and keeps those behind it.
  ///
  /// Raft §7.
  public mutating func compact(into snapshot: SnapshotState) {
    let dropped = min(
      count, Int(clamping: snapshot.position.index.rawValue - self.snapshot.position.index.rawValue))
    for i in 0..<(count - dropped) { storage[i] = storage[i + dropped] }
    for i in (count - dropped)..<count { storage[i] = Entry.none }
    count -= dropped
    self.snapshot = snapshot
    findMembership()
  }

  /// The configuration in use: that of the latest entry that carries one, committed or not, otherwise the snapshot's.
  ///
  /// Dissertation §4.1.
  @inline(__always)
  public var membership: Membership {
    membershipMark == 0 ? snapshot.membership : storage[membershipMark - 1].membership!
  }

  /// The index of the entry whose configuration is in use; 0 where it is the snapshot's or the initial one.
  public var membershipIndex: LogIndex {
    membershipMark == 0 ? .zero : LogIndex(snapshot.position.index.rawValue + UInt64(membershipMark))
  }

  /// The configuration that was in use at an index, which a snapshot up to there must carry.
  public func membership(at index: LogIndex) -> Membership {
    var position = min(index, lastIndex)
    while position > snapshot.position.index {
      if let entry = self[position], let membership = entry.membership { return membership }
      position = position.previous
    }
    return snapshot.membership
  }

  private mutating func findMembership() {
    membershipMark = count
    while membershipMark > 0, !storage[membershipMark - 1].isMembership { membershipMark -= 1 }
  }

  /// The entry at a place behind the snapshot, from 0.
  @inline(__always)
  func entry(atSlot slot: Int) -> Entry { storage[slot] }

  private func slot(_ index: LogIndex) -> Int {
    Int(truncatingIfNeeded: index.rawValue &- snapshot.position.index.rawValue) - 1
  }
}

extension ServerLog: Equatable {
  @inline(__always)
  public static func == (a: ServerLog, b: ServerLog) -> Bool {
    guard a.snapshot == b.snapshot, a.count == b.count else { return false }
    for i in 0..<a.count where a.storage[i] != b.storage[i] { return false }
    return true
  }
}
