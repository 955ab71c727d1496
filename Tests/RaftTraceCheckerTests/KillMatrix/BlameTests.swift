import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

/// Which step the replay blames in runs of wrong Rafts: never one before the first wrong one.
@Suite("Blame")
struct BlameTests {
  /// More than a test run has time for: `SEEDS=100 swift test --filter BlameTests`.
  private static let seeds = 1...(ProcessInfo.processInfo.environment["SEEDS"].flatMap { UInt64($0) } ?? 1)

  /// The forms in which a mutation's runs can be written.
  private static func forms(_ mutation: any Mutation.Type) -> [Blame.Form] {
    mutation.model.rules.options.membershipChange == .none ? [.native(), .etcd] : [.native()]
  }

  @Test(
    "No kept counterexample is refuted before its first wrong step",
    arguments: MutationCatalogue.all.map { $0.name })
  func kept(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    for counterexample in try mutation.counterexamples().counterexamples {
      let steps = try Scenario(counterexample.lines, in: mutation.model).steps
      for form in Self.forms(mutation) { expectNotTooEarly(Blame(steps, of: mutation.model, as: form)) }
    }
  }

  @Test(
    "The same schedules without the mutation are not refuted",
    arguments: MutationCatalogue.all.map { $0.name })
  func sameSchedule(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    for counterexample in try mutation.counterexamples().counterexamples {
      let steps = Scenario(possible: counterexample.lines, in: mutation.unmutatedModel).steps
      for form in Self.forms(mutation) {
        let blame = Blame(steps, of: mutation.unmutatedModel, as: form)
        #expect(blame.firstWrongStep == nil)
        #expect(blame.blamedStep == nil, "\(String(describing: blame.refutation))")
      }
    }
  }

  @Test(
    "No random run is refuted before its first wrong step", arguments: MutationCatalogue.all.map { $0.name })
  func random(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    for seed in Self.seeds {
      let steps = Self.steps(of: mutation.model, seed)
      for form in Self.forms(mutation) {
        let blame = Blame(steps, of: mutation.model, as: form)
        expectNotTooEarly(blame)
        if ProcessInfo.processInfo.environment["BLAME"] != nil {
          let distance = blame.distance.map { "\($0)" } ?? "-"
          let requirement = blame.refutation.map { "\($0.nearMisses[0].requirement)" } ?? "-"
          print("BLAME\t\(name)\t\(form)\t\(seed)\t\(blame.firstWrongStep ?? 0)\t\(distance)\t\(requirement)")
        }
      }
    }
  }

  private static func steps(of model: RaftModel, _ seed: UInt64) -> [Step] {
    var options = SimulationOptions()
    options.seed = seed
    options.stepMaximum = 300
    options.stopsAtViolation = false
    var simulator = Simulator(model, options)
    var steps: [Step] = []
    while let step = simulator.next() { steps.append(step) }
    return steps
  }

  private func expectNotTooEarly(_ blame: Blame, at location: SourceLocation = #_sourceLocation) {
    guard let blamed = blame.blamedStep else { return }
    #expect(
      blame.firstWrongStep ?? .max <= blamed, "\(String(describing: blame.refutation))",
      sourceLocation: location)
  }
}
