/// The line that an event was read from; it stays with the event to the report.
public struct SourcePosition: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var file: FileID
  /// Counted from 1 in the uncompressed file.
  public var line: UInt32

  public init(file: FileID, line: UInt32) {
    self.file = file
    self.line = line
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    a.file != b.file ? a.file < b.file : a.line < b.line
  }
}
