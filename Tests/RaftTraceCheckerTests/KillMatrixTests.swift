import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

@Suite("Kill matrix")
struct KillMatrixTests {
  @Test("measure")
  func measure() throws {
    let only = ProcessInfo.processInfo.environment["ONLY"]?.split(separator: ",").map(String.init)
    let max = Int(ProcessInfo.processInfo.environment["STATES"] ?? "5000")!
    for mutation in MutationCatalogue.all where only?.contains(mutation.name) ?? true {
      let start = Date()
      var explorer = Explorer(LayeredModel(mutation.model))
      explorer.findsAllBreaks = true
      explorer.distinctMaximum = max
      let found = explorer.run()
      let layers = found.properties.map { p in
        p.counterexample.map { path -> String in
          let layer = LayeredModel.Layer.allCases.first { "\($0)" == p.summary.name }!
          let before = path.steps.count > 1 ? path.steps[path.steps.count - 2].after : path.initialState
          return "\(path.steps.count) " + explorer.system.firing(layer, before: before, path.steps.last!.action, after: path.lastState).joined(separator: " ")
        } ?? "-"
      }
      print("MEASURE", mutation.name, found.distinctCount, "depth", found.depth, found.isExhaustive, String(format: "%.1fs", Date().timeIntervalSince(start)), layers)
    }
  }
}
