import TraceFormat

/// Turns chosen events into arrows and notes.
struct SequenceDiagramBuilder {
  private typealias Arrow = SequenceDiagram.Arrow
  private typealias Note = SequenceDiagram.Note

  private let selection: EventSelection
  private let events: [SelectedEvent]
  private let pairing: MessagePairing
  private let order: [Int]
  private let labels: EventLabels
  private let servers: [ServerID]
  private var elements: [SequenceDiagram.Element] = []
  /// When each participant last started, stopped or changed its role, as a step in the order of display.
  private var lastTurn: [Int]
  private var stepOfPlace: [Int]

  init(_ selection: EventSelection, symbols: TraceSymbols) {
    self.selection = selection
    events = selection.events
    pairing = MessagePairing(events.map(\.event))
    order = DisplayOrder(events, pairing: pairing).places
    labels = EventLabels(symbols, sentences: Sentences(symbols: symbols))
    let names = labels
    servers = Self.servers(of: events).sorted { a, b in
      let (left, right) = (names.name(a), names.name(b))
      return left == right ? a < b : NaturalOrder.isBefore(left, right)
    }
    lastTurn = Array(repeating: -1, count: servers.count)
    stepOfPlace = Array(repeating: -1, count: events.count)
  }

  var participants: [String] { servers.map { labels.name($0) } }

  mutating func build() -> [SequenceDiagram.Element] {
    let endings = violationEndings()
    for (step, place) in order.enumerated() {
      draw(place)
      stepOfPlace[place] = step
      if events[place].event.kind.changesSender { lastTurn[participant(events[place].event.server)] = step }
      for violation in endings[place] ?? [] { elements.append(.violation(violation)) }
    }
    return elements
  }

  /// A message that arrives is drawn where it does.
  private func placeOfDrawing(_ place: Int) -> Int {
    events[place].event.kind.message == nil ? place : pairing.arrivals[place] ?? place
  }

  /// The violations by the place of their last drawn witness; without one, at the end.
  private func violationEndings() -> [Int: [ViolationSummary]] {
    var result: [Int: [ViolationSummary]] = [:]
    for ending in selection.endings(in: order, drawn: placeOfDrawing) {
      guard let place = ending.place ?? order.last else { continue }
      let summary = ViolationSummary(ending.violation, in: selection, saying: labels.sentences)
      result[place, default: []].append(summary)
    }
    return result
  }

  private mutating func draw(_ place: Int) {
    let event = events[place].event
    switch event.kind {
    case .messageSent(let message), .messageDuplicated(let message):
      if pairing.arrivals[place] == nil { drawArrow(message, at: place, .unseen) }
    case .messageReceived(let message): drawArrow(message, at: place, .arrived)
    case .messageDropped(let message): drawArrow(message, at: place, .lost)
    case .voteDecided(let vote):
      if let sent = pairing.departures[place], let request = events[sent].event.kind.message {
        drawArrow(request, at: place, .arrived, witnesses: [sent])
      } else if vote.candidate == event.server {
        return drawNote(at: place)
      }
      if !isAnswerDrawn(place) { drawNote(at: place) }
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved,
      .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      drawNote(at: place)
    }
  }

  /// Whether an arrow from the voter says what it decided; a witness keeps its own note.
  private func isAnswerDrawn(_ decision: Int) -> Bool {
    guard selection.context.number(of: events[decision].event.position) == nil else { return false }
    guard pairing.arrivals[decision] == nil else { return true }
    guard case .voteDecided(let vote) = events[decision].event.kind else { return false }
    let voter = events[decision].event.server
    let answer = vote.response(from: voter)
    return events.contains {
      $0.event.server == voter && $0.event.departingMessage?.agrees(with: answer) == true
    }
  }

  private mutating func drawArrow(
    _ message: Message, at place: Int, _ fate: Arrow.Fate, witnesses: [Int]? = nil
  ) {
    guard let destination = destination(of: message, at: place) else { return drawNote(at: place) }
    let sent = pairing.departures[place]
    let source = participant(message.source)
    let isDelayed = sent.map { stepOfPlace[$0] >= 0 && lastTurn[source] > stepOfPlace[$0] } ?? false
    let isRepeat = events[sent ?? place].event.isRepeat
    elements.append(
      .arrow(
        Arrow(
          source: source, destination: destination,
          label: (isRepeat ? "again: " : "") + labels.label(message), fate: fate,
          isResponse: message.body.isResponse, isDelayed: isDelayed && source != destination,
          witness: witness(witnesses ?? ends(of: place)))))
  }

  /// The event where a message arrives and the one that sent it; a decision has a note of its own.
  private func ends(of place: Int) -> [Int] {
    guard let sent = pairing.departures[place], events[sent].event.kind.message != nil else { return [place] }
    return [sent, place]
  }

  /// Notes of one server that follow each other share a box, unless one is a witness or begins or ends a life.
  private mutating func drawNote(at place: Int) {
    let selected = events[place]
    let server = participant(selected.event.server)
    let line = labels.label(selected)
    let mark = witness([place])
    if mark == nil, selected.event.kind.category != .lifecycle, case .note(var note)? = elements.last,
      note.participant == server, note.witness == nil,
      note.lines.count < 4
    {
      note.lines.append(line)
      elements[elements.count - 1] = .note(note)
    } else {
      elements.append(.note(Note(participant: server, lines: [line], witness: mark)))
    }
  }

  private func witness(_ places: [Int]) -> SequenceDiagram.WitnessMark? {
    var mark = SequenceDiagram.WitnessMark(numbers: [], locations: [])
    for place in places {
      let position = events[place].event.position
      guard let number = selection.context.number(of: position), !mark.numbers.contains(number) else {
        continue
      }
      mark.numbers.append(number)
      mark.locations.append(labels.sentences.location(position))
    }
    return mark.numbers.isEmpty ? nil : mark
  }

  /// The receiver; of a message that arrives, where it arrives.
  private func destination(of message: Message, at place: Int) -> Int? {
    if let destination = message.destination.value { return participant(destination) }
    guard case .messageReceived = events[place].event.kind else { return nil }
    return participant(events[place].event.server)
  }

  private func participant(_ server: ServerID) -> Int { servers.firstIndex(of: server) ?? 0 }

  private static func servers(of events: [SelectedEvent]) -> Set<ServerID> {
    var result: Set<ServerID> = []
    for selected in events {
      result.insert(selected.event.server)
      if let message = selected.event.kind.message {
        result.insert(message.source)
        if let destination = message.destination.value { result.insert(destination) }
      }
    }
    return result
  }
}

extension EventKind {
  /// Whether a message that was sent before arrives from a server that is no longer what it was.
  fileprivate var changesSender: Bool {
    switch self {
    case .start, .stop, .crash, .roleChanged: true
    case .serverNamed, .campaignStarted, .voteDecided, .leaderObserved, .messageSent, .messageReceived,
      .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated, .persisted, .committed, .applied,
      .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      false
    }
  }
}

extension TraceEvent {
  fileprivate var isRepeat: Bool {
    if case .messageDuplicated = kind { return true }
    return false
  }
}

extension MessageBody {
  /// Whether the message answers another.
  fileprivate var isResponse: Bool {
    switch self {
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
      .readIndexResponse:
      true
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest, .timeoutNow,
      .readIndexRequest:
      false
    }
  }
}
