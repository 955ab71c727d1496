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
