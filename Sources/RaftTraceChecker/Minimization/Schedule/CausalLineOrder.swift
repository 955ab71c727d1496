import TraceFormat

/// An order of a trace's lines in which each server's stay in order and no message arrives before it is sent.
///
/// As near to the order of the lines as may be: of the servers' next lines the first that need not wait comes next.
struct CausalLineOrder {
  private(set) var places: [Int] = []
  private var queues: [[Int]] = []
  private var heads: [Int] = []
  /// How often each message is sent in lines that are still to come, and how often it was sent and not received.
  private var coming: [Message: Int] = [:]
  private var inFlight: [Message: Int] = [:]

  init(_ trace: RecordedTrace) {
    var numbers: [ServerID: Int] = [:]
    for (place, line) in trace.lines.enumerated() {
      let server = line.event.server
      let queue = numbers[server] ?? queues.count
      if queue == queues.count {
        numbers[server] = queue
        queues.append([])
      }
      queues[queue].append(place)
      if case .messageSent(let message) = line.event.kind { coming[message, default: 0] += 1 }
    }
    heads = Array(repeating: 0, count: queues.count)
    places.reserveCapacity(trace.lines.count)
    while let queue = next(trace) { take(queue, trace) }
  }

  /// The queue of the first line that need not wait; where all wait, of the first line.
  private func next(_ trace: RecordedTrace) -> Int? {
    let waiting = queues.indices.filter { heads[$0] < queues[$0].count }
      .sorted { queues[$0][heads[$0]] < queues[$1][heads[$1]] }
    return waiting.first { !mustWait(trace.lines[queues[$0][heads[$0]]].event) } ?? waiting.first
  }

  private func mustWait(_ event: TraceEvent) -> Bool {
    guard case .messageReceived(let message) = event.kind else { return false }
    return inFlight[message, default: 0] == 0 && coming[message, default: 0] > 0
  }

  private mutating func take(_ queue: Int, _ trace: RecordedTrace) {
    let place = queues[queue][heads[queue]]
    heads[queue] += 1
    places.append(place)
    switch trace.lines[place].event.kind {
    case .messageSent(let message):
      coming[message, default: 0] -= 1
      inFlight[message, default: 0] += 1
    case .messageReceived(let message):
      if inFlight[message, default: 0] > 0 { inFlight[message, default: 0] -= 1 }
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated, .persisted, .committed, .applied,
      .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      break
    }
  }
}
