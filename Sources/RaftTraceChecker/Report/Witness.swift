public import TraceFormat

/// A line that proves part of a violation: where it stands, whose it is, and what it states.
public struct Witness: Hashable, Sendable {
  public var position: SourcePosition
  public var server: ServerID
  public var statement: Statement

  public init(position: SourcePosition, server: ServerID, statement: Statement) {
    self.position = position
    self.server = server
    self.statement = statement
  }
}
