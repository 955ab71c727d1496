public import TraceFormat

extension ServerLog {
  /// One entry of a modelled log: its term, and a command or a configuration.
  ///
  /// A command is known by the server that took it from a client: with its term and index that tells it from any other.
  public struct Entry: Hashable, Sendable, BitwiseCopyable {
    private var storedTerm: UInt32
    /// Bits 30 and 31 are the kind; of a command the low bits name the server, of a configuration they are three sets.
    private(set) var payload: UInt32

    private init(term: Term, payload: UInt32) {
      storedTerm = UInt32(truncatingIfNeeded: term.rawValue)
      self.payload = payload
    }

    init(storedTerm: UInt32, payload: UInt32) {
      self.storedTerm = storedTerm
      self.payload = payload
    }

    /// No entry; fills the unused room of a log.
    static let none = Entry(storedTerm: 0, payload: 0)

    /// A client's command that this server, then leader, put into its log.
    public static func command(term: Term, from server: ServerID) -> Entry {
      Entry(term: term, payload: server.rawValue)
    }

    /// The empty entry with which a leader may begin its term (§8).
    public static func noOperation(term: Term) -> Entry { Entry(term: term, payload: noOperationBit) }

    public static func membership(term: Term, _ membership: Membership) -> Entry {
      Entry(
        term: term,
        payload: membershipBit | UInt32(membership.voters.bits) | UInt32(membership.outgoingVoters.bits) << 8
          | UInt32(membership.learners.bits) << 16)
    }

    public var term: Term {
      get { Term(UInt64(storedTerm)) }
      set { storedTerm = UInt32(truncatingIfNeeded: newValue.rawValue) }
    }

    public var isMembership: Bool { payload & Self.membershipBit != 0 }
    public var isNoOperation: Bool { payload & Self.noOperationBit != 0 }

    /// The configuration that the entry carries; nil for other entries.
    public var membership: Membership? {
      guard isMembership else { return nil }
      return Membership(
        voters: ServerSet(bits: UInt8(truncatingIfNeeded: payload)),
        outgoingVoters: ServerSet(bits: UInt8(truncatingIfNeeded: payload >> 8)),
        learners: ServerSet(bits: UInt8(truncatingIfNeeded: payload >> 16)))
    }

    /// The server that took the command from a client; nil for other entries.
    public var commandOrigin: ServerID? {
      payload & (Self.membershipBit | Self.noOperationBit) == 0 ? ServerID(payload) : nil
    }

    private static let membershipBit: UInt32 = 1 << 31
    private static let noOperationBit: UInt32 = 1 << 30
  }

  /// What a snapshot holds: the last entry it covers, the configuration at it, and a digest of all it covers.
  ///
  /// Raft §7 and Figure 13.
  public struct SnapshotState: Hashable, Sendable, BitwiseCopyable {
    /// `lastIncludedTerm` and `lastIncludedIndex`; zero for no snapshot.
    public var position: LogPosition
    public var membership: Membership
    /// Digest of the commands applied up to `position`: the state machine's content.
    public var content: UInt32

    public init(position: LogPosition = .zero, membership: Membership, content: UInt32 = 0) {
      self.position = position
      self.membership = membership
      self.content = content
    }
  }
}
