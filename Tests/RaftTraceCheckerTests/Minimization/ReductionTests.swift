import RaftTraceTestSupport
import Testing

@testable import RaftTraceChecker

/// The algorithms that know nothing of what they reduce end with what is needed, at the cost that they say.
@Suite struct ReductionTests {
  enum Way: CaseIterable {
    case deltaDebugging, counters, both, oneByOne

    func reduce(_ reduction: inout Reduction<NumberProblem>) {
      switch self {
      case .deltaDebugging: DeltaDebugging.reduce(&reduction)
      case .counters:
        CounterReduction.reduce(&reduction)
        OneByOne.reduce(&reduction)
      case .both: ChunkReduction.reduce(&reduction)
      case .oneByOne: OneByOne.reduce(&reduction)
      }
    }
  }

  /// A few of the first numbers.
  static func needed(_ random: inout SeededRandom, below count: Int) -> Set<Int> {
    Set((0..<Int.random(in: 0...8, using: &random)).map { _ in Int.random(in: 0..<count, using: &random) })
  }

  @Test(arguments: Way.allCases)
  func keepsWhatIsNeededAndNothingElse(_ way: Way) throws {
    for seed in 0..<40 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let count = Int.random(in: 1...200, using: &random)
      let needed = Self.needed(&random, below: count)
      for problem in [NumberProblem(needing: needed), .ending(needing: needed)] {
        if needed.isEmpty, problem.attempt([]) == nil { continue }
        problem.calls.count = 0
        var reduction = try #require(Reduction(problem, start: Array(0..<count)))
        way.reduce(&reduction)
        #expect(reduction.current == needed.sorted(), "\(way), seed \(seed)")
        #expect(reduction.callCount == problem.calls.count, "\(way), seed \(seed)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func noSingleElementCanBeLeftOutWhereLessIsNowEnoughAndNowNot(_ way: Way) throws {
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let problem = NumberProblem.capricious(needing: Self.needed(&random, below: 150), seed: seed)
      var reduction = try #require(Reduction(problem, start: Array(0..<150)))
      way.reduce(&reduction)
      #expect(problem.attempt(reduction.current) == reduction.current, "seed \(seed)")
      for k in reduction.current.indices {
        var fewer = reduction.current
        fewer.remove(at: k)
        #expect(problem.attempt(fewer) == nil, "\(way), seed \(seed)")
      }
    }
  }

  @Test func deltaDebuggingAgreesWithAPlainTwinAndAsksLess() throws {
    var (calls, plainCalls) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let needed = Self.needed(&random, below: 120)
      let problem = NumberProblem.capricious(needing: needed, seed: seed)
      var reduction = try #require(Reduction(problem, start: Array(0..<120)))
      DeltaDebugging.reduce(&reduction)
      calls += problem.calls.count
      problem.calls.count = 0
      #expect(reduction.current == plainDeltaDebugging(problem, Array(0..<120)), "seed \(seed)")
      plainCalls += problem.calls.count
    }
    #expect(calls < plainCalls)
  }

  /// Elements come in chains of eight of which each needs the one before, as where a disabled step fails a candidate.
  @Test func countersAskLessThanDeltaDebuggingWhereElementsDependOnEachOther() throws {
    var (byCounters, byDeltaDebugging) = (0, 0)
    for seed in 0..<10 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let needed = Set((0..<467).filter { _ in random.isOnce(in: 20) })
      let problem = NumberProblem { numbers in
        let whole = Set(numbers)
        let isWhole = numbers.allSatisfy { $0 % 8 == 0 || whole.contains($0 - 1) }
        return isWhole && needed.isSubset(of: whole) ? numbers : nil
      }
      var counters = try #require(Reduction(problem, start: Array(0..<467)))
      var deltaDebugging = counters
      CounterReduction.reduce(&counters)
      DeltaDebugging.reduce(&deltaDebugging)
      #expect(deltaDebugging.current.count <= counters.current.count, "seed \(seed)")
      #expect(needed.isSubset(of: counters.current), "seed \(seed)")
      #expect(counters.current.count < 467 * 2 / 3, "seed \(seed)")
      byCounters += counters.callCount
      byDeltaDebugging += deltaDebugging.callCount
    }
    #expect(byCounters * 2 < byDeltaDebugging, "\(byCounters) calls and \(byDeltaDebugging)")
  }

  @Test(arguments: [0, 1, 2, 9, 10, 467, 100_000])
  func chunksBecomeSmallerDownToOne(_ count: Int) {
    let sizes = CounterReduction.chunkSizes(count: count)
    #expect(sizes.last == 1)
    #expect(zip(sizes, sizes.dropFirst()).allSatisfy(>), "\(sizes)")
    #expect(sizes.count < 24)
    #expect(sizes[0] <= max(9, count))
  }

  @Test func pairsAreLeftOutWhereSingleElementsCannot() throws {
    // Numbers come two by two: one without the other is not enough.
    let problem = NumberProblem { numbers in
      let whole = Set(numbers)
      return numbers.allSatisfy { whole.contains($0 ^ 1) } && whole.contains(4) ? numbers : nil
    }
    var reduction = try #require(Reduction(problem, start: Array(0..<20)))
    #expect(OneByOne.reduce(&reduction))
    #expect(reduction.current.count == 20)
    while OneByOne.removePair(&reduction) {}
    #expect(reduction.current == [4, 5])
  }

  @Test(arguments: Way.allCases)
  func stopsWhenToldWithTheBestSoFar(_ way: Way) throws {
    let needed: Set = [3, 50, 51, 99]
    var last = Int.max
    for limit in 0..<40 {
      let problem = NumberProblem(needing: needed)
      var asked = 0
      var reduction = try #require(
        Reduction(problem, start: Array(0..<100)) { progress in
          asked += 1
          #expect(progress.oracleCalls == asked - 1)
          return progress.oracleCalls < limit
        })
      way.reduce(&reduction)
      #expect(reduction.isStopped ? reduction.callCount == limit : reduction.callCount <= limit)
      #expect(limit > 4 || reduction.isStopped)
      #expect(problem.calls.count <= limit)
      #expect(needed.isSubset(of: reduction.current))
      #expect(reduction.current.count <= last, "more calls make it no longer")
      last = reduction.current.count
    }
  }

  @Test func whatDoesNotShowItIsNotReduced() {
    #expect(Reduction(NumberProblem(needing: [7]), start: [1, 2, 3]) == nil)
  }
}
