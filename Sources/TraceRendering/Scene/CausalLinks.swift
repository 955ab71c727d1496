import TraceFormat

/// Which events of other servers an event needs in its past, by what Raft and the messages prove.
///
/// A message arrives after it was sent. A vote is decided after its candidate began the campaign (Raft §5.2), and a
/// leader is followed after it was elected. The order of one server's events is not part of it.
struct CausalLinks {
  /// The places of the events that must come first, by an event's place.
  let predecessors: [[Int]]
  /// The votes that an election should stand behind: likely counted for it, but one granted late is none of them.
  let votesOfElection: [[Int]]

  private struct Reign: Hashable {
    var server: ServerID
    var term: Term
  }

  init(_ events: [SelectedEvent], pairing: MessagePairing) {
    let elections = Self.firsts(events) { $0.event.kind == .roleChanged(.leader) }
    let campaigns = Self.firsts(events) { $0.event.kind == .roleChanged(.candidate) }
    votesOfElection = Self.votes(events)
    predecessors = events.indices.map { i in
      let event = events[i]
      var past = [pairing.departures[i]]
      past.append(Self.reign(followedBy: event).flatMap { elections[$0] })
      past.append(Self.reign(soughtBefore: event).flatMap { campaigns[$0] })
      return past.compactMap { $0 }.filter { events[$0].event.server != event.event.server }
    }
  }

  /// The granted votes of other servers for each event that is an election.
  private static func votes(_ events: [SelectedEvent]) -> [[Int]] {
    var votes: [Reign: [Int]] = [:]
    for (i, event) in events.enumerated() {
      guard case .voteDecided(let vote) = event.event.kind, vote.isGranted, !vote.isPreVote,
        vote.candidate != event.event.server, let term = event.term.value
      else { continue }
      votes[Reign(server: vote.candidate, term: term), default: []].append(i)
    }
    return events.map { event in
      guard event.event.kind == .roleChanged(.leader), let term = event.term.value else { return [] }
      return votes[Reign(server: event.event.server, term: term)] ?? []
    }
  }

  /// Where each server first did something in a term; looked up, never iterated.
  ///
  /// Not `campaignStarted`: it may show the term before the one that is campaigned for, as in etcd.
  private static func firsts(
    _ events: [SelectedEvent], where matches: (SelectedEvent) -> Bool
  ) -> [Reign: Int] {
    var result: [Reign: Int] = [:]
    for (i, event) in events.enumerated() where matches(event) {
      guard let term = event.term.value else { continue }
      let reign = Reign(server: event.event.server, term: term)
      if result[reign] == nil { result[reign] = i }
    }
    return result
  }

  /// The leader that the event shows to have been elected.
  private static func reign(followedBy event: SelectedEvent) -> Reign? {
    guard let term = event.term.value else { return nil }
    switch event.event.kind {
    case .leaderObserved(let leader): return Reign(server: leader, term: term)
    case .messageReceived(let message):
      return message.body.isFromLeader ? Reign(server: message.source, term: term) : nil
    default: return nil
    }
  }

  /// The candidate that the event shows to have campaigned.
  private static func reign(soughtBefore event: SelectedEvent) -> Reign? {
    guard let term = event.term.value else { return nil }
    switch event.event.kind {
    case .voteDecided(let vote): return vote.isPreVote ? nil : Reign(server: vote.candidate, term: term)
    case .messageReceived(let message):
      return message.body.type == .requestVoteRequest ? Reign(server: message.source, term: term) : nil
    default: return nil
    }
  }
}

extension MessageBody {
  /// Whether only the leader of the message's term sends it.
  fileprivate var isFromLeader: Bool {
    switch self {
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow: true
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse,
      .appendEntriesResponse, .installSnapshotResponse, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}
