public import TraceFormat

/// How two traces compare.
public struct ComparisonReport: Sendable {
  public enum Verdict: String, Sendable {
    /// No server differs, in what was compared.
    case same
    case differ
    /// There was nothing that both traces show.
    case notComparable
  }

  public internal(set) var verdict: Verdict = .notComparable
  /// All servers of both sides, in the natural order of their names.
  public internal(set) var servers: [ServerComparison] = []
  /// The divergences that no other is known to precede, by their numbers in `servers`; the first is the first of all.
  ///
  /// No message orders them, so the earliest in Raft's own time leads; see `DivergenceOrder`.
  public internal(set) var first: [Int] = []
  /// The events of each side, and of these how many there was no room for.
  public internal(set) var eventCount = Sides(a: 0, b: 0)
  public internal(set) var eventsWithoutRoom = Sides(a: 0, b: 0)
  /// What was not compared, because one side alone shows it or because the user said so.
  public internal(set) var leftOut: [LeftOut] = []
  /// The fields that only one side shows anywhere, by their names.
  public internal(set) var ownFields = Sides<[String]>(a: [], b: [])
  /// The compared events that only one side shows anywhere, which its source alone may be able to show.
  public internal(set) var ownEvents = Sides<[EventName]>(a: [], b: [])
  public internal(set) var payloadsAreCompared = false
  public internal(set) var payloadsAreShown = false
  /// Whether servers without a common name were paired in the order of their names.
  public internal(set) var isPairedByOrder = false

  public init() {}

  /// Events of one kind at one server that were not compared.
  public struct LeftOut: Hashable, Sendable {
    public enum Reason: String, Sendable {
      /// The other side shows none of these at this server.
      case onlyOneSide
      case ignored
    }

    public var reason: Reason
    public var event: EventName
    /// The number of the server in `servers`.
    public var server: Int
    public var count: Sides<Int>
  }

  /// The divergences of servers, in their order.
  public var divergences: [Int] { servers.indices.filter { servers[$0].divergence != nil } }
}
