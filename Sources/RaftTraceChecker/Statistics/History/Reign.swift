import TraceFormat

/// A server's leadership of a term, as its own lines or those of its followers show it.
struct Reign {
  /// How the leader's own lines show the end of its leadership.
  enum Ending {
    /// Its lines go on to their end, or there are none.
    case notShown
    case steppedDown
    /// A later term reached it; whose, where that is shown, and whether by a request for a vote.
    case higherTerm(ServerID?, isFromCandidate: Bool)
    case stopped
    case died
  }

  var leader: ServerID
  var term: Term
  /// The line that first shows it: the leader's own where there is one.
  var begin: Stamp
  /// Whose line that is.
  var witness: ServerID
  var firstCommit: Stamp?
  /// The leader's last line in it.
  var last: Stamp?
  var ending = Ending.notShown
  /// The line that ended it.
  var end: Stamp?
  var transfer: (to: ServerID?, at: Stamp)?

  /// All leaderships, by term and then by the leader's name.
  static func all(_ servers: [ServerRecord], _ symbols: TraceSymbols) -> [Reign] {
    var reigns: [Reign] = []
    var places: [Key: Int] = [:]
    for history in servers {
      for (i, segment) in history.segments.enumerated() where segment.leads {
        guard let term = segment.term, term > .zero else { continue }
        let key = Key(leader: history.server, term: term)
        let reign = Reign(history, segment, next: i + 1 < history.segments.count ? history.segments[i + 1] : nil)
        if let place = places[key] {
          reigns[place].extend(by: reign)
        } else {
          places[key] = reigns.count
          reigns.append(reign)
        }
      }
    }
    for history in servers {
      for segment in history.segments {
        guard segment.leaderTermIsShown, let leader = segment.leader, leader != history.server,
          let term = segment.term, term > .zero
        else { continue }
        let key = Key(leader: leader, term: term)
        guard places[key] == nil else { continue }
        places[key] = reigns.count
        reigns.append(Reign(leader: leader, term: term, begin: segment.begin, witness: history.server))
      }
    }
    return reigns.sorted {
      if $0.term != $1.term { return $0.term < $1.term }
      return NaturalOrder.isBefore(symbols[$0.leader], symbols[$1.leader])
    }
  }

  private struct Key: Hashable {
    var leader: ServerID
    var term: Term
  }
}

extension Reign {
  private init(_ history: ServerRecord, _ segment: Segment, next: Segment?) {
    leader = history.server
    term = segment.term ?? .zero
    begin = segment.begin
    witness = history.server
    firstCommit = segment.firstCommit
    last = segment.last
    end = segment.end
    for milestone in history.milestones(of: segment, next: next) {
      if case .transferSent(let to) = milestone.kind { transfer = (to, milestone.stamp) }
    }
    if let next { ending = history.ending(at: next, of: term) }
  }

  fileprivate mutating func extend(by later: Reign) {
    firstCommit = firstCommit ?? later.firstCommit
    last = later.last
    end = later.end
    ending = later.ending
    transfer = later.transfer ?? transfer
  }
}

extension ServerRecord {
  /// The milestones of one of its segments, those of the line that ended it too.
  func milestones(of segment: Segment, next: Segment?) -> ArraySlice<Milestone> {
    guard let next else { return milestones[min(segment.firstMilestone, milestones.count)...] }
    var end = max(next.firstMilestone, segment.firstMilestone)
    while end < milestones.count, milestones[end].stamp == next.begin { end += 1 }
    return milestones[segment.firstMilestone..<end]
  }

  /// How the line that begins a segment ends a leadership of the term before it.
  fileprivate func ending(at segment: Segment, of term: Term) -> Reign.Ending {
    var ending = Reign.Ending.steppedDown
    for milestone in milestones[min(segment.firstMilestone, milestones.count)...] {
      guard milestone.stamp == segment.begin else { break }
      switch milestone.kind {
      case .start, .crash: return .died
      case .stop: return .stopped
      case .termRaised(let by, let isFromCandidate):
        if let now = milestone.term, now > term { ending = .higherTerm(by, isFromCandidate: isFromCandidate) }
      case .campaign, .role, .follows, .asked, .heard, .answered, .decided, .transferSent, .transferReceived,
        .configuration:
        break
      }
    }
    return ending
  }
}
