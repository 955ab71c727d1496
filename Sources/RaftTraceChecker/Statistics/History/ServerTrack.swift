import TraceFormat

/// What is kept of a server's lines in one file: stretches of one role and term, milestones, and sums.
///
/// Grows with terms, roles and restarts, up to a maximum; the sums have a fixed size.
struct ServerTrack {
  static let milestoneMaximum = 1 << 17
  static let segmentMaximum = 1 << 16

  let group: GroupID
  let server: ServerID
  let file: FileID
  var eventCount = 0
  var leftOut = 0
  var first: Stamp?
  var last: Stamp?
  var firstTerm: Term?
  var milestones: [Milestone] = []
  var segments: [Segment] = []
  var contacts = Contacts()
  var work = LeaderWork()
  var times = TimeQuality()
  var lastLog = LogEnd(index: .unknown, term: .unknown)
  var lastLogAt: Stamp?
  var commit: LogIndex?
  var configuration: ConfigurationID?
  /// False once a campaign begins whose term is not shown yet.
  var termIsCertain = false
  /// Whether the source leaves out no line of the kinds that it shows.
  var isComplete = false
  /// Servers that any line names, by the line that did so first.
  var named: [ServerID: Stamp] = [:]
  /// Who sent the message of the line before, in which term, and whether as a candidate.
  var heard: (from: ServerID, term: Term, isCandidate: Bool)?

  init(group: GroupID, server: ServerID, file: FileID) {
    self.group = group
    self.server = server
    self.file = file
  }

  var current: Segment? { segments.last }
  var term: Term? { segments.last?.term }

  mutating func consider(_ event: TraceEvent) {
    let stamp = Stamp(event)
    eventCount += 1
    if first == nil { first = stamp }
    last = stamp
    times.consider(stamp)
    if segments.isEmpty { segments.append(Segment(isUp: true, at: stamp)) }
    if event.observation.moment == .before { take(event.observation, stamp) }
    apply(event, stamp)
    if event.observation.moment == .after { take(event.observation, stamp) }
    if firstTerm == nil { firstTerm = term }
    segments[segments.count - 1].last = stamp
  }

  mutating func add(_ kind: Milestone.Kind, _ stamp: Stamp) {
    guard milestones.count < Self.milestoneMaximum else {
      leftOut += 1
      return
    }
    milestones.append(Milestone(stamp: stamp, term: term, kind: kind))
  }

  /// Begins a new stretch where role, term or leader change; what was not known before is filled in.
  mutating func enter(role: Role?, term: Term?, leader: ServerID?, isUp: Bool = true, _ stamp: Stamp) {
    let i = segments.count - 1
    let present = segments[i]
    if present.isUp == isUp, present.role == role, present.term == term, present.leader == leader { return }
    let fillsIn =
      present.isUp == isUp && (present.role == nil || present.role == role)
      && (present.term == nil || present.term == term) && (present.leader == nil || present.leader == leader)
      && (present.begin == stamp || present.term == nil && present.role == role)
    if fillsIn {
      segments[i].role = role
      segments[i].term = term
      segments[i].leader = leader
      return
    }
    segments[i].end = stamp
    if role == .leader || present.leads { work.reset() }
    guard segments.count < Self.segmentMaximum else {
      leftOut += 1
      segments[i] = Segment(isUp: isUp, role: role, term: term, leader: leader, at: stamp)
      return
    }
    push(Segment(isUp: isUp, role: role, term: term, leader: leader, at: stamp))
  }

  mutating func push(_ segment: Segment) {
    var segment = segment
    if !milestones.isEmpty, !(milestones.last?.isStart ?? false) || milestones.last?.stamp != segment.begin {
      segment.lastIndex = segments.last?.lastIndex
    }
    segment.firstMilestone = milestones.count - milestones.reversed().prefix { $0.stamp == segment.begin }.count
    segments.append(segment)
  }

  mutating func enter(role: Role?, _ stamp: Stamp) {
    let keepsLeader = role == .follower || role == .learner
    let leader = role == .leader ? server : keepsLeader ? follower(leader) : nil
    enter(role: role, term: role == .leader && !termIsCertain ? nil : term, leader: leader, stamp)
  }

  mutating func enter(term newTerm: Term, _ stamp: Stamp) {
    let isOwnCampaign = !termIsCertain && (current?.role == .candidate || current?.role == .preCandidate)
    termIsCertain = true
    guard newTerm != term else { return }
    let rises = term.map { $0 < newTerm } ?? false
    if rises || term == nil {
      // A later term makes a follower of any other server, unless it is the campaigner's own.
      let follows = current?.role == .follower || current?.role == .learner
      let role = follows || !rises || isOwnCampaign ? current?.role : nil
      enter(role: role, term: newTerm, leader: rises ? nil : leader, stamp)
      if rises {
        let cause = heard.flatMap { $0.term == newTerm ? $0 : nil }
        add(.termRaised(by: cause?.from, isFromCandidate: cause?.isCandidate ?? false), stamp)
      }
    } else {
      enter(role: nil, term: newTerm, leader: nil, stamp)
    }
  }

  var leader: ServerID? { segments.last?.leader }

  /// A server that stops to lead does not follow itself.
  private func follower(_ leader: ServerID?) -> ServerID? { leader == server ? nil : leader }
}
