import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Statistics: campaigns and why they failed")
struct CampaignAnswerTests {
  private func reason(_ write: (inout TraceBuilder) -> Void) -> Finding? {
    StatisticsTrace { trace in
      trace.role("n1", .candidate, term: 3)
      trace.send("n1", to: "n2", term: 3, StatisticsTrace.ask)
      trace.send("n1", to: "n3", term: 3, StatisticsTrace.ask)
      write(&trace)
    }.findings(.campaigns).first { $0.term == Term(3) }
  }

  @Test("a stale log, by how many entries")
  func stale() {
    let finding = reason {
      $0.refuse("n2", "n1", term: 3, last: (5, 2)) {
        $0.moment = .before
        $0.lastLogIndex = .known(LogIndex(8))
        $0.lastLogTerm = .known(Term(2))
      }
    }
    #expect(finding?.reason == .staleLog)
    #expect(finding?.count == 3)
  }

  @Test("a split vote")
  func split() {
    let finding = reason { trace in
      let rival = trace.id("n2")
      trace.term("n3", 3)
      trace.refuse("n3", "n1", term: 3) {
        $0.moment = .before
        $0.votedFor = .known(rival)
        $0.lastLogIndex = .known(LogIndex(1))
        $0.lastLogTerm = .known(Term(1))
      }
    }
    #expect(finding?.reason == .splitVote)
  }

  @Test("no answer, of whom; and a known leader")
  func silence() {
    let silent = reason { $0.role("n1", .candidate, term: 4) }
    #expect(silent?.reason == .noAnswer)
    #expect(silent?.others.count == 2)
    let known = reason { trace in
      let leader = trace.id("n4")
      trace.refuse("n2", "n1", term: 3) { $0.leader = .known(leader) }
    }
    #expect(known?.reason == .leaderKnown)
  }

  @Test("a pre-vote is no campaign of its term")
  func preVotes() throws {
    let trace = StatisticsTrace { trace in
      trace.role("n1", .preCandidate, term: 3)
      trace.send("n1", to: "n2", term: 4, .preVoteRequest(PreVoteRequest()))
      trace.role("n1", .follower, term: 3)
    }
    let summary = try #require(trace.findings(.elections).first)
    #expect(summary.total == 0 && summary.index == LogIndex(1))
    #expect(trace.findings(.campaigns).map(\.kind) == [.preVoteFailed])
  }

  @Test("three terms in ten seconds that bring no commit are a storm, two are none")
  func storm() {
    func storm(_ terms: UInt64) -> Finding? {
      StatisticsTrace { trace in
        for term in 1...terms { trace.role("n1", .candidate, term: term) }
      }.findings(.elections).first { $0.kind == .storm }
    }
    #expect(storm(3) == nil)
    #expect(storm(4)?.count == 3)
  }

  @Test("a server that nobody answers is isolated, one that refuses itself has a wrong address")
  func reach() {
    let trace = StatisticsTrace { trace in
      for term: UInt64 in 2...4 {
        trace.role("n1", .candidate, term: term)
        trace.send("n1", to: "n2", term: term, StatisticsTrace.ask)
      }
      trace.refuse("n1", "n1", term: 4) { _ in }
    }
    let kinds = trace.findings(.reachability).map(\.kind)
    #expect(kinds.contains(.isolated) && kinds.contains(.refusesItself))
    #expect(!kinds.contains(.neverArrives), "n2 has no lines, so it may have got everything")
  }

  @Test("of a log that may have grown unseen nothing is concluded")
  func electable() {
    func kinds(_ write: (inout TraceBuilder) -> Void) -> [FindingKind] {
      StatisticsTrace { trace in
        for (name, last) in [("n1", 9), ("n2", 3), ("n3", 9)] as [(String, UInt64)] {
          trace.add(name, .observed) {
            $0.currentTerm = .known(Term(2))
            $0.lastLogIndex = .known(LogIndex(last))
            $0.lastLogTerm = .known(Term(2))
          }
        }
        write(&trace)
      }.findings(.electable).map(\.kind)
    }
    #expect(kinds { _ in } == [.electable, .notElectable, .electable])
    let grown = kinds { $0.follow("n2", "n1", term: 2) }
    #expect(!grown.contains(.notElectable))
  }
}
