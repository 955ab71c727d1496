/// The line that an event was read from; it stays with the event to the report.
public struct SourcePosition: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var file: FileID
  /// Counted from 1 in the uncompressed file.
  public var line: UInt32
  /// Of a file that holds several states in a line, which of its states, counted from 1; otherwise 0.
  public var state: UInt32

  public init(file: FileID, line: UInt32, state: UInt32 = 0) {
    self.file = file
    self.line = line
    self.state = state
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.file, a.line, a.state) < (b.file, b.line, b.state)
  }
}
