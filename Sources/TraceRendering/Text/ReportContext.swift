public import RaftTraceChecker
public import TraceFormat

/// What a report says besides the findings: the names behind the numbers, the files read, the properties' words.
public struct ReportContext {
  /// One file of the input and what its reader made of it.
  public struct Input: Hashable, Sendable {
    /// The name as it was given on the command line.
    public var file: String
    /// The format's name, as `raft-trace formats` lists it.
    public var format: String
    public var tally: ReadingTally
    /// False where reading stopped at a bad line; nothing behind it was checked.
    public var wasReadToEnd: Bool

    public init(file: String, format: String, tally: ReadingTally, wasReadToEnd: Bool = true) {
      self.file = file
      self.format = format
      self.tally = tally
      self.wasReadToEnd = wasReadToEnd
    }
  }

  public var symbols: TraceSymbols
  /// In the order of the command line.
  public var inputs: [Input]
  /// Tells a property's words, which live beside the property.
  public var describe: (PropertyName) -> PropertyDescription

  public init(
    symbols: TraceSymbols, inputs: [Input],
    describe: @escaping (PropertyName) -> PropertyDescription = TraceChecker.description(of:)
  ) {
    self.symbols = symbols
    self.inputs = inputs
    self.describe = describe
  }

  /// The sum over all files.
  var tally: ReadingTally {
    inputs.reduce(into: ReadingTally()) { sum, input in
      sum.lines += input.tally.lines
      sum.events += input.tally.events
      sum.linesWithoutEvents += input.tally.linesWithoutEvents
      sum.linesWithoutServer += input.tally.linesWithoutServer
      sum.badLines += input.tally.badLines
      sum.cutLines += input.tally.cutLines
    }
  }
}
