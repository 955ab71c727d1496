import TraceFormat

/// All that is kept of one server, its files one behind the other.
struct ServerRecord {
  let server: ServerID
  var files: [FileID] = []
  var eventCount = 0
  var leftOut = 0
  var milestones: [Milestone] = []
  var segments: [Segment] = []
  var contacts = Contacts()
  var named: [ServerID: Stamp] = [:]
  var works: [LeaderWork] = []
  var times: [TimeQuality] = []
  var lastLog = LogEnd(index: .unknown, term: .unknown)
  var lastLogAt: Stamp?
  var isComplete = true
  var first: Stamp?
  var last: Stamp?

  init(_ server: ServerID) { self.server = server }

  mutating func append(_ track: ServerTrack, _ canonical: (ServerID) -> ServerID) {
    if !files.contains(track.file) { files.append(track.file) }
    isComplete = isComplete && track.isComplete
    eventCount += track.eventCount
    leftOut += track.leftOut
    let offset = milestones.count
    milestones += track.milestones.map { $0.renamed(canonical) }
    segments += track.segments.map { $0.renamed(canonical, offset) }
    works.append(track.work)
    times.append(track.times)
    if track.lastLogAt != nil { (lastLog, lastLogAt) = (track.lastLog, track.lastLogAt) }
    if first == nil { first = track.first }
    last = track.last ?? last
    for id in track.contacts.sent.keys.sorted() { merge(track.contacts.sent[id], &contacts.sent, canonical(id)) }
    for id in track.contacts.received.keys.sorted() {
      merge(track.contacts.received[id], &contacts.received, canonical(id))
    }
    for id in track.named.keys.sorted() where named[canonical(id)] == nil {
      named[canonical(id)] = track.named[id]
    }
  }

  private func merge(_ contact: Contact?, _ contacts: inout [ServerID: Contact], _ server: ServerID) {
    guard let contact, server != self.server else { return }
    guard let known = contacts[server] else {
      contacts[server] = contact
      return
    }
    contacts[server]?.count = known.count + contact.count
    contacts[server]?.last = contact.last
  }
}

extension Segment {
  fileprivate func renamed(_ canonical: (ServerID) -> ServerID, _ offset: Int) -> Segment {
    var segment = self
    segment.firstMilestone += offset
    segment.leader = leader.map(canonical)
    return segment
  }
}

extension Milestone {
  fileprivate func renamed(_ canonical: (ServerID) -> ServerID) -> Milestone {
    var milestone = self
    milestone.kind = kind.renamed(canonical)
    return milestone
  }
}

extension Milestone.Kind {
  fileprivate func renamed(_ canonical: (ServerID) -> ServerID) -> Milestone.Kind {
    switch self {
    case .termRaised(let by, let isFromCandidate):
      return .termRaised(by: by.map(canonical), isFromCandidate: isFromCandidate)
    case .follows(let leader): return .follows(canonical(leader))
    case .asked(let server, let isPreVote, let term):
      return .asked(server.map(canonical), isPreVote: isPreVote, term: term)
    case .heard(let from, let isPreVote, let term):
      return .heard(from: canonical(from), isPreVote: isPreVote, term: term)
    case .answered(let by, let isPreVote, let isGranted):
      return .answered(by: canonical(by), isPreVote: isPreVote, isGranted: isGranted)
    case .decided(var vote, var state):
      vote.candidate = canonical(vote.candidate)
      state.votedFor = state.votedFor.map { $0.map(canonical) }
      state.leader = state.leader.map(canonical)
      return .decided(vote, state)
    case .transferSent(let to): return .transferSent(to: to.map(canonical))
    case .start, .stop, .crash, .campaign, .role, .transferReceived, .configuration: return self
    }
  }
}
