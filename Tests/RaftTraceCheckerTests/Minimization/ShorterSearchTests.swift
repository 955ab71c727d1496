import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// The search for another way finds a shorter run of the same violation where there is one, and ends when told.
@Suite struct ShorterSearchTests {
  static let model = RaftModel(rules: ExplorerTests.VoteTwice(), serverCount: 3)

  /// A second vote, as the shortest run and with steps that are not needed.
  static let longRun: [Action] = {
    var state = model.initialState
    var actions: [Action] = []
    func take(_ action: Action) {
      do { try model.take(action, in: &state) } catch { Issue.record("\(action): \(error.sentence)") }
      actions.append(action)
    }
    func receive(_ kind: Packet.Kind, from i: UInt32, to j: UInt32) {
      let packet = (0..<state.network.count).map { state.network[$0] }.first {
        $0.kind == kind && $0.source == ServerID(i) && $0.destination == ServerID(j)
      }
      if let packet { take(.receive(packet)) } else { Issue.record("no \(kind) from \(i) to \(j)") }
    }
    take(.electionTimeout(ServerID(0)))
    receive(.requestVoteRequest, from: 0, to: 2)
    take(.electionTimeout(ServerID(1)))
    receive(.requestVoteResponse, from: 2, to: 0)
    receive(.requestVoteRequest, from: 1, to: 2)
    return actions
  }()

  @Test func findsAShorterRunOfTheSameViolation() throws {
    let search = try #require(ShorterSearch(Self.model, invariant: "OneVotePerTerm"))
    let shorter = try #require(search.shorterRun(than: Self.longRun) { true })
    #expect(shorter.count == 4)
    var problem = ModelRerun(Self.model, invariant: "OneVotePerTerm")
    #expect(problem.attempt(shorter.map { ScheduledStep($0) })?.map(\.action) == shorter)
    #expect(search.shorterRun(than: shorter) { true } == nil)
  }

  @Test func endsWhenTold() throws {
    var search = try #require(ShorterSearch(Self.model, invariant: "OneVotePerTerm"))
    #expect(search.shorterRun(than: Self.longRun) { false } == nil)
    search.distinctMaximum = 2
    #expect(search.shorterRun(than: Self.longRun) { true } == nil)
  }

  @Test func knowsWhatItCannotSearch() throws {
    #expect(ShorterSearch(Self.model, invariant: "NoSuchInvariant") == nil)
    let search = try #require(ShorterSearch(Self.model, invariant: "OneVotePerTerm"))
    let impossible = [Action.stepDown(ServerID(0)), .stepDown(ServerID(0))]
    #expect(search.shorterRun(than: impossible) { true } == nil)
  }
}
