import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("A simulation is made from its seed, keeps the invariants and does what it is to do")
struct SimulatorTests {
  @Test("The same seed makes the same bytes, another seed others", arguments: Features.all)
  func determinism(_ features: Features) throws {
    let run = try SimulatedRun(features, seed: 1)
    #expect(try SimulatedRun(features, seed: 1).written() == run.written())
    #expect(try SimulatedRun(features, seed: 2).written() != run.written())
  }

  @Test("No invariant is violated", arguments: Features.all)
  func invariants(_ features: Features) {
    for seed in UInt64(1)...4 {
      var options = SimulationOptions()
      options.seed = seed
      options.stepMaximum = 500
      var simulator = Simulator(features.model, options)
      while simulator.next() != nil {}
      #expect(simulator.stepCount == 500)
      #expect(simulator.breaks.map(\.reason) == [])
    }
  }

  @Test("A wrong Raft's first violation ends the simulation, if it is to")
  func violation() {
    var options = SimulationOptions()
    options.stepMaximum = 3000
    options.timeout = 0.01
    let model = RaftModel(rules: VotesForEverybody(options: ModelOptions()), serverCount: 3)
    var stopping = Simulator(model, options)
    while stopping.next() != nil {}
    #expect(stopping.breaks.first?.step == stopping.stepCount)
    #expect(stopping.breaks.contains { $0.invariant.name == "OneVotePerTerm" })

    options.stopsAtViolation = false
    var going = Simulator(model, options)
    while going.next() != nil {}
    #expect(going.stepCount == 3000)
    #expect(
      going.breaks.prefix(stopping.breaks.count).map(\.reason) == stopping.breaks.map(\.reason))
    #expect(Set(going.breaks.map(\.invariant.name)).count == going.breaks.count)
  }

  @Test("Every kind of event that the features allow happens")
  func everythingHappens() throws {
    var seen: Set<EventName> = []
    for features in Features.all {
      for seed in UInt64(1)...3 {
        seen.formUnion(try SimulatedRun(features, seed: seed, steps: 1000).events.map(\.kind.name))
      }
    }
    let never: Set<EventName> = [.stop, .serverNamed, .persisted, .leaseHeld, .observed]
    #expect(seen == Set(EventName.allCases).subtracting(never))
  }

  @Test("Aspects that a log does not show are gone; starts are not", arguments: TraceAspect.allCases)
  func aspects(_ aspect: TraceAspect) throws {
    let run = try SimulatedRun(Features.all[Features.all.count - 2], seed: 1, steps: 1500)
    let all = Set(TraceAspect.allCases)
    #expect(run.events.compactMap(all.shown) == run.events)
    var part = run
    part.dialect.isComplete = false
    part.events = run.events.compactMap(all.subtracting([aspect]).shown)
    #expect(part.events != run.events)
    #expect(part.events.count { $0.kind == .start } == run.events.count { $0.kind == .start })
    expectNoViolation(part, "without \(aspect)")
  }
}
