public import RaftTraceChecker
public import TraceFormat

/// The events that a picture shows, and the count of those it does not.
public struct EventSelection: Sendable {
  let events: [SelectedEvent]
  public let omission: Omission
  let context: WitnessContext

  /// The chosen events in the order in which they were read.
  public var traceEvents: [TraceEvent] { events.map(\.event) }

  init(events: [SelectedEvent], omission: Omission, context: WitnessContext) {
    self.events = events
    self.omission = omission
    self.context = context
  }

  /// Chooses from events that are all at hand.
  public init(
    of events: [TraceEvent], for picture: PictureKind, filter: EventFilter = EventFilter(),
    maximum: Int? = nil, violations: [Violation] = []
  ) {
    var selector = EventSelector(for: picture, filter: filter, maximum: maximum, violations: violations)
    for event in events { selector.add(event) }
    self = selector.finish()
  }
}

extension EventSelection {
  /// The drawn violations, each with the place of its last drawn witness; nil where none of them is drawn.
  ///
  /// - Parameters:
  ///   - order: the places of the events in the order of display.
  ///   - drawn: where an event is drawn that is not drawn at its own place.
  func endings(in order: [Int], drawn: (Int) -> Int = { $0 }) -> [(violation: Violation, place: Int?)] {
    context.violations.map { violation in
      let positions = Set(violation.witnesses.map(\.position))
      let places = order.filter { positions.contains(events[$0].event.position) }.map(drawn)
      return (violation, order.last { places.contains($0) })
    }
  }
}

/// An event that is drawn, and what the trace had shown of its server before and after it.
struct SelectedEvent: Sendable {
  let event: TraceEvent
  /// Counted from 1 in the order of reading.
  let ordinal: Int
  let before: ServerView
  let after: ServerView

  /// The term that the event is about, or else the server's own as far as it is known.
  var term: Observed<Term> { event.ownTerm.or(after.term) }
}

extension TraceEvent {
  /// The term that the event itself tells: of its vote, of its message, or of the server's state.
  var ownTerm: Observed<Term> {
    if case .voteDecided(let vote) = kind { return vote.term.or(observation.currentTerm) }
    return (kind.message?.term ?? .unknown).or(observation.currentTerm)
  }
}
