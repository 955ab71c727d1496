import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// Among runs of equal length the one that reads best is chosen, and no order is taken that was not tried.
@Suite struct ReadingOrderTests {
  /// Steps of which some must come before others.
  struct OrderedSteps: ReductionProblem {
    var mayStand: ([Action]) -> Bool

    func attempt(_ candidate: [ScheduledStep]) -> [ScheduledStep]? {
      mayStand(candidate.map(\.action)) ? candidate : nil
    }
  }

  static func order(_ actions: [Action], _ mayStand: @escaping ([Action]) -> Bool) throws -> [Action] {
    let steps = actions.map { ScheduledStep($0) }
    var reduction = try #require(Reduction(OrderedSteps(mayStand: mayStand), start: steps))
    ReadingOrder().improve(&reduction)
    return reduction.current.map(\.action)
  }

  static let (a, b, c) = (ServerID(0), ServerID(1), ServerID(2))

  @Test func whatAServerDoesStandsTogether() throws {
    let mixed: [Action] = [
      .restart(Self.c), .restart(Self.a), .restart(Self.b), .stepDown(Self.a), .stepDown(Self.c),
      .electionTimeout(Self.b), .electionTimeout(Self.a),
    ]
    let ordered = try Self.order(mixed) { _ in true }
    #expect(
      ordered == [
        .electionTimeout(Self.a), .restart(Self.a), .stepDown(Self.a), .electionTimeout(Self.b),
        .restart(Self.b), .restart(Self.c), .stepDown(Self.c),
      ])
  }

  @Test func whatMustComeFirstStaysFirst() throws {
    let mixed: [Action] = [.restart(Self.c), .restart(Self.a), .stepDown(Self.c), .stepDown(Self.a)]
    let ordered = try Self.order(mixed) {
      $0.firstIndex(of: .restart(Self.c))! < $0.firstIndex(of: .restart(Self.a))!
    }
    #expect(ordered == [.restart(Self.c), .stepDown(Self.c), .restart(Self.a), .stepDown(Self.a)])
  }

  /// In random orders of a few steps with random demands, no single move that is allowed makes the result read better.
  @Test func noSingleMoveMakesItBetter() throws {
    for seed in 0..<30 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let actions = [Self.a, Self.b, Self.c].flatMap {
        [.restart($0), .stepDown($0), .electionTimeout($0)] as [Action]
      }.shuffled(using: &random)
      let demands = (0..<6).map { _ in
        let pair = (0..<2).map { _ in Int.random(in: 0..<actions.count, using: &random) }.sorted()
        return (first: actions[pair[0]], second: actions[pair[1]])
      }
      func mayStand(_ order: [Action]) -> Bool {
        demands.allSatisfy { order.firstIndex(of: $0.first)! <= order.firstIndex(of: $0.second)! }
      }
      let ordered = try Self.order(actions, mayStand)
      let cost = ReadingCost(ordered.map { ScheduledStep($0) })
      #expect(mayStand(ordered), "seed \(seed)")
      #expect(cost <= ReadingCost(actions.map { ScheduledStep($0) }), "seed \(seed)")
      let switches = Self.switches(ordered)
      for k in ordered.indices {
        for place in ordered.indices {
          var moved = ordered
          moved.insert(moved.remove(at: k), at: place)
          #expect(!mayStand(moved) || Self.switches(moved) >= switches, "seed \(seed)")
        }
      }
    }
  }

  static func switches(_ actions: [Action]) -> Int {
    ReadingCost.switchCount(of: actions.map { ScheduledStep($0) })
  }
}
