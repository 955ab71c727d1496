public import TraceFormat

/// A message between two servers of a modelled cluster.
///
/// Raft Figure 2 and Figure 13 · dissertation §3.10, §9.6. One type of fixed size for all of them; each kind uses the
/// fields that its maker takes.
public struct Packet: Sendable, BitwiseCopyable {
  public enum Kind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case requestVoteRequest
    case requestVoteResponse
    case preVoteRequest
    case preVoteResponse
    case appendEntriesRequest
    case appendEntriesResponse
    case installSnapshotRequest
    case installSnapshotResponse
    case timeoutNow
  }

  public let kind: Kind
  private let storedSource: UInt8
  private let storedDestination: UInt8
  /// `voteGranted` or `success`; of a RequestVote request whether a transfer of leadership asked for it.
  public private(set) var flag = false
  /// The round of heartbeats that a leader's request belongs to and its answer confirms; 0 where reads do not need it.
  public private(set) var round: UInt8 = 0
  public private(set) var entries = EntryList()
  /// The sender's term; of a pre-vote, and of a grant of one, the term that would be campaigned in.
  public var term: Term { Term(UInt64(storedTerm)) }
  private let storedTerm: UInt32
  private var positionTerm: UInt32 = 0
  private var positionIndex: UInt32 = 0
  private var commit: UInt32 = 0
  private var snapshotContent: UInt32 = 0
  private var snapshotMembership = Membership.none

  private init(_ kind: Kind, from source: ServerID, to destination: ServerID, term: Term) {
    self.kind = kind
    storedSource = UInt8(source.rawValue)
    storedDestination = UInt8(destination.rawValue)
    storedTerm = UInt32(truncatingIfNeeded: term.rawValue)
  }

  /// No message; fills the unused room of a network.
  static let none = Packet(.timeoutNow, from: ServerID(0), to: ServerID(0), term: .zero)

  private var position: LogPosition {
    get { LogPosition(term: Term(UInt64(positionTerm)), index: LogIndex(UInt64(positionIndex))) }
    set {
      positionTerm = UInt32(truncatingIfNeeded: newValue.term.rawValue)
      positionIndex = UInt32(truncatingIfNeeded: newValue.index.rawValue)
    }
  }

  public var source: ServerID { ServerID(UInt32(storedSource)) }
  public var destination: ServerID { ServerID(UInt32(storedDestination)) }

  // MARK: Votes

  public static func requestVoteRequest(
    from source: ServerID, to destination: ServerID, term: Term, lastLog: LogPosition,
    isTransfer: Bool = false
  ) -> Packet {
    var packet = Packet(.requestVoteRequest, from: source, to: destination, term: term)
    packet.position = lastLog
    packet.flag = isTransfer
    return packet
  }

  public static func requestVoteResponse(
    from source: ServerID, to destination: ServerID, term: Term, voteGranted: Bool
  ) -> Packet {
    var packet = Packet(.requestVoteResponse, from: source, to: destination, term: term)
    packet.flag = voteGranted
    return packet
  }

  public static func preVoteRequest(
    from source: ServerID, to destination: ServerID, term: Term, lastLog: LogPosition
  ) -> Packet {
    var packet = Packet(.preVoteRequest, from: source, to: destination, term: term)
    packet.position = lastLog
    return packet
  }

  public static func preVoteResponse(
    from source: ServerID, to destination: ServerID, term: Term, voteGranted: Bool
  ) -> Packet {
    var packet = Packet(.preVoteResponse, from: source, to: destination, term: term)
    packet.flag = voteGranted
    return packet
  }

  /// `lastLogIndex` and `lastLogTerm` of a request for a vote or a pre-vote.
  public var lastLog: LogPosition { position }

  public var voteGranted: Bool { flag }

  /// Whether a transfer of leadership asked for the campaign (dissertation §4.2.3).
  public var isTransfer: Bool { flag }

  // MARK: Replication

  public static func appendEntriesRequest(
    from source: ServerID, to destination: ServerID, term: Term, prevLog: LogPosition, entries: EntryList,
    leaderCommit: LogIndex, round: UInt8 = 0
  ) -> Packet {
    var packet = Packet(.appendEntriesRequest, from: source, to: destination, term: term)
    packet.position = prevLog
    packet.entries = entries
    packet.commit = UInt32(truncatingIfNeeded: leaderCommit.rawValue)
    packet.round = round
    return packet
  }

  /// - Parameter matchIndex: on success the last index known to be equal; on failure the `prevLogIndex` refused.
  public static func appendEntriesResponse(
    from source: ServerID, to destination: ServerID, term: Term, success: Bool, matchIndex: LogIndex,
    round: UInt8 = 0
  ) -> Packet {
    var packet = Packet(.appendEntriesResponse, from: source, to: destination, term: term)
    packet.flag = success
    packet.position.index = matchIndex
    packet.round = round
    return packet
  }

  /// `prevLogIndex` and `prevLogTerm`.
  public var prevLog: LogPosition { position }

  /// The last index that the request's entries reach; `prevLogIndex` without entries.
  public var lastNewIndex: LogIndex { LogIndex(position.index.rawValue + UInt64(entries.count)) }

  public var leaderCommit: LogIndex { LogIndex(UInt64(commit)) }
  public var success: Bool { flag }
  public var matchIndex: LogIndex { position.index }

  // MARK: Snapshots and transfer

  public static func installSnapshotRequest(
    from source: ServerID, to destination: ServerID, term: Term, snapshot: ServerLog.SnapshotState
  ) -> Packet {
    var packet = Packet(.installSnapshotRequest, from: source, to: destination, term: term)
    packet.position = snapshot.position
    packet.snapshotMembership = snapshot.membership
    packet.snapshotContent = snapshot.content
    return packet
  }

  public static func installSnapshotResponse(
    from source: ServerID, to destination: ServerID, term: Term, matchIndex: LogIndex
  ) -> Packet {
    var packet = Packet(.installSnapshotResponse, from: source, to: destination, term: term)
    packet.position.index = matchIndex
    return packet
  }

  public static func timeoutNow(from source: ServerID, to destination: ServerID, term: Term) -> Packet {
    Packet(.timeoutNow, from: source, to: destination, term: term)
  }

  /// The snapshot that an InstallSnapshot request carries.
  public var snapshot: ServerLog.SnapshotState {
    ServerLog.SnapshotState(position: position, membership: snapshotMembership, content: snapshotContent)
  }
}

/// The entries of one message.
public struct EntryList: Sendable, BitwiseCopyable {
  private var storedCount: UInt8 = 0
  private var storage: InlineArray<4, ServerLog.Entry>

  /// The most entries that one message carries.
  public static let capacity = 4

  public init() { storage = InlineArray(repeating: ServerLog.Entry.none) }

  public var count: Int { Int(storedCount) }
  public var isEmpty: Bool { storedCount == 0 }

  public subscript(i: Int) -> ServerLog.Entry {
    precondition(i < count, "entry \(i) of \(count)")
    return storage[i]
  }

  public mutating func append(_ entry: ServerLog.Entry) {
    storage[count] = entry
    storedCount += 1
  }
}

extension EntryList: Equatable {
  @inline(__always)
  public static func == (a: EntryList, b: EntryList) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count where a.storage[i] != b.storage[i] { return false }
    return true
  }
}

extension Packet: Equatable {
  @inline(__always)
  public static func == (a: Packet, b: Packet) -> Bool {
    a.kind == b.kind && a.storedSource == b.storedSource && a.storedDestination == b.storedDestination
      && a.storedTerm == b.storedTerm && a.positionTerm == b.positionTerm
      && a.positionIndex == b.positionIndex && a.flag == b.flag && a.round == b.round
      && a.commit == b.commit && a.snapshotContent == b.snapshotContent
      && a.snapshotMembership == b.snapshotMembership && a.entries == b.entries
  }
}
