import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("LeaderHasQuorum and CommitQuorum, Raft §5.2, §5.3, §6")
struct QuorumPropertyTests {
  private let granted = MessageBody.requestVoteResponse(RequestVoteResponse(voteGranted: .known(true)))

  private func acknowledge(_ index: UInt64) -> MessageBody {
    .appendEntriesResponse(AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(index))))
  }

  /// n1 campaigns in term 2 and is elected by n1 and the voters.
  private func elect(
    _ trace: inout TraceBuilder, voters: [String], configuration: Configuration
  ) {
    let id = trace.symbols.configuration(configuration)
    trace.add("n1", .configurationInUse(ConfigurationChange(configuration: id)))
    trace.role("n1", .candidate, term: 2)
    for voter in voters { trace.receive("n1", from: voter, term: 2, granted) }
    trace.add("n1", .roleChanged(.leader)) {
      $0.currentTerm = .known(Term(2))
      $0.commitIndex = .known(LogIndex(3))
    }
  }

  private func members(_ trace: TraceBuilder, _ names: String...) -> [ServerID] { names.map { trace.id($0) } }

  @Test("A leader needs a majority of the voters; one vote twice is one vote")
  func election() {
    for (voters, violated) in [(["n2"], true), (["n2", "n2"], true), (["n2", "n3"], false)] {
      var trace = TraceBuilder { $0.isComplete = true }
      let configuration = Configuration(voters: members(trace, "n1", "n2", "n3", "n4", "n5"))
      elect(&trace, voters: voters, configuration: configuration)
      expectViolations(violated ? [.leaderHasQuorum] : [], trace)
      #expect(trace.check().status(.leaderHasQuorum) == (violated ? .violated : .held))
    }
  }

  @Test("In a joint configuration a majority of both halves is needed")
  func jointElection() {
    for (voters, violated) in [(["n2"], true), (["n2", "n4", "n5"], false)] {
      var trace = TraceBuilder { $0.isComplete = true }
      let configuration = Configuration(
        voters: members(trace, "n1", "n4", "n5"), outgoingVoters: members(trace, "n1", "n2", "n3"))
      elect(&trace, voters: voters, configuration: configuration)
      expectViolations(violated ? [.leaderHasQuorum] : [], trace)
    }
  }

  @Test("A commit needs a majority of acknowledgements, the leader included")
  func commit() {
    for (acknowledged, violated) in [(4, true), (5, false)] as [(UInt64, Bool)] {
      var trace = TraceBuilder { $0.isComplete = true }
      elect(&trace, voters: ["n2"], configuration: Configuration(voters: members(trace, "n1", "n2", "n3")))
      trace.receive("n1", from: "n2", term: 2, acknowledge(acknowledged))
      trace.commit("n1", 5, term: 2)
      expectViolations(violated ? [.commitQuorum] : [], trace)
      #expect(trace.check().status(.commitQuorum) == (violated ? .violated : .held))
    }
  }

  @Test("Where lines may be missing, a missing vote or acknowledgement proves nothing")
  func sampled() {
    var trace = TraceBuilder()
    elect(&trace, voters: [], configuration: Configuration(voters: members(trace, "n1", "n2", "n3")))
    trace.commit("n1", 5, term: 2)
    expectNotObservable(.leaderHasQuorum, trace)
    expectNotObservable(.commitQuorum, trace)
  }
}
