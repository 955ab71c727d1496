import TraceFormat

/// The order in which a picture shows events of several servers.
///
/// Keeps each server's own order, and between servers what messages, terms and vector clocks prove. What is left open
/// goes by term, then by the usual course of an election, and only then by wall time. In a trace of one file its lines
/// already are such an order, and decide what is open. A trace that contradicts itself is still ordered: then a
/// server's own order wins.
struct DisplayOrder {
  /// The places of the events, in the order of display.
  let places: [Int]

  init(_ events: [SelectedEvent], pairing: MessagePairing) {
    var merge = Merge(events, links: CausalLinks(events, pairing: pairing))
    places = merge.run()
  }

  /// What decides between events that nothing proves to be ordered.
  fileprivate struct Precedence {
    var term: Term
    var phase: Int
    var time: WallTime?
    var ordinal: Int

    init(_ selected: SelectedEvent, isOneFile: Bool) {
      ordinal = selected.ordinal
      term = isOneFile ? .zero : selected.after.term.or(selected.term).value ?? .zero
      phase = isOneFile ? 0 : selected.event.phase
      time = isOneFile ? nil : selected.event.time.value
    }

    func isBefore(_ other: Precedence) -> Bool {
      if term != other.term { return term < other.term }
      if phase != other.phase { return phase < other.phase }
      if let time, let otherTime = other.time, time != otherTime { return time < otherTime }
      return ordinal < other.ordinal
    }
  }
}

/// Takes, again and again, the best of the servers' next events whose past is complete.
private struct Merge {
  private let events: [SelectedEvent]
  private let links: CausalLinks
  private let precedences: [DisplayOrder.Precedence]
  /// The places of each server's events, in its own order.
  private var queues: [[Int]] = []
  private var queueOfServer: [ServerID: Int] = [:]
  private let isOneFile: Bool
  private var heads: [Int]
  private var isDone: [Bool]

  init(_ events: [SelectedEvent], links: CausalLinks) {
    self.events = events
    self.links = links
    let isOneFile = events.allSatisfy { $0.event.position.file == events.first?.event.position.file }
    self.isOneFile = isOneFile
    precedences = events.map { DisplayOrder.Precedence($0, isOneFile: isOneFile) }
    isDone = Array(repeating: false, count: events.count)
    for (i, event) in events.enumerated() {
      if let queue = queueOfServer[event.event.server] {
        queues[queue].append(i)
      } else {
        queueOfServer[event.event.server] = queues.count
        queues.append([i])
      }
    }
    heads = Array(repeating: 0, count: queues.count)
  }

  mutating func run() -> [Int] {
    var result: [Int] = []
    while let queue = nextQueue() {
      let place = queues[queue][heads[queue]]
      heads[queue] += 1
      isDone[place] = true
      result.append(place)
    }
    return result
  }

  /// The queue with the best ready head; where none is ready the trace contradicts itself, and the best head of all.
  private func nextQueue() -> Int? {
    let open = queues.indices.filter { heads[$0] < queues[$0].count }
    let ready = open.filter { isReady(queues[$0][heads[$0]], among: open) }
    let best = (ready.isEmpty ? open : ready).min {
      precedences[queues[$0][heads[$0]]].isBefore(precedences[queues[$1][heads[$1]]])
    }
    return best.flatMap { queue in isOneFile ? nil : votingQueue(before: queue, among: ready) } ?? best
  }

  /// A ready queue that leads to a vote for the election at the head of `queue`, without entering a later term.
  private func votingQueue(before queue: Int, among ready: [Int]) -> Int? {
    let election = queues[queue][heads[queue]]
    let votes = links.votesOfElection[election].filter { !isDone[$0] }
    return votes.compactMap { queueOfServer[events[$0].event.server] }.first { voter in
      ready.contains(voter) && precedences[queues[voter][heads[voter]]].term <= precedences[election].term
    }
  }

  private func isReady(_ place: Int, among open: [Int]) -> Bool {
    guard links.predecessors[place].allSatisfy({ isDone[$0] }) else { return false }
    guard let clock = events[place].event.clock.value else { return true }
    return open.allSatisfy { queue in
      let other = events[queues[queue][heads[queue]]].event.clock.value
      return other.map { !$0.happenedBefore(clock) } ?? true
    }
  }
}

extension TraceEvent {
  /// Where the event usually stands in its term: campaign, votes, election, the work of the term, and the soundings for the
  /// next campaign, which still show this term.
  fileprivate var phase: Int {
    switch kind {
    case .roleChanged(.candidate): 0
    case .campaignStarted: observation.role == .known(.candidate) ? 0 : 4
    case .roleChanged(.follower): 1
    case .roleChanged(.leader): 2
    case .roleChanged(.preCandidate): 4
    case .voteDecided(let vote): vote.isPreVote ? 4 : 1
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      message.body.phase
    case .start, .stop, .crash, .serverNamed, .roleChanged(.learner), .leaderObserved, .entriesAppended,
      .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed,
      .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      3
    }
  }
}

extension MessageBody {
  fileprivate var phase: Int {
    switch self {
    case .requestVoteRequest, .requestVoteResponse: 1
    case .preVoteRequest, .preVoteResponse, .timeoutNow: 4
    case .appendEntriesRequest, .appendEntriesResponse, .installSnapshotRequest, .installSnapshotResponse,
      .readIndexRequest, .readIndexResponse:
      3
    }
  }
}
