public import TraceFormat

/// How the events of one server compare.
public struct ServerComparison: Sendable {
  /// The server of each side; nil where a side has none.
  public internal(set) var server: Sides<ServerID?>
  public internal(set) var group: Sides<GroupID?>
  /// The events of each side that were compared.
  public internal(set) var eventCount: Sides<Int>
  /// The events at the beginning that are equal.
  public internal(set) var equalCount = 0
  /// The last line of these on each side.
  public internal(set) var lastEqual: Sides<SourcePosition>?
  /// Where the sides first differ; nil where they never do.
  public internal(set) var divergence: ServerDivergence?
  /// The stretches that differ, in order, the first few of them.
  public internal(set) var stretches: [DifferingStretch] = []
  public internal(set) var stretchCount = 0
  /// The events that only this side has, in all.
  public internal(set) var ownCount = Sides(a: 0, b: 0)
  /// A side that was too long to be kept; its end is not known.
  public internal(set) var isCut = Sides(a: false, b: false)

  /// Whether one side only shows no more where the other goes on.
  var isEndOfOneSide: Bool { divergence.map { $0.event.a == nil || $0.event.b == nil } ?? false }

  /// The most stretches that are kept of one server.
  public static let stretchMaximum = 100
}

/// Events of A that stand where B has others, or none.
public struct DifferingStretch: Sendable {
  /// The events of each side; empty where a side has none here.
  public internal(set) var count: Sides<Int>
  /// The first and the last of them.
  public internal(set) var first: Sides<TraceEvent?>
  public internal(set) var last: Sides<SourcePosition?>
  /// The events behind them that are equal, up to the next stretch or the end.
  public internal(set) var equalBehind: Int
  /// The first line of these on each side.
  public internal(set) var resumesAt: Sides<SourcePosition>?
  /// Whether the sides are equal from there to the end.
  public internal(set) var isLast: Bool
}

/// The first event at which the two sides of a server differ.
public struct ServerDivergence: Sendable {
  /// What each side shows; nil where it has ended.
  public internal(set) var event: Sides<TraceEvent?>
  /// The fields in which two events of one kind differ, with the values of both sides.
  public internal(set) var fields: [FieldDifference]
  /// What each side has shown of the server's state before, and up to this event.
  public internal(set) var stateBefore: Sides<ComparedState>
  public internal(set) var state: Sides<ComparedState>
  /// The columns of the state that both sides know and that differ.
  public internal(set) var differingColumns: [ComparedColumn]
  /// When it is in Raft's own time: the lower term and index of the two sides.
  public internal(set) var time: LogicalTime
  /// Whether a message shows that another server's divergence came first.
  public internal(set) var isCaused = false
}

/// A column of a server's state.
public enum ComparedColumn: String, CaseIterable, Sendable {
  case role, term, votedFor, leader, log, commitIndex
}

/// A field of an event, and what each side shows in it.
public struct FieldDifference: Sendable {
  public let field: ComparedField
  public let values: Sides<ComparedValue>
}

/// Term and then index, the only clock that runs of Raft have in common; what is not known comes last.
public struct LogicalTime: Hashable, Comparable, Sendable {
  public let term: Observed<Term>
  public let index: Observed<LogIndex>

  public static func < (a: LogicalTime, b: LogicalTime) -> Bool {
    let (left, right) = (a.term.value ?? Term(.max), b.term.value ?? Term(.max))
    if left != right { return left < right }
    return (a.index.value ?? LogIndex(.max)) < (b.index.value ?? LogIndex(.max))
  }
}
