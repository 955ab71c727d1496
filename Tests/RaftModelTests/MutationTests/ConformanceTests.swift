import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Conformance of single steps")
struct ConformanceTests {
  /// The last step of a run of a wrong Raft, judged.
  private func sentence(_ model: RaftModel, _ lines: [String]) throws -> String? {
    let step = try #require(try Scenario(lines, in: model).steps.last)
    return Conformance(options: model.rules.options)
      .deviation(before: step.before, step.action, after: step.after)?.sentence
  }

  private let election = [
    "n1 times out", "n2 receives requestVoteRequest of n1", "n1 receives requestVoteResponse of n2",
  ]

  @Test("A field that Raft would leave otherwise is named with both values")
  func field() throws {
    #expect(
      try sentence(CommitNoQuorum.model, election + ["n1 takes a command"])
        == "commitIndex of n1 is 1; by Raft's rules it is 0")
    #expect(
      try sentence(ForgetVoteOnRestart.model, ["n1 times out", "n1 restarts"])
        == "votedFor of n1 is none; by Raft's rules it is n1")
  }

  @Test("A step that Raft does not take is named with the requirement")
  func notTaken() throws {
    let found = try sentence(
      ChangeBeforeOwnCommit.model,
      election + [
        "n3 receives requestVoteRequest of n1", "n1 receives requestVoteResponse of n3",
        "n1 changes to {n1 n2 n3}",
      ])
    #expect(found?.hasPrefix("Raft does not take this step: it requires") == true)
  }

  @Test("A message that Raft does not send is named")
  func message() throws {
    #expect(
      try sentence(
        AckOffByOne.model, election + ["n1 sends entries to n2", "n2 receives appendEntriesRequest of n1"])
        == "appendEntriesResponse n2 → n1 of term 1 is sent, which Raft does not send")
  }

  @Test("Raft's own steps conform, and what only the history or the room for variants shows does not count")
  func conforms() throws {
    let model = RaftModel(serverCount: 3)
    for count in 1...election.count { #expect(try sentence(model, Array(election.prefix(count))) == nil) }

    var step = try #require(try Scenario(election, in: model).steps.last)
    step.after.history.readCount = 7
    step.after[ServerID(0)].extra = 7
    let conformance = Conformance(options: ModelOptions())
    #expect(conformance.deviation(before: step.before, step.action, after: step.after) == nil)
  }
}
