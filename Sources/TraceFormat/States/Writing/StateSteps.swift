/// The steps that events are: what a server does upon a message is one step with its arrival.
///
/// In a state between the two nobody could tell any more upon which message the server acts.
struct StateSteps {
  /// The arrival that waits for what the server does.
  private var arrival: TraceEvent?

  /// An event, and the arrival that is one step with it.
  typealias Step = (arrival: TraceEvent?, event: TraceEvent)

  /// Takes the next event; the steps that are complete with it.
  mutating func next(_ event: TraceEvent) -> [Step] {
    var steps: [Step] = []
    if let arrival, arrival.server != event.server || event.isArrival {
      steps.append((nil, arrival))
      self.arrival = nil
    }
    if event.isArrival {
      arrival = event
    } else {
      steps.append((arrival, event))
      arrival = nil
    }
    return steps
  }

  /// The step that is left at the end.
  mutating func finish() -> [Step] {
    defer { arrival = nil }
    return arrival.map { [(nil, $0)] } ?? []
  }
}

extension TraceEvent {
  fileprivate var isArrival: Bool {
    if case .messageReceived = kind { return true }
    return false
  }
}
