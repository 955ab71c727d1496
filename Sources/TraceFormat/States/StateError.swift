/// What keeps a state from being read as one of Raft: what was found, and what was expected.
public struct StateError: Error, Equatable, Sendable {
  public var found: String
  public var expected: String

  public init(found: String, expected: String) {
    self.found = found
    self.expected = expected
  }

  /// Says where it was found.
  public func reading(file: String, line: Int?) -> ReadingError {
    ReadingError(file: file, line: line, kind: .malformed(found: found, expected: expected))
  }
}
