import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

/// A small trace whose lines have times: each line comes 100 ms behind the one before, by every server's clock.
struct StatisticsTrace {
  static let step: Int64 = 100_000_000

  var builder = TraceBuilder()
  /// What each server's clock is ahead, in nanoseconds.
  var shifts: [String: Int64] = [:]

  init(_ write: (inout TraceBuilder) -> Void) { write(&builder) }

  var events: [TraceEvent] { timed(builder.events) }

  func timed(_ events: [TraceEvent]) -> [TraceEvent] {
    let order = Dictionary(
      uniqueKeysWithValues: builder.events.enumerated().map { ($0.element.position, Int64($0.offset)) })
    return events.map { event in
      var event = event
      let shift = shifts[builder.symbols[event.server]] ?? 0
      event.time = .known(WallTime(nanoseconds: (order[event.position] ?? 0) * Self.step + shift + 1_000_000))
      return event
    }
  }

  func report(of events: [TraceEvent]) -> StatisticsReport {
    var collector = StatisticsCollector(symbols: builder.symbols)
    for event in events { collector.consider(event, dialect: builder.dialect) }
    return collector.finish()
  }

  var report: StatisticsReport { report(of: events) }

  func findings(_ question: StatisticsQuestion) -> [Finding] {
    report.groups.first?.answer(question)?.findings ?? []
  }

  func id(_ name: String) -> ServerID { builder.symbols.server(name) }

  /// n1 leads term 1 and is killed; n2 campaigns, is elected for term 2 by n3, and commits.
  static var leaderKilled: StatisticsTrace {
    StatisticsTrace { trace in
      trace.start("n1", term: 0, last: 0)
      trace.start("n2", term: 0, last: 0)
      trace.start("n3", term: 0, last: 0)
      trace.role("n1", .candidate, term: 1)
      trace.grant("n2", to: "n1", term: 1)
      trace.receive("n1", from: "n2", term: 1, vote)
      trace.role("n1", .leader, term: 1)
      trace.follow("n2", "n1", term: 1)
      trace.follow("n3", "n1", term: 1)
      trace.commit("n1", 1, term: 1)
      trace.commit("n1", 2, term: 1)
      trace.role("n2", .candidate, term: 2)
      trace.send("n2", to: "n3", term: 2, ask)
      trace.grant("n3", to: "n2", term: 2)
      trace.receive("n2", from: "n3", term: 2, vote)
      trace.role("n2", .leader, term: 2)
      trace.follow("n3", "n2", term: 2)
      trace.commit("n2", 2, term: 2)
      trace.commit("n2", 3, term: 2)
      trace.start("n1", term: 1, last: 2)
      trace.follow("n1", "n2", term: 2)
    }
  }

  static let ask = MessageBody.requestVoteRequest(RequestVoteRequest())
  static let vote = MessageBody.requestVoteResponse(RequestVoteResponse(voteGranted: .known(true)))
}

extension TraceBuilder {
  mutating func follow(_ server: String, _ leader: String, term: UInt64) {
    add(server, .leaderObserved(id(leader))) { $0.currentTerm = .known(Term(term)) }
  }

  mutating func refuse(
    _ voter: String, _ candidate: String, term: UInt64, isPreVote: Bool = false,
    last: (UInt64, UInt64) = (1, 1),
    _ show: (inout Observation) -> Void
  ) {
    let vote = VoteDecision(
      candidate: id(candidate), term: .known(Term(term)), isGranted: false, isPreVote: isPreVote,
      lastLogIndex: .known(LogIndex(last.0)), lastLogTerm: .known(Term(last.1)))
    add(voter, .voteDecided(vote), show)
  }
}
