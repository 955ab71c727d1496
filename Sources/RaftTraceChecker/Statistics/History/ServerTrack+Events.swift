import TraceFormat

/// What each kind of event changes.
extension ServerTrack {
  mutating func take(_ observation: Observation, _ stamp: Stamp) {
    if let term = observation.currentTerm.value { enter(term: term, stamp) }
    if let role = observation.role.value, role != current?.role { change(to: role, stamp) }
    if case .known(let leader) = observation.leader {
      follow(leader, termIsShown: observation.currentTerm.isKnown, stamp)
    }
    endLog(at: observation.logEnd, stamp)
    if let commit = observation.commitIndex.value { reach(commit: commit, nil, stamp) }
    if let id = observation.configuration.value { use(id, index: nil, stamp) }
  }

  mutating func apply(_ event: TraceEvent, _ stamp: Stamp) {
    switch event.kind {
    case .start: start(event.observation, stamp)
    case .stop: end(.stop, stamp)
    case .crash: end(.crash, stamp)
    case .roleChanged(let role):
      if event.observation.moment == .after, let term = event.observation.currentTerm.value {
        enter(term: term, stamp)
      } else if role == .candidate {
        termIsCertain = false
      }
      change(to: role, stamp)
    case .campaignStarted:
      add(.campaign, stamp)
      termIsCertain = false
    case .voteDecided(let vote): decide(vote, event.observation, stamp)
    case .leaderObserved(let leader):
      if event.observation.moment == .after, let term = event.observation.currentTerm.value {
        enter(term: term, stamp)
      }
      let isShown = event.observation.moment == .after && event.observation.currentTerm.isKnown
      follow(leader, termIsShown: isShown, stamp)
    case .messageSent(let message): send(message, stamp)
    case .messageReceived(let message): receive(message, stamp)
    case .entriesAppended(let batch):
      if let last = batch.entries.last {
        endLog(at: LogEnd(index: .known(last.index), term: last.term), stamp)
      }
      noteProgress(stamp)
    case .logTruncated(let index):
      lastLog = LogEnd(index: .known(index.previous), term: .unknown)
      lastLogAt = stamp
      segments[segments.count - 1].lastIndex = index.previous
    case .persisted(let write):
      if let index = write.lastLogIndex.value, current?.leads == true { work.append(through: index, stamp) }
    case .committed(let advance): reach(commit: advance.index, advance.entryTerm.value, stamp)
    case .applied(let entry): reach(commit: entry.index, entry.term.value, stamp)
    case .snapshotInstalled(let snapshot):
      endLog(at: LogEnd(index: .known(snapshot.lastIncludedIndex), term: snapshot.lastIncludedTerm), stamp)
      noteProgress(stamp)
    case .configurationInUse(let change), .configurationProposed(let change):
      use(change.configuration, index: change.index.value, stamp)
    case .serverNamed, .messageDropped, .messageDuplicated, .snapshotTaken, .clientCalled, .clientReturned,
      .leaseHeld, .observed:
      break
    }
    if case .messageReceived = event.kind { return }
    heard = nil
  }

  private mutating func start(_ recovered: Observation, _ stamp: Stamp) {
    add(.start(recovered: recovered), stamp)
    if eventCount > 1 {
      segments[segments.count - 1].end = stamp
      push(Segment(isUp: true, at: stamp))
      work.reset()
    }
    lastLog = LogEnd(index: .unknown, term: .unknown)
    commit = nil
  }

  private mutating func end(_ kind: Milestone.Kind, _ stamp: Stamp) {
    add(kind, stamp)
    enter(role: nil, term: term, leader: nil, isUp: false, stamp)
  }

  private mutating func change(to role: Role, _ stamp: Stamp) {
    add(.role(role), stamp)
    enter(role: role, stamp)
  }

  private mutating func follow(_ leader: ServerID?, termIsShown: Bool, _ stamp: Stamp) {
    guard let leader else {
      if current?.role != .leader { enter(role: current?.role, term: term, leader: nil, stamp) }
      return
    }
    note(leader, stamp)
    if leader == server {
      if current?.role != .leader { change(to: .leader, stamp) }
      return
    }
    if self.leader != leader { add(.follows(leader), stamp) }
    let role: Role = current?.role == .learner ? .learner : .follower
    enter(role: role, term: term, leader: leader, stamp)
    if termIsShown { segments[segments.count - 1].leaderTermIsShown = true }
    noteProgress(stamp)
  }

  mutating func note(_ other: ServerID, _ stamp: Stamp) {
    if named[other] == nil { named[other] = stamp }
  }

  /// The server's leader is at work.
  mutating func noteProgress(_ stamp: Stamp) {
    let i = segments.count - 1
    if segments[i].leader != nil, segments[i].leader != server { segments[i].leaderSign = stamp }
  }

  mutating func endLog(at end: LogEnd, _ stamp: Stamp) {
    guard end.index.isKnown || end.term.isKnown else { return }
    let isSame = !end.index.isKnown || end.index == lastLog.index
    lastLog = LogEnd(
      index: end.index.or(lastLog.index), term: end.term.or(isSame ? lastLog.term : .unknown))
    lastLogAt = stamp
    segments[segments.count - 1].lastIndex = lastLog.index.value
    if current?.leads == true, let index = end.index.value { work.append(through: index, stamp) }
  }

  private mutating func reach(commit index: LogIndex, _ entryTerm: Term?, _ stamp: Stamp) {
    let rises = commit.map { index > $0 } ?? true
    guard rises else { return }
    let wasKnown = commit != nil
    commit = index
    noteProgress(stamp)
    let i = segments.count - 1
    guard segments[i].leads else { return }
    if segments[i].firstCommit == nil, segments[i].begin != stamp,
      entryTerm.map({ $0 == segments[i].term }) ?? wasKnown
    {
      segments[i].firstCommit = stamp
    }
    work.commit(through: index, stamp)
  }

  private mutating func use(_ id: ConfigurationID, index: LogIndex?, _ stamp: Stamp) {
    guard id != configuration else { return }
    configuration = id
    add(.configuration(id, index: index), stamp)
  }

  private mutating func decide(_ vote: VoteDecision, _ observation: Observation, _ stamp: Stamp) {
    note(vote.candidate, stamp)
    let state = VoterState(
      term: term, votedFor: observation.votedFor, leader: observation.leader.value ?? leader,
      lastLog: observation.moment == .before || observation.logEnd.index.isKnown ? observation.logEnd : lastLog)
    add(.decided(vote, state), stamp)
    if !vote.isPreVote, vote.isGranted, let voted = vote.term.value { enter(term: voted, stamp) }
    if vote.candidate != server { contacts.receive(from: vote.candidate, stamp) }
  }
}
