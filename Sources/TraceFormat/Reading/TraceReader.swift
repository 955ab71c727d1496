/// Reads the events of one file, one batch at a time.
///
/// A reader holds a window of its input, never the file. It stamps each event with the line it came from.
public protocol TraceReader {
  /// How the source departs from the plainest reading; complete once the first batch has been read.
  var dialect: SourceDialect { get }

  /// What the reader saw of its input so far.
  var tally: ReadingTally { get }

  /// Appends the next events, at most a few hundred, to `events`.
  ///
  /// - Returns: false when the input has ended.
  /// - Throws: what was wrong with a line; the events before it are already appended, and calling again goes on behind
  ///   the line unless the error says that it cannot (`ReadingError.linesBehindAreReadable`).
  mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool

  /// Appends what was read and kept back, when reading ends before the input does.
  mutating func release(into events: inout [TraceEvent])
}

extension TraceReader {
  /// Most readers keep nothing back.
  public mutating func release(into events: inout [TraceEvent]) {}
}

/// How many lines a reader has seen, and how many of them said something about Raft.
public struct ReadingTally: Hashable, Sendable {
  public var lines = 0
  public var events = 0
  /// Lines that are no event of Raft: other subsystems, blank lines, comments.
  public var linesWithoutEvents = 0
  /// Lines about Raft that name no server, in a file that several servers share; they are left out.
  public var linesWithoutServer = 0
  /// Lines that should be an event and could not be read.
  public var badLines = 0
  /// Last lines that end without a newline where a value may have been cut; nothing is taken from them.
  public var cutLines = 0

  public init() {}
}
