import TraceFormat

/// Walks through the chosen events and folds equal states into one node.
struct StateGraphBuilder {
  private(set) var nodes: [StateGraph.Node] = []
  private(set) var edges: [StateGraph.Edge] = []
  private(set) var violations: [ViolationSummary] = []

  private let selection: EventSelection
  private let events: [SelectedEvent]
  private let order: [Int]
  private let labels: EventLabels
  private let servers: [ServerID]
  /// What is known of each server now, in the order of `servers`.
  private var views: [ServerView]
  /// Where a state was first reached; looked up, never iterated.
  private var nodeOfState: [[ServerView]: Int] = [:]
  private var current = 0

  init(_ selection: EventSelection, symbols: TraceSymbols) {
    self.selection = selection
    events = selection.events
    order = DisplayOrder(events, pairing: MessagePairing(events.map(\.event))).places
    labels = EventLabels(symbols, sentences: Sentences(symbols: symbols))
    let names = labels
    servers = Set(events.map(\.event.server)).sorted { a, b in
      let (left, right) = (names.name(a), names.name(b))
      return left == right ? a < b : NaturalOrder.isBefore(left, right)
    }
    let drawn = events
    views = servers.map { server in drawn.first { $0.event.server == server }?.before ?? ServerView() }
  }

  var serverNames: [String] { servers.map { labels.name($0) } }

  mutating func build() {
    guard !events.isEmpty else { return }
    violations = selection.context.violations.map {
      ViolationSummary($0, in: selection, saying: labels.sentences)
    }
    let opening = opening
    for place in opening { views[row(of: place)] = events[place].after }
    current = addNode(before: nil, isInitial: true)
    let opens = Set(opening)
    let path = opening + order.filter { !opens.contains($0) }
    var endings: [Int: [String]] = [:]
    for (place, violation) in zip(selection.endings(in: order).map(\.place), violations) {
      if let place { endings[place, default: []].append(violation.property) }
    }
    for (i, place) in path.enumerated() {
      take(place, number: i + 1, isOpening: i < opening.count, ending: endings[place] ?? [])
    }
  }

  /// The events that only tell how a server began, by place: they belong to the first state.
  private var opening: [Int] {
    var hasMoved = Array(repeating: false, count: servers.count)
    return order.filter { place in
      let row = row(of: place)
      let opens = !hasMoved[row] && events[place].onlyReveals && !isWitness(place)
      hasMoved[row] = !opens
      return opens
    }
  }

  private func isWitness(_ place: Int) -> Bool {
    selection.context.number(of: events[place].event.position) != nil
  }

  private func row(of place: Int) -> Int { servers.firstIndex(of: events[place].event.server) ?? 0 }

  private mutating func take(_ place: Int, number: Int, isOpening: Bool, ending properties: [String]) {
    let selected = events[place]
    let before = views
    if !isOpening { views[row(of: place)] = selected.after }
    let step = step(selected, number: number)
    if views == before, properties.isEmpty {
      nodes[current].steps.append(step)
      return
    }
    let target = properties.isEmpty ? nodeOfState[views] : nil
    let next = target ?? addNode(before: before, isInitial: false)
    nodes[next].violated += properties
    edges.append(
      StateGraph.Edge(source: current, target: next, step: step, isCrash: selected.event.kind == .crash))
    current = next
  }

  private mutating func addNode(before: [ServerView]?, isInitial: Bool) -> Int {
    let rows = views.indices.map { StateRow(views[$0], before: before?[$0], labels: labels) }
    nodes.append(StateGraph.Node(rows: rows, steps: [], isInitial: isInitial, violated: []))
    let node = nodes.count - 1
    if nodeOfState[views] == nil { nodeOfState[views] = node }
    return node
  }

  private func step(_ selected: SelectedEvent, number: Int) -> StateGraph.Step {
    let position = selected.event.position
    let label = labels.label(selected)
    return StateGraph.Step(
      number: number, label: "\(labels.name(selected.event.server)) \(label)",
      location: labels.sentences.location(position),
      witnesses: selection.context.number(of: position).map { [$0] } ?? [])
  }
}

extension SelectedEvent {
  /// Whether the event tells something of a server that must not have happened just then.
  fileprivate var onlyReveals: Bool {
    switch event.kind {
    case .start: before == ServerView()
    case .serverNamed, .roleChanged(.follower), .roleChanged(.learner), .configurationInUse, .observed:
      after.agrees(with: before)
    case .stop, .crash, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved, .messageSent,
      .messageReceived, .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated, .persisted,
      .committed, .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed, .clientCalled,
      .clientReturned, .leaseHeld:
      false
    }
  }
}
