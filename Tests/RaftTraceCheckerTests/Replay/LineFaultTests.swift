import Foundation
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// How many single wrong lines of a trace that shows everything the replay refutes, by what is wrong.
///
/// The rest may as well have happened: a message sent or got twice, a lower acknowledgement or leaderCommit, a refusal, an
/// entry of other content at the leader, a line that says one thing and shows another. That a line is missing is no step
/// of a server; it is refuted where a later line needs it.
@Suite("A line that is written wrong is refuted")
struct LineFaultTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seeds = 1...(environment["SEEDS"].flatMap { UInt64($0) } ?? 1)

  /// The least share that is refuted, in percent.
  private static func floor(_ fault: LineFault) -> Int {
    switch fault {
    case .vote, .term, .lastIndex, .applied, .entryTerm: 95
    case .role, .lastTerm, .entryIndex, .candidateLog, .previousTerm, .messageTerm: 90
    case .commit, .previousIndex: 80
    case .entryPayload, .leaderCommit: 65
    case .matchIndex, .answer: 55
    case .messageSource: 35
    case .lineLeftOut: 25
    case .lineTwice: 15
    }
  }

  @Test("by field", arguments: LineFault.allCases)
  func share(_ fault: LineFault) throws {
    var (refuted, count) = (0, 0)
    for seed in Self.seeds {
      for features in Features.all.prefix(8) {
        let run = ReplayedRun(try SimulatedRun(features, seed: seed, steps: 250))
        var random = SeededRandom(seed: seed)
        var tried = 0
        for k in run.events.indices.shuffled(using: &random) where tried < 4 {
          var faulty = run
          guard let events = fault.apply(to: run.events, at: k, &random) else { continue }
          faulty.events = events
          tried += 1
          count += 1
          if faulty.conformance()?.status == .violates {
            refuted += 1
          } else {
            tellMiss(fault, run.events[k], features, seed)
          }
        }
      }
    }
    #expect(count > 0)
    #expect(refuted * 100 >= Self.floor(fault) * count, "\(refuted) of \(count)")
    if Self.environment["MISSES"] != nil { print("SHARE \(fault): \(refuted) of \(count)") }
  }

  private func tellMiss(_ fault: LineFault, _ event: TraceEvent, _ features: Features, _ seed: UInt64) {
    guard Self.environment["MISSES"] != nil else { return }
    print("MISS \(fault) in \(event.kind.name): \(features), seed \(seed), line \(event.position.line)")
  }
}
