/// Tells one step of a specification: which servers changed, what was delivered, sent, lost.
struct StepTelling {
  let before: [(name: String, server: SpecServer)]
  let after: [(name: String, server: SpecServer)]
  /// The servers as the behavior began.
  let initial: [String: SpecServer]
  let networkBefore: SpecNetwork
  let networkAfter: SpecNetwork
  let state: SpecState
  let action: String?
  let vocabulary: SpecVocabulary
  let symbols: TraceSymbols
  let group: GroupID
  var tellsMessages = true

  /// What becomes of messages in the step.
  private struct Traffic {
    var received: [Message] = []
    var sent: [Message] = []
    var lost: [Message] = []
    var repeated: [Message] = []
  }

  func tell(to events: inout [TraceEvent]) {
    let traffic = traffic
    for message in traffic.lost where tellsMessages {
      tell(.messageDropped(message), at: message.source, &events)
    }
    for message in traffic.repeated where tellsMessages {
      tell(.messageDuplicated(message), at: message.destination.value ?? message.source, &events)
    }
    for (name, server) in order { tell(name, server, traffic, &events) }
    for (name, server) in before where !after.contains(where: { $0.name == name }) {
      StateStory(of: symbols.server(name), as: server, group, state.position).tell(.stop, &events)
    }
  }

  /// Whoever becomes leader comes last: what others do in the same step made it possible.
  private var order: [(name: String, server: SpecServer)] {
    let becomesLeader = after.map { name, server in
      server.role == .known(.leader) && earlier(name)?.role != .known(.leader)
    }
    return after.indices.filter { !becomesLeader[$0] }.map { after[$0] }
      + after.indices.filter { becomesLeader[$0] }.map { after[$0] }
  }

  private func earlier(_ name: String) -> SpecServer? { before.first { $0.name == name }?.server }

  private func tell(_ name: String, _ server: SpecServer, _ traffic: Traffic, _ events: inout [TraceEvent]) {
    let id = symbols.server(name)
    guard let earlier = earlier(name) else {
      return StateStory(of: id, as: server, group, state.position).start(&events)
    }
    var story = StateStory(of: id, as: earlier, group, state.position)
    let received = traffic.received.filter { $0.destination == .known(id) }
    let sent = traffic.sent.filter { $0.source == id }
    if restarts(name, from: earlier, to: server, received, sent) {
      for message in received where tellsMessages { story.tell(.messageDropped(message), &events, .before) }
      story.restart(as: server, &events)
    } else {
      let causes =
        received.isEmpty ? [messageInFlight(explaining: earlier, server, id)].compactMap { $0 } : received
      for message in causes where tellsMessages { story.tell(.messageReceived(message), &events, .before) }
      story.tellChanges(to: server, received: received, &events)
    }
    for message in sent where tellsMessages { story.tell(.messageSent(message), &events) }
  }

  /// The message that a server acts upon and leaves in the network, to act upon it again.
  ///
  /// raft.tla adopts a term in a step of its own, and changes a follower's log in steps before the one that answers. To
  /// Raft that is a message which arrives more than once.
  private func messageInFlight(
    explaining earlier: SpecServer, _ server: SpecServer, _ id: ServerID
  ) -> Message? {
    let isNewTerm = server.currentTerm != earlier.currentTerm
    guard server.role == .known(.follower),
      isNewTerm || server.log != earlier.log || server.role != earlier.role
    else { return nil }
    var best: (message: Message, fit: Int)?
    for key in networkBefore.order {
      guard let packet = networkBefore.packets[key], packet.count > 0, let message = packet.message,
        message.destination == .known(id), message.term == server.currentTerm
      else { continue }
      let fit = isNewTerm ? message.fitAsTerm : message.fit(changing: earlier.log, into: server.log)
      if fit > best?.fit ?? 0 { best = (message, fit) }
    }
    return best?.message
  }

  /// Whether a server acts upon a message that stays in the network.
  var handlesInSteps: Bool {
    after.contains { name, server in
      guard let earlier = earlier(name), server != earlier, !vocabulary.restarts(action) else { return false }
      let id = symbols.server(name)
      return messageInFlight(explaining: earlier, server, id) != nil
        && !traffic.received.contains { $0.destination == .known(id) }
    }
  }

  private func tell(_ kind: EventKind, at server: ServerID, _ events: inout [TraceEvent]) {
    let name = symbols[server]
    guard let earlier = earlier(name) else { return }
    StateStory(of: server, as: earlier, group, state.position).tell(kind, &events, .before)
  }

  /// Whether the step restarts the server: its action's name says so, or nothing else explains what it forgets.
  private func restarts(
    _ name: String, from earlier: SpecServer, to server: SpecServer, _ received: [Message], _ sent: [Message]
  ) -> Bool {
    guard server != earlier else { return false }
    if vocabulary.restarts(action) { return true }
    guard !vocabulary.isTelling(action), let first = initial[name], received.isEmpty, sent.isEmpty else {
      return false
    }
    guard server.forgets(what: earlier, asIn: first) else { return false }
    return server.commitIndex != earlier.commitIndex || !isToldToFollow(name, earlier)
  }

  /// Whether a leader's message of its term waits for the server, so that it may have stepped back for it.
  private func isToldToFollow(_ name: String, _ earlier: SpecServer) -> Bool {
    let id = symbols.server(name)
    return networkBefore.order.contains { key in
      guard let packet = networkBefore.packets[key], packet.count > 0, let message = packet.message,
        message.destination == .known(id), message.term == earlier.currentTerm,
        case .appendEntriesRequest = message.body
      else { return false }
      return true
    }
  }

  private var traffic: Traffic {
    var traffic = Traffic()
    let removals = networkBefore.order.filter { networkAfter.count($0) < networkBefore.count($0) }
    let additions = networkAfter.order.filter { networkAfter.count($0) > networkBefore.count($0) }
    for key in additions {
      guard let packet = networkAfter.packets[key], let message = packet.message, !packet.isAddressedToItself
      else { continue }
      let isRepeated = isRepetition(key, removals)
      for _ in networkBefore.count(key)..<packet.count {
        if isRepeated { traffic.repeated.append(message) } else { traffic.sent.append(message) }
      }
    }
    for key in removals {
      guard let packet = networkBefore.packets[key], let message = packet.message, !packet.isAddressedToItself
      else { continue }
      let isLost = isLoss(message, traffic.sent)
      for _ in networkAfter.count(key)..<packet.count {
        if isLost { traffic.lost.append(message) } else { traffic.received.append(message) }
      }
    }
    return traffic
  }

  /// Whether a server has counted an answer of another one that was not taken out of the network.
  var hidesReception: Bool {
    guard !networkBefore.order.isEmpty else { return false }
    let traffic = traffic
    return after.contains { name, server in
      let id = symbols.server(name)
      guard let earlier = earlier(name), server.counts(more: earlier, except: name) else { return false }
      return !traffic.received.contains { $0.destination == .known(id) }
    }
  }

  private var noServerChanges: Bool {
    before.count == after.count && zip(before, after).allSatisfy { $0.server == $1.server }
  }

  /// Whether the network doubled a message: nothing else happened, and the message was in flight before.
  private func isRepetition(_ key: [UInt8], _ removals: [[UInt8]]) -> Bool {
    if vocabulary.duplicates(action) { return true }
    return networkBefore.packets[key] != nil && removals.isEmpty && noServerChanges
      && !vocabulary.isTelling(action)
  }

  /// Whether the network lost a message: what took it does not show at its destination.
  ///
  /// An answer that changes nothing may be an old one; a request is answered, or else it was lost. Where the action's
  /// name tells of no loss, it was handled.
  private func isLoss(_ message: Message, _ sent: [Message]) -> Bool {
    guard let destination = message.destination.value else { return true }
    let name = symbols[destination]
    let isUnchanged = earlier(name) == after.first { $0.name == name }?.server
    let isSilent = !sent.contains { $0.source == destination }
    guard isUnchanged, isSilent else { return false }
    if vocabulary.loses(action) { return true }
    if vocabulary.isTelling(action) { return false }
    return message.body.asksForAnswer || leavesTrace(message, earlier(name))
  }

  /// Whether the destination would have noted an answer had it come: a term, a vote, a match beyond what was known.
  private func leavesTrace(_ message: Message, _ server: SpecServer?) -> Bool {
    guard let server else { return false }
    if let told = message.term.value, let own = server.currentTerm.value, told > own { return true }
    guard server.currentTerm == message.term else { return false }
    switch message.body {
    case .requestVoteResponse(let answer):
      return server.role == .known(.candidate) && answer.voteGranted == .known(true)
        && !server.hasVote(of: symbols[message.source])
    case .appendEntriesResponse(let answer):
      guard server.role == .known(.leader), let match = answer.matchIndex.value,
        answer.success == .known(true),
        let known = server.match(of: symbols[message.source])
      else { return false }
      return Int64(clamping: match.rawValue) > known
    case .requestVoteRequest, .preVoteRequest, .preVoteResponse, .appendEntriesRequest,
      .installSnapshotRequest,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      return false
    }
  }
}

extension SpecServer {
  /// Whether only what is volatile differs from an earlier state, and is as it was at first (Raft Figure 2).
  fileprivate func forgets(what earlier: SpecServer, asIn first: SpecServer) -> Bool {
    role == .known(.follower) && currentTerm == earlier.currentTerm && votedFor == earlier.votedFor
      && log == earlier.log && snapshot == earlier.snapshot && volatile == first.volatile
      && volatile.contains { $0 != nil } && commitIndex == first.commitIndex
      && lastApplied == first.lastApplied
      && (earlier.role != .known(.follower) || commitIndex != earlier.commitIndex)
  }

  /// Whether, in one term, a vote or an acknowledgement of another server was added.
  fileprivate func counts(more earlier: SpecServer, except own: String) -> Bool {
    guard currentTerm == earlier.currentTerm, role == earlier.role else { return false }
    if let votes = volatile[0]?.elements, earlier.volatile[0]?.elements != nil {
      if votes.contains(where: { vote in
        vote.name.map { $0 != own && !earlier.hasVote(of: $0) } ?? false
      }) {
        return true
      }
    }
    guard role == .known(.leader), let matches = volatile[3]?.pairs else { return false }
    return matches.contains { pair in
      guard let name = pair.key.name, name != own, let new = pair.value.integer,
        let old = earlier.match(of: name)
      else { return false }
      return new > old
    }
  }

  /// Whether a candidate has counted a vote; true where that is not shown.
  fileprivate func hasVote(of voter: String) -> Bool {
    guard let elements = volatile[0]?.elements else { return true }
    return elements.contains { $0.name == voter }
  }

  /// What a leader knows to match at a server, in the specification's count.
  fileprivate func match(of server: String) -> Int64? {
    volatile[3]?.pairs?.first { $0.key.name == server }?.value.integer
  }
}

extension Message {
  /// How little else than a new term the message brings; at least 1.
  fileprivate var fitAsTerm: Int {
    switch body {
    case .requestVoteRequest: 3
    case .requestVoteResponse, .appendEntriesResponse, .installSnapshotResponse: 2
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow, .readIndexRequest, .readIndexResponse: 1
    case .preVoteRequest, .preVoteResponse: 0
    }
  }

  /// How well a leader's request explains what a follower's log became; 0 not at all.
  fileprivate func fit(changing old: SpecLog?, into new: SpecLog?) -> Int {
    guard case .appendEntriesRequest(let request) = body else { return 0 }
    guard let old, let new, let previous = request.prevLogIndex.value, old != new else { return 1 }
    guard old.term(at: previous) == request.prevLogTerm || previous == .zero else { return 0 }
    if new.lastIndex > old.lastIndex {
      let brought = request.entries.entries
      var index = old.lastIndex.next
      while index <= new.lastIndex {
        guard brought.contains(where: { $0.index == index && new[index] == $0 }) else { return 0 }
        index = index.next
      }
      return 2
    }
    guard let entry = request.entries.entries.first, let replaced = old[entry.index] else { return 0 }
    return replaced.term != entry.term ? 2 : 0
  }
}

extension MessageBody {
  fileprivate var asksForAnswer: Bool {
    switch self {
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest, .timeoutNow,
      .readIndexRequest:
      true
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
      .readIndexResponse:
      false
    }
  }
}
