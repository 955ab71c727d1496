import TraceFormat

/// Joins the two ends of each message that a trace shows twice.
///
/// Joined by content, first sent with first arrived. A voter's decision stands for the arrival of the request and the
/// departure of the answer where the trace shows no message there, as in etcd's logs.
struct MessagePairing {
  /// Where the message that arrives with an event was sent, by the event's place; nil where it was not seen.
  private(set) var departures: [Int?]
  /// Where the message that an event sends arrives, by the event's place.
  private(set) var arrivals: [Int?]
  private var departuresByRoute: [Route: [Departure]] = [:]

  /// Events that may share a message; looked up, never iterated.
  private struct Route: Hashable {
    var source: ServerID
    var type: MessageType
  }

  private struct Departure {
    var place: Int
    var message: Message
    var isTaken = false
  }

  init(_ events: [TraceEvent]) {
    departures = Array(repeating: nil, count: events.count)
    arrivals = Array(repeating: nil, count: events.count)
    for (i, event) in events.enumerated() {
      if let message = event.departingMessage { depart(message, at: i) }
    }
    for (i, event) in events.enumerated() {
      if let message = event.arrivingMessage { arrive(message, at: i) }
    }
    joinDecisions(events)
  }

  /// Joins decisions with requests that arrive nowhere else, and answers that depart nowhere else with decisions.
  private mutating func joinDecisions(_ events: [TraceEvent]) {
    let received = events.compactMap { event in event.arrivingMessage.map { (event.server, $0) } }
    for (i, event) in events.enumerated() {
      guard case .voteDecided(let vote) = event.kind, vote.candidate != event.server else { continue }
      let request = vote.request(to: event.server)
      let isReceived = received.contains { $0.0 == event.server && $0.1.agrees(with: request) }
      if !isReceived { arrive(request, at: i) }
    }
    for (i, event) in events.enumerated() {
      guard case .voteDecided(let vote) = event.kind, vote.candidate != event.server else { continue }
      depart(vote.response(from: event.server), at: i)
    }
    for (i, event) in events.enumerated() where departures[i] == nil {
      if let message = event.arrivingMessage, message.body.isVoteAnswer { arrive(message, at: i) }
    }
  }

  private mutating func depart(_ message: Message, at place: Int) {
    let route = Route(source: message.source, type: message.body.type)
    departuresByRoute[route, default: []].append(Departure(place: place, message: message))
  }

  private mutating func arrive(_ message: Message, at place: Int) {
    let route = Route(source: message.source, type: message.body.type)
    guard let sent = departuresByRoute[route] else { return }
    guard let i = sent.firstIndex(where: { !$0.isTaken && $0.message.agrees(with: message) }) else { return }
    departuresByRoute[route]?[i].isTaken = true
    departures[place] = sent[i].place
    arrivals[sent[i].place] = place
  }
}

extension TraceEvent {
  /// The message that leaves with the event.
  var departingMessage: Message? {
    switch kind {
    case .messageSent(let message), .messageDuplicated(let message): message
    default: nil
    }
  }

  /// The message whose way ends with the event, at its receiver or on the way.
  var arrivingMessage: Message? {
    switch kind {
    case .messageReceived(let message), .messageDropped(let message): message
    default: nil
    }
  }
}

extension VoteDecision {
  /// The request that was decided on.
  func request(to voter: ServerID) -> Message {
    let (index, term) = (lastLogIndex, lastLogTerm)
    return Message(
      source: candidate, destination: .known(voter), term: self.term,
      body: isPreVote
        ? .preVoteRequest(PreVoteRequest(lastLogIndex: index, lastLogTerm: term))
        : .requestVoteRequest(RequestVoteRequest(lastLogIndex: index, lastLogTerm: term)))
  }

  /// The answer that follows from the decision.
  func response(from voter: ServerID) -> Message {
    Message(
      source: voter, destination: .known(candidate), term: term,
      body: isPreVote
        ? .preVoteResponse(PreVoteResponse(voteGranted: .known(isGranted)))
        : .requestVoteResponse(RequestVoteResponse(voteGranted: .known(isGranted))))
  }
}

extension MessageBody {
  /// Whether the message answers a candidate or a pre-candidate.
  var isVoteAnswer: Bool { type == .requestVoteResponse || type == .preVoteResponse }
}
