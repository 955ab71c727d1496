import TraceFormat

/// How far apart the clocks of servers are, by bounds that pairs of vote messages give.
///
/// A message is not read before it was written: its two lines bound the difference of the clocks on one side, and a message
/// the other way bounds it on the other side. Bounds that contradict each other, as of a clock that was set, are none.
struct ClockOffsets {
  struct Bounds {
    /// Clock of the second server minus that of the first, in nanoseconds.
    var lower: Int64?
    var upper: Int64?

    var isConsistent: Bool {
      guard let lower, let upper else { return false }
      return lower <= upper
    }
  }

  private struct Pair: Hashable {
    var from: ServerID
    var to: ServerID
  }

  private struct Sending: Hashable {
    var from: ServerID
    var to: ServerID
    var term: Term
    var isRequest: Bool
  }

  /// The smallest delay that two lines of one message show, by way.
  private var delays: [Pair: Int64] = [:]

  init(_ servers: [ServerRecord]) {
    guard servers.count <= 64 else { return }
    var sent: [Sending: Int64?] = [:]
    var received: [Sending: Int64?] = [:]
    // A message whose lines occur twice could be paired wrongly: it is left out.
    func note(_ table: inout [Sending: Int64?], _ key: Sending, _ time: Observed<WallTime>) {
      let isNew = table[key] == nil
      table[key] = .some(isNew ? time.value?.nanoseconds : nil)
    }
    for history in servers {
      let server = history.server
      for milestone in history.milestones {
        let time = milestone.stamp.time
        switch milestone.kind {
        case .asked(let to?, false, .known(let term)):
          note(&sent, Sending(from: server, to: to, term: term, isRequest: true), time)
        case .decided(let vote, _):
          guard !vote.isPreVote, vote.candidate != server, case .known(let term) = vote.term else { continue }
          note(&received, Sending(from: vote.candidate, to: server, term: term, isRequest: true), time)
          note(&sent, Sending(from: server, to: vote.candidate, term: term, isRequest: false), time)
        case .answered(let by, false, _):
          guard by != server, let term = milestone.term else { continue }
          note(&received, Sending(from: by, to: server, term: term, isRequest: false), time)
        default: continue
        }
      }
    }
    for (key, time) in received {
      guard let arrival = time, let departure = sent[key] ?? nil else { continue }
      let delay = arrival.subtractingReportingOverflow(departure)
      guard !delay.overflow else { continue }
      let pair = Pair(from: key.from, to: key.to)
      delays[pair] = min(delays[pair] ?? .max, delay.partialValue)
    }
    close(over: servers.map(\.server))
  }

  /// The bounds of a pair follow from those of both with a third.
  private mutating func close(over servers: [ServerID]) {
    for middle in servers {
      for from in servers where from != middle {
        guard let first = delays[Pair(from: from, to: middle)] else { continue }
        for to in servers where to != middle && to != from {
          guard let second = delays[Pair(from: middle, to: to)] else { continue }
          let sum = first.addingReportingOverflow(second)
          guard !sum.overflow else { continue }
          let pair = Pair(from: from, to: to)
          delays[pair] = min(delays[pair] ?? .max, sum.partialValue)
        }
      }
    }
  }

  /// The second clock minus the first.
  func bounds(from first: ServerID, to second: ServerID) -> Bounds {
    if first == second { return Bounds(lower: 0, upper: 0) }
    let upper = delays[Pair(from: first, to: second)]
    let lower = delays[Pair(from: second, to: first)].map { 0 &- $0 }
    return Bounds(lower: lower, upper: upper)
  }

  /// The duration from a line of one server to a line of another, by the clock of the latter.
  func duration(from begin: Stamp, of first: ServerID, to end: Stamp, of second: ServerID) -> DurationBounds {
    var result = DurationBounds(clock: second)
    if first == second {
      result.lower = begin.duration(to: end)
      result.upper = result.lower
      return result
    }
    let bounds = bounds(from: first, to: second)
    guard bounds.isConsistent, let from = begin.time.value, let to = end.time.value else { return result }
    let difference = to.nanoseconds.subtractingReportingOverflow(from.nanoseconds)
    guard !difference.overflow else { return result }
    result.lower = Observed(bounds.upper.map { max(0, difference.partialValue &- $0) })
    result.upper = Observed(bounds.lower.map { max(0, difference.partialValue &- $0) })
    return result
  }
}
