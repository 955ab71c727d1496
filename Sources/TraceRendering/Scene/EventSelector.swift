public import RaftTraceChecker
public import TraceFormat

/// Chooses, in one pass, the events that a picture shows.
///
/// Keeps the most significant ones up to a maximum: the witnesses of a violation, then the election steps around them,
/// then leaderships, starts and crashes, votes, role changes, commits, and the rest. Among equals it keeps the first and
/// the last. An observation that shows nothing new is not kept. Memory grows with the maximum and the number of servers, not with the trace.
public struct EventSelector {
  private let picture: PictureKind
  private let maximum: Int
  private let filter: EventFilter
  private let context: WitnessContext
  private var group: GroupID?
  private var buffers: [EndsBuffer<SelectedEvent>]
  /// What is known of each server, by its number.
  private var views: [ServerView] = []
  private var counts = Array(repeating: 0, count: EventCategory.allCases.count)
  private var ordinal = 0
  private var filtered = 0
  private var ofOtherGroups = 0

  /// - Parameters:
  ///   - maximum: how many events to keep, at least one; the picture's own default where nil.
  ///   - violations: what a check of the same trace found.
  public init(
    for picture: PictureKind, filter: EventFilter = EventFilter(), maximum: Int? = nil,
    violations: [Violation] = []
  ) {
    let limit = max(1, maximum ?? picture.defaultMaximum)
    self.picture = picture
    self.filter = filter
    self.maximum = limit
    context = WitnessContext(violations)
    group = filter.group ?? context.group
    buffers = Significance.allCases.map { _ in EndsBuffer(capacity: limit) }
  }

  /// Takes the next event of the trace, in the order in which it is read.
  public mutating func add(_ event: TraceEvent) {
    ordinal += 1
    if group == nil { group = event.group }
    guard event.group == group else {
      ofOtherGroups += 1
      return
    }
    let (before, after) = advance(event)
    let term = event.ownTerm.or(after.term)
    guard filter.admits(event, term: term) else {
      filtered += 1
      return
    }
    counts[event.kind.category.rawValue] += 1
    let significance = Significance(of: event, term: term, in: context, for: picture)
    if significance != .witness, event.kind == .observed, after == before { return }
    buffers[significance.rawValue].append(
      SelectedEvent(event: event, ordinal: ordinal, before: before, after: after))
  }

  /// How many events are in memory.
  var held: Int { buffers.reduce(0) { $0 + $1.held } }

  /// The chosen events in the order in which they were read, and what was left out.
  public func finish() -> EventSelection {
    var kept: [SelectedEvent] = []
    for buffer in buffers where kept.count < maximum { kept += buffer.ends(maximum - kept.count) }
    kept.sort { $0.ordinal < $1.ordinal }
    return EventSelection(events: kept, omission: omission(keeping: kept), context: context)
  }

  private mutating func advance(_ event: TraceEvent) -> (before: ServerView, after: ServerView) {
    let server = Int(event.server.rawValue)
    while views.count <= server { views.append(ServerView()) }
    let before = views[server]
    views[server] = before.after(event)
    return (before, views[server])
  }

  private func omission(keeping kept: [SelectedEvent]) -> Omission {
    var left = counts
    for selected in kept { left[selected.event.kind.category.rawValue] -= 1 }
    let leftOut = zip(EventCategory.allCases, left).filter { $0.1 > 0 }
    return Omission(
      shown: kept.count, total: counts.reduce(0, +),
      leftOut: leftOut.map { Omission.Count(category: $0.0, events: $0.1) }, filtered: filtered,
      ofOtherGroups: ofOtherGroups)
  }
}
