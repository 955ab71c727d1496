import RaftTraceChecker
import TraceFormat

extension ReportFixture {
  /// A second vote in a term, and the two leaders that come of it eight lines later.
  static var refuted: ReportFixture {
    var fixture = ReportFixture()
    fixture.verdict = .violates
    fixture.read("all.ndjson", format: "raft-trace", lines: 40, events: 40)
    fixture.violated(.electionSafety, 1, of: 2)
    fixture.violations = [fixture.twoLeaders]
    var result = ConformanceResult(status: .violates)
    result.replayedEvents = 26
    result.facts = 120
    result.refutations = [fixture.secondVote]
    result.refutationCount = 1
    fixture.conformance = result
    return fixture
  }

  private var twoLeaders: Violation {
    Violation(
      property: .electionSafety, group: TraceSymbols.defaultGroup,
      clash: .twoLeaders(symbols.server("n1"), symbols.server("n3"), Term(1)),
      witnesses: [
        witness("all.ndjson", 21, "n1", .becameLeader(Term(1))),
        witness("all.ndjson", 34, "n3", .becameLeader(Term(1))),
      ])
  }

  private var secondVote: Refutation {
    let (n1, n2, n3) = (symbols.server("n1"), symbols.server("n2"), symbols.server("n3"))
    let request = Message(
      source: n3, destination: .known(n2), term: .known(Term(1)),
      body: .requestVoteRequest(RequestVoteRequest(lastLogIndex: .known(.zero), lastLogTerm: .known(.zero))))
    return Refutation(
      group: TraceSymbols.defaultGroup, server: n2, position: at("all.ndjson", 26),
      shown: .votedForIs(n3, .known(Term(1))),
      nearMisses: [
        NearMiss(.voteIsKept, expected: .server(n1), found: .server(n3)),
        NearMiss(.restartKeepsVote, expected: .server(n1), found: .server(n3)),
      ],
      causes: [
        witness("all.ndjson", 17, "n2", .voted(candidate: n1, Term(1))),
        witness("all.ndjson", 25, "n2", .received(request)),
      ])
  }
}
