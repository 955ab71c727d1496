import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// Expects exactly these violations, however the lines of different servers are merged.
func expectViolations(
  _ expected: Set<PropertyName>, _ trace: TraceBuilder, sourceLocation: SourceLocation = #_sourceLocation
) {
  let report = trace.check()
  #expect(report.violated == expected, sourceLocation: sourceLocation)
  for seed in UInt64(1)...8 {
    var generator = SeededRandom(seed: seed)
    let merged = trace.check(mergedBy: &generator)
    #expect(merged.violated == expected, "merged with seed \(seed)", sourceLocation: sourceLocation)
    #expect(
      merged.properties.map(\.status) == report.properties.map(\.status), "merged with seed \(seed)",
      sourceLocation: sourceLocation)
  }
}

/// Expects that nothing is violated and that the property was decided.
func expectHeld(
  _ name: PropertyName, _ trace: TraceBuilder, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectViolations([], trace, sourceLocation: sourceLocation)
  #expect(trace.check().status(name) == .held, sourceLocation: sourceLocation)
}

/// Expects that nothing is violated because nothing of the property was observable.
func expectNotObservable(
  _ name: PropertyName, _ trace: TraceBuilder, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectViolations([], trace, sourceLocation: sourceLocation)
  #expect(trace.check().status(name) == .notObservable, sourceLocation: sourceLocation)
}

extension CheckReport {
  /// The lines that witness the violations of a property, as `file:line`.
  func witnesses(of name: PropertyName, _ symbols: TraceSymbols) -> [String] {
    violations.filter { $0.property == name }.flatMap(\.witnesses).map { symbols.describe($0.position) }
  }
}
