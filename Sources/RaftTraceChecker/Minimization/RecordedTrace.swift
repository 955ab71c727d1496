public import TraceFormat

/// A trace that is held in memory, so that it can be checked again and again without some of its lines.
public struct RecordedTrace {
  /// An event and the input that it was read from, as in `TraceInput.Batch.file`.
  public struct Line {
    public var event: TraceEvent
    public var input: Int

    public init(_ event: TraceEvent, input: Int = 0) {
      self.event = event
      self.input = input
    }
  }

  /// In the order of reading.
  public var lines: [Line] = []
  /// How each input departs from the plainest reading.
  public var dialects: [SourceDialect]
  /// Places in `lines` before which an input had a line that could not be read, with the input.
  public var gaps: [(before: Int, input: Int)] = []

  public init(dialects: [SourceDialect] = []) { self.dialects = dialects }

  /// The check of the whole trace.
  public func check(symbols: TraceSymbols, layers: Set<CheckLayer> = Set(CheckLayer.allCases)) -> CheckReport
  {
    var checker = TraceChecker(symbols: symbols, layers: layers)
    var nextGap = 0
    for (place, line) in lines.enumerated() {
      while nextGap < gaps.count, gaps[nextGap].before == place { noteGap(&nextGap, &checker) }
      checker.consider(line.event, dialect: dialects[line.input], input: line.input)
    }
    while nextGap < gaps.count { noteGap(&nextGap, &checker) }
    return checker.finish()
  }

  private func noteGap(_ next: inout Int, _ checker: inout TraceChecker) {
    checker.noteGap(dialect: dialects[gaps[next].input], input: gaps[next].input)
    next += 1
  }
}
