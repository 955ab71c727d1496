import Foundation
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Random runs of correct Raft raise no alarm, whatever is hidden")
struct SimulationTests {
  /// As many as the variable SEEDS says.
  private static let seeds =
    1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 20)

  @Test("Runs that show all of it conform, and decide every property")
  func whole() {
    var decided: Set<PropertyName> = []
    for seed in Self.seeds {
      let trace = SimulatedCluster.run(seed: seed)
      expectNoAlarm(trace, "seed \(seed)")
      decided.formUnion(trace.check().properties.filter { $0.status == .held }.map(\.name))
    }
    #expect(Set(PropertyName.allCases.filter { !$0.isAboutClients }).subtracting(decided).isEmpty)
  }

  @Test("Less of a run conforms as well", arguments: Hiding.Extent.allCases, [false, true])
  func hidden(_ extent: Hiding.Extent, isComplete: Bool) {
    // Whoever leaves out single events is not complete.
    if isComplete, extent == .events || extent == .everything { return }
    for seed in Self.seeds {
      var hiding = Hiding(extent, seed: seed, keepsCompleteness: isComplete)
      let trace = hiding.apply(to: SimulatedCluster.run(seed: seed))
      expectNoAlarm(trace, "seed \(seed), rate \(hiding.rate)")
    }
  }

  private func expectNoAlarm(
    _ trace: TestTrace, _ comment: Comment, at location: SourceLocation = #_sourceLocation
  ) {
    let alarms = trace.check().violations.map { violation in
      "\(violation.property) at \(violation.witnesses.map { trace.symbols.describe($0.position) })"
    }
    #expect(alarms == [], comment, sourceLocation: location)
  }
}
