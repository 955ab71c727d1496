import TraceFormat

/// The replay of a trace against Raft's rules.
struct Replay {
  init(symbols: TraceSymbols) {}

  mutating func consider(_ event: TraceEvent, dialect: SourceDialect, input: Int) {}

  mutating func noteGap(dialect: SourceDialect, input: Int) {}

  mutating func finish() -> ConformanceResult? { nil }
}
