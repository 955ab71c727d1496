import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Two traces are compared")
struct TraceComparisonTests {
  @Test("A server that got a message from one that had diverged is not the first, however low its term")
  func causality() throws {
    let report = Self.election(vote: true).compared(with: Self.election(vote: false))
    let names = report.divergences.compactMap { report.servers[$0].server.a.map { $0.rawValue } }
    #expect(names.count == 2)
    let first = try #require(report.first.first)
    #expect(report.first.count == 1)
    #expect(report.servers[first].divergence?.event.a?.kind.name == .messageSent)
    #expect(report.divergences.filter { report.servers[$0].divergence?.isCaused == true }.count == 1)
  }

  /// n2 votes or refuses, and n1, whose term is not shown to be higher, hears it.
  private static func election(vote: Bool) -> TraceBuilder {
    var trace = TraceBuilder()
    let answer = MessageBody.requestVoteResponse(RequestVoteResponse(voteGranted: .known(vote)))
    trace.start("n1", term: 1)
    trace.start("n2", term: 5)
    trace.send("n2", to: "n1", term: 5, answer)
    trace.receive("n1", from: "n2", term: 5, answer)
    return trace
  }

  @Test("Divergences that no message orders are told to be independent, the lowest term first")
  func independence() throws {
    func run(_ terms: [UInt64]) -> TraceBuilder {
      var trace = TraceBuilder()
      for (i, term) in terms.enumerated() {
        trace.start("n\(i + 1)", term: 1)
        trace.role("n\(i + 1)", .candidate, term: term)
      }
      return trace
    }
    let report = run([7, 3, 4]).compared(with: run([8, 4, 4]))
    #expect(report.divergences == [0, 1])
    #expect(report.first == [1, 0])
  }

  @Test("A kind that one side never shows is a difference, or left out and said")
  func kinds() {
    var (a, b) = (TraceBuilder(), TraceBuilder())
    a.start("n1", term: 1)
    a.commit("n1", 3)
    b.start("n1", term: 1)
    let all = a.compared(with: b)
    #expect(all.verdict == .differ)
    #expect(all.ownEvents == Sides(a: [.committed], b: []))
    let shared = a.compared(with: b) { $0.kinds = .shared }
    #expect(shared.verdict == .same)
    #expect(shared.leftOut.map(\.event) == [.committed])
    #expect(shared.leftOut.map(\.reason) == [.onlyOneSide])
    #expect(shared.leftOut.map(\.count) == [Sides(a: 1, b: 0)])
  }

  @Test("A vote that one side grants and the other refuses is a difference, whatever is left out")
  func counterparts() {
    func run(isGranted: Bool) -> TraceBuilder {
      var trace = TraceBuilder()
      let vote = VoteDecision(candidate: trace.id("n2"), term: .known(Term(1)), isGranted: isGranted)
      trace.add("n1", .voteDecided(vote))
      return trace
    }
    let report = run(isGranted: true).compared(with: run(isGranted: false)) { $0.kinds = .shared }
    #expect(report.verdict == .differ)
    #expect(report.leftOut.isEmpty)
  }

  @Test("What is ignored is not compared and said")
  func ignored() {
    var (a, b) = (TraceBuilder(), TraceBuilder())
    a.start("n1", term: 1)
    a.commit("n1", 3)
    b.start("n1", term: 2)
    #expect(a.compared(with: b).verdict == .differ)
    let report = a.compared(with: b) {
      $0.ignoredEvents = [.committed]
      $0.ignoredFields = [.currentTerm]
    }
    #expect(report.verdict == .same)
    #expect(report.leftOut.map(\.reason) == [.ignored])
  }

  @Test("Nothing in common is not the same")
  func nothing() {
    var a = TraceBuilder()
    a.commit("n1", 3)
    var b = TraceBuilder()
    b.truncate("n1", from: 3)
    #expect(a.compared(with: b) { $0.kinds = .shared }.verdict == .notComparable)
    #expect(TraceBuilder().compared(with: TraceBuilder()).verdict == .notComparable)
  }

  @Test("Payloads are compared where most of them are on both sides")
  func payloads() {
    func run(_ payloads: [UInt64]) -> TraceBuilder {
      var trace = TraceBuilder()
      for (i, payload) in payloads.enumerated() {
        trace.append("n1", [trace.entry(UInt64(i) + 1, term: 1, payload: payload)])
      }
      return trace
    }
    let report = run([1, 2, 3, 4]).compared(with: run([1, 2, 9, 4]))
    #expect(report.payloadsAreCompared)
    #expect(report.servers.first?.equalCount == 2)
    let foreign = run([1, 2, 3, 4]).compared(with: run([1, 6, 7, 8]))
    #expect(!foreign.payloadsAreCompared)
    #expect(foreign.verdict == .same)
    #expect(run([1, 2]).compared(with: run([3, 4])) { $0.payloads = .always }.verdict == .differ)
  }

  @Test("Servers without a common name are paired in the order of their names")
  func pairing() {
    func run(_ names: [String]) -> TraceBuilder {
      var trace = TraceBuilder()
      for (i, name) in names.enumerated() {
        trace.start(name, term: UInt64(i))
        trace.grant(name, to: names[0], term: UInt64(i) + 1)
      }
      return trace
    }
    let report = run(["n1", "n2", "n10"]).compared(with: run(["a", "b", "c"]))
    #expect(report.verdict == .same)
    #expect(report.isPairedByOrder)
    let other = run(["n1", "n2"]).compared(with: run(["n1", "n3"]))
    #expect(other.verdict == .differ)
    #expect(!other.isPairedByOrder)
    #expect(other.servers.count == 3)
  }
}
