import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

@Suite("Blame")
struct BlameTests {
  @Test func table() throws {
    for mutation in MutationCatalogue.all {
      var texts: [String] = []
      for counterexample in try mutation.counterexamples().counterexamples where !counterexample.lines.isEmpty {
        let steps = try Scenario(counterexample.lines, in: mutation.model).steps
        let blame = Blame(steps, of: mutation.model)
        texts.append("\(counterexample.view.name):\(blame.firstWrongStep ?? 0)/\(blame.blamedStep ?? 0) \(blame.refutation.map { "\($0.nearMisses[0].requirement)" } ?? "-")")
      }
      // random runs
      var random: [String] = []
      for seed in 1...6 {
        var options = SimulationOptions()
        options.seed = UInt64(seed)
        options.stepMaximum = 300
        options.stopsAtViolation = false
        var simulator = Simulator(mutation.model, options)
        var steps: [Step] = []
        while let step = simulator.next() { steps.append(step) }
        let blame = Blame(steps, of: mutation.model)
        random.append("\(blame.firstWrongStep ?? 0)/\(blame.blamedStep ?? 0)\(blame.distance == 0 ? "" : " " + (blame.refutation.map { "\($0.nearMisses[0].requirement)" } ?? "-")) ")
        if seed < 7, blame.distance != 0, blame.firstWrongStep != nil { random.append("{" + (blame.deviation?.sentence ?? "") + "}") }
      }
      print("BLAME \(mutation.name) | \(texts.joined(separator: "; ")) | \(random.joined(separator: " "))")
    }
  }
}
