public import TraceFormat

/// Roles and terms of each server along its lines: what the picture shows.
public struct StatisticsTimeline: Sendable {
  /// What a server is for a while.
  public enum State: String, Sendable {
    case unknown
    case follower
    /// A follower that knows no leader.
    case leaderless
    case candidate
    case leader
    case learner
    case down
  }

  public struct Span: Sendable {
    public var state: State
    public var term: Term?
    /// From its first line to the line that ended it, or the server's last one.
    public var begin: Stamp
    public var end: Stamp
  }

  public struct Lane: Sendable {
    public var server: ServerID
    public var spans: [Span]
    public var restarts: [Stamp]
  }

  /// A stretch without a leader, by the clock of one server.
  public struct Gap: Sendable {
    public var from: Stamp
    public var to: Stamp
    public var server: ServerID
  }

  public var lanes: [Lane]
  public var gaps: [Gap]
  /// Nanoseconds to add to each lane's times to come to the first lane's clock, where messages bound it; otherwise 0.
  public var shifts: [Int64]
  /// Whether every line has a time; otherwise the picture goes by terms.
  public var hasTimes: Bool
}

extension StatisticsTimeline {
  init(_ group: GroupHistory, gaps: [Gap]) {
    lanes = group.servers.map { history in
      Lane(
        server: history.server,
        spans: history.segments.enumerated().map { i, segment in
          let isFollowed = i + 1 < history.segments.count
          return Span(
            state: State(segment), term: segment.term, begin: segment.begin,
            end: isFollowed ? segment.end ?? segment.last : segment.last)
        },
        restarts: history.milestones.filter { $0.isStart && $0.stamp != history.first }.map(\.stamp))
    }
    self.gaps = gaps
    shifts = group.servers.map { history in
      guard let first = group.servers.first else { return 0 }
      let bounds = group.offsets.bounds(from: first.server, to: history.server)
      guard bounds.isConsistent, let lower = bounds.lower, let upper = bounds.upper else { return 0 }
      return 0 &- (lower / 2 &+ upper / 2)
    }
    hasTimes = !lanes.isEmpty && group.servers.allSatisfy { $0.times.allSatisfy { $0.withTime == $0.count } }
  }
}

extension StatisticsTimeline.State {
  fileprivate init(_ segment: Segment) {
    guard segment.isUp else {
      self = .down
      return
    }
    switch segment.role {
    case nil: self = .unknown
    case .follower?: self = segment.leader == nil ? .leaderless : .follower
    case .preCandidate?, .candidate?: self = .candidate
    case .leader?: self = .leader
    case .learner?: self = .learner
    }
  }
}

extension Milestone {
  var isStart: Bool {
    if case .start = kind { return true }
    return false
  }
}
