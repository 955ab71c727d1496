public import TraceFormat

/// Makes a schedule of a trace: the actions of a model that its lines tell, and what they show of each outcome.
///
/// The inverse of `BehaviorTrace`, for the traces of any producer: what a server's lines do not say is filled with what
/// Raft's rules make of what they do say, and what a step is said to have led to is never filled.
public struct ScheduleReader {
  private let trace: RecordedTrace
  private let symbols: TraceSymbols

  public init(_ trace: RecordedTrace, symbols: TraceSymbols) {
    self.trace = trace
    self.symbols = symbols
  }

  /// - Throws: why the trace has no schedule.
  public func read() throws(UnreadableSchedule) -> Schedule {
    let survey = TraceSurvey(trace, symbols: symbols)
    let numbers = ServerNumbers(survey.servers, symbols: symbols)
    try check(survey, numbers)
    let beginning = try ScheduleBeginning(trace, survey, numbers)
    var reading = ScheduleReading(trace, survey, numbers, beginning)
    for place in order { reading.read(place) }
    return reading.finish()
  }

  private func check(_ survey: TraceSurvey, _ numbers: ServerNumbers) throws(UnreadableSchedule) {
    if trace.lines.isEmpty { throw .noServer }
    if survey.groups.count > 1 { throw .severalGroups(survey.groups.count) }
    if numbers.count > 7 { throw .tooManyServers(numbers.count) }
    if let large = survey.numberTooLarge { throw .numberTooLarge(large.number, line: large.line) }
    let isOrdered = trace.dialects.count == 1 && trace.dialects[0].isOrdered
    if !isOrdered, !survey.isComplete, survey.received.isEmpty { throw .neitherOrderedNorComplete }
  }

  /// The places of the lines in an order in which causes come first, as far as messages show them.
  private var order: [Int] {
    let isOrdered = trace.dialects.count == 1 && trace.dialects[0].isOrdered
    return isOrdered ? Array(trace.lines.indices) : CausalLineOrder(trace).places
  }
}
