import RaftModel
import TraceFormat

/// The trace that a rerun leaves, and which of its lines are of which step.
struct RerunTrace {
  private(set) var trace: RecordedTrace
  /// The number of lines up to and with each step.
  private var ends: [Int] = []

  /// - Parameter names: what the servers are called, the order in which they start; as numbered if nil.
  init(_ executed: [Rerun.Executed], of rerun: Rerun, symbols: TraceSymbols, names: CanonicalNames? = nil) {
    var writer = BehaviorTrace(of: rerun.rules.model, symbols: symbols, names: names?.byNumber)
    writer.begin(rerun.initialState, servers: names?.order ?? rerun.servers)
    for step in executed {
      writer.record(step.step, sent: step.sent)
      ends.append(writer.events.count)
    }
    trace = RecordedTrace(dialects: [BehaviorTrace.dialect])
    trace.lines = writer.events.map { RecordedTrace.Line($0) }
  }

  /// How many steps there are up to the one that a line is of; lines are numbered from 2, as in a file with a header.
  func steps(upTo line: UInt32) -> Int {
    let place = Int(line) - 1
    return (ends.firstIndex { $0 >= place }).map { $0 + 1 } ?? ends.count
  }
}
