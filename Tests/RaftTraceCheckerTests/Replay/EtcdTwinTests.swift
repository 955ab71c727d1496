import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Runs in the words of etcd's raft library")
struct EtcdTwinTests {
  @Test(
    "The replay refutes no run of Raft",
    arguments: Features.all.filter { $0.model.rules.options.membershipChange == .none })
  func trueModel(_ features: Features) throws {
    for seed in ReplayAlarmTests.seeds {
      let twin = Self.twin(of: features.model, seed)
      let result = twin.check().conformance
      #expect(result?.facts ?? 0 > 0)
      guard let first = result?.refutations.first else { continue }
      let name = "\(features), seed \(seed)"
      if let folder = ProcessInfo.processInfo.environment["ALARMS"] {
        let text = twin.lines.prefix(Int(first.position.line)).joined(separator: "\n")
        let file =
          "etcd-\(first.nearMisses[0].requirement)-\(name.filter { $0.isLetter || $0.isNumber }).ndjson"
        try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
      }
      Issue.record("\(name): line \(first.position.line): \(first.shown), \(first.nearMisses)")
    }
  }

  private static func twin(of model: RaftModel, _ seed: UInt64) -> EtcdTwin {
    var options = SimulationOptions()
    options.seed = seed
    options.stepMaximum = 400
    let symbols = TraceSymbols()
    var simulator = Simulator(model, options)
    var trace = BehaviorTrace(of: model, symbols: symbols)
    var twin = EtcdTwin(symbols: symbols)
    trace.begin(simulator.state)
    twin.write(trace.events)
    while let step = simulator.next() {
      trace.events = []
      trace.record(step)
      twin.write(trace.events)
    }
    return twin
  }
}
