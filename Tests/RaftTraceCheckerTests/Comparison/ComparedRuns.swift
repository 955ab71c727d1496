import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

extension TestTrace {
  /// How this trace, as A, compares with another one.
  func compared(
    with other: TestTrace, wordMaximum: Int = ComparedTrace.wordMaximum,
    _ change: (inout ComparisonOptions) -> Void = { _ in }
  ) -> ComparisonReport {
    var options = ComparisonOptions()
    change(&options)
    return TraceComparison(
      a: side(wordMaximum), b: other.side(wordMaximum), options: options
    ).report()
  }

  private func side(_ wordMaximum: Int) -> ComparedTrace {
    var side = ComparedTrace(symbols: symbols, wordMaximum: wordMaximum)
    for line in lines { side.append(line.event) }
    return side
  }

  /// The same lines merged another way: those of one server keep their order.
  func interleaved(by random: inout SeededRandom) -> TestTrace {
    var queues = histories.map { Array($0.reversed()) }
    var result = self
    result.lines = []
    while true {
      let open = queues.indices.filter { !queues[$0].isEmpty }
      guard !open.isEmpty else { return result }
      if let line = queues[random.element(of: open)].popLast() { result.lines.append(line) }
    }
  }
}

extension TraceBuilder {
  /// How these events, as A, compare with those of another builder.
  func compared(
    with other: TraceBuilder, _ change: (inout ComparisonOptions) -> Void = { _ in }
  ) -> ComparisonReport {
    recorded.compared(with: other.recorded, change)
  }

  private var recorded: TestTrace {
    var trace = TestTrace(symbols: symbols)
    trace.lines = events.map { TestTrace.Line(event: $0, dialect: dialect, input: 0) }
    return trace
  }
}
