import RaftModel
import TraceFormat

/// Starts, ends, clients, and what is only seen.
extension ScheduleReading {
  mutating func takeStart(_ line: Line) -> Int? {
    let i = line.server
    guard seen.contains(i) else { return nil }
    let isToldBefore = open(i).map { steps[$0].awaitsStart } ?? false
    let step = isToldBefore ? join(line) : begin(.restart(i), at: i, line)
    if let step { steps[step].awaitsStart = false }
    self[i].restart()
    return step
  }

  mutating func takeCrash(_ line: Line) -> Int? {
    if let step = open(line.server), steps[step].awaitsStart { return join(line) }
    let step = begin(.restart(line.server), at: line.server, line)
    steps[step].awaitsStart = true
    return step
  }

  mutating func takeCall(_ operation: ClientOperation, _ line: Line) -> Int? {
    let i = line.server
    if operation.action == .known(.read) {
      guard self[i].role == .leader else { return join(line) }
      options.hasReads = true
      self[i].beginRound()
      return begin(.requestRead(i), at: i, line)
    }
    guard self[i].role == .leader else { return join(line) }
    return beginAppend(line, awaitsEntry: true)
  }

  mutating func takeLeader(_ leader: ServerID, _ line: Line) -> Int? {
    let term = line.event.observation.currentTerm.value ?? self[line.server].currentTerm
    if let j = numbers[leader] { payloads.note(leader: j, of: term) }
    return join(line)
  }

  /// A state that shows a vote of its own in a later term is a campaign's; one that shows another's vote is a grant.
  mutating func takeObserved(_ line: Line) -> Int? {
    let (i, shown) = (line.server, line.event.observation)
    guard seen.contains(i), shown.moment == .after, case .known(let vote?) = shown.votedFor,
      let candidate = numbers[vote], let term = shown.currentTerm.value
    else { return join(line) }
    let isNew = term > self[i].currentTerm || self[i].votedFor == nil
    guard isNew else { return join(line) }
    if candidate == i { return term > self[i].currentTerm ? takeUntoldCampaign(line) : join(line) }
    guard survey.hides(.requestVoteRequest), survey.events.isDisjoint(with: [.voteGranted]) else {
      return join(line)
    }
    return takeGrant(to: candidate, term: term, isPreVote: false, line)
  }

  private mutating func takeUntoldCampaign(_ line: Line) -> Int? {
    if let step = open(line.server), steps[step].mayCampaign, !steps[step].hasOwnVote {
      steps[step].hasOwnVote = true
      return join(line)
    }
    let step = begin(.electionTimeout(line.server), at: line.server, line)
    steps[step].hasOwnVote = true
    return step
  }
}
