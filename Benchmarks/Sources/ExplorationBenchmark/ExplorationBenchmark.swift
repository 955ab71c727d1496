import Glibc
import RaftModel
import RaftTraceChecker

/// Explores a model to the end in several ways and prints what it took.
@main
struct ExplorationBenchmark {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    var bounds = Bounds()
    bounds.termMaximum = number(numbers, 0, or: 2)
    bounds.logLengthMaximum = number(numbers, 1, or: 1)
    bounds.messageMaximum = number(numbers, 2, or: 3)
    bounds.restartMaximum = number(numbers, 3, or: 0)
    print(
      "three servers, at most \(bounds.termMaximum) terms, \(bounds.logLengthMaximum) entries, "
        + "\(bounds.messageMaximum) messages, \(bounds.restartMaximum) restarts")
    var model = RaftModel(bounds: bounds, serverCount: 3)
    measure("with symmetry", model, workers: 1)
    measure("with symmetry, 2 threads", model, workers: 2)
    model.usesSymmetry = false
    measure("without symmetry", model, workers: 1)
    model.invariants = []
    measure("without symmetry and invariants", model, workers: 1)
  }

  private static func number(_ numbers: [Int], _ i: Int, or other: Int) -> Int { i < numbers.count ? numbers[i] : other }

  private static func measure(_ name: String, _ model: RaftModel, workers: Int) {
    var explorer = Explorer(model)
    explorer.workerCount = workers
    let (processor, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
    let exploration = explorer.run()
    let processorSeconds = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor
    let wallSeconds = seconds(CLOCK_MONOTONIC) - wall
    let states = Double(exploration.distinctCount)
    print(
      """
      \(name):
        \(exploration.distinctCount) distinct states, \(exploration.generatedCount) steps, depth \(exploration.depth)
        \(Int(states / processorSeconds)) distinct states per processor second, \
      \(Int(Double(exploration.generatedCount) / processorSeconds)) steps per processor second
        \(Int(states / wallSeconds)) distinct states per second
        at most \(peakBytes() / exploration.distinctCount) bytes of the process per distinct state so far
      """)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func peakBytes() -> Int {
    var usage = rusage()
    getrusage(Int32(truncatingIfNeeded: RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
