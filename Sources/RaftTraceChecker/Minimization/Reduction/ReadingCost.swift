import RaftModel
import TraceFormat

/// How hard a run is to follow: what is less is better, and of two equal runs of steps there is one order only.
///
/// Length first, then what simplification takes away, then how often the eye must jump to another server, then the
/// servers, actions and partners step by step, so that of equally good orders the same is always chosen.
struct ReadingCost: Comparable, Hashable {
  private let length: Int
  private let complications: Int
  private let switches: Int
  private let keys: [UInt16]

  init(_ steps: [ScheduledStep]) {
    length = steps.count
    complications = steps.reduce(0) { $0 + $1.action.complication }
    switches = Self.switchCount(of: steps)
    keys = steps.map(\.action.readingKey)
  }

  /// How many steps are at another server than the step before them.
  static func switchCount(of steps: [ScheduledStep]) -> Int {
    zip(steps, steps.dropFirst()).count { $0.action.place != $1.action.place }
  }

  static func < (a: ReadingCost, b: ReadingCost) -> Bool {
    if a.length != b.length { return a.length < b.length }
    if a.complications != b.complications { return a.complications < b.complications }
    if a.switches != b.switches { return a.switches < b.switches }
    return a.keys.lexicographicallyPrecedes(b.keys)
  }
}

extension Action {
  /// The server beside which a reader looks for it: of a loss the sender's, as no server sees it.
  var place: ServerID {
    if case .lose(let packet) = self { return packet.source }
    return server!
  }

  /// How much simplification could take away.
  fileprivate var complication: Int {
    switch self {
    case .receive(_, again: true): 2
    case .sendAppendEntries: 1
    case .receive, .electionTimeout, .clientAppend, .sendHeartbeat, .lose, .restart, .stepDown, .apply,
      .takeSnapshot, .sendInstallSnapshot, .changeMembership, .leaveJointMembership, .transferLeadership,
      .abortTransfer, .requestRead:
      0
    }
  }

  /// Orders actions: by server, then in the order of the cases, then by partner.
  fileprivate var readingKey: UInt16 {
    let (number, partner): (UInt16, ServerID?) =
      switch self {
      case .electionTimeout: (0, nil)
      case .clientAppend: (1, nil)
      case .sendAppendEntries(_, let j): (2, j)
      case .sendHeartbeat(_, let j): (3, j)
      case .receive(let packet, _): (4 + UInt16(packet.kind.rawValue), packet.source)
      case .lose(let packet): (14, packet.destination)
      case .restart: (15, nil)
      case .stepDown: (16, nil)
      case .apply: (17, nil)
      case .takeSnapshot: (18, nil)
      case .sendInstallSnapshot(_, let j): (19, j)
      case .changeMembership: (20, nil)
      case .leaveJointMembership: (21, nil)
      case .transferLeadership(_, let j): (22, j)
      case .abortTransfer: (23, nil)
      case .requestRead: (24, nil)
      }
    return UInt16(place.rawValue) << 12 | number << 4 | UInt16(partner?.rawValue ?? 0)
  }
}
