public import TraceFormat

/// The first event of a server that no step of Raft explains, why none does, and the lines that led there.
public struct Refutation: Hashable, Sendable {
  public var group: GroupID
  public var server: ServerID
  public var position: SourcePosition
  /// What the line shows that cannot be, in a statement about its server.
  public var shown: Statement
  /// The steps that come nearest, nearest first, each with the requirement of it that failed.
  public var nearMisses: [NearMiss]
  /// The lines on which the conclusion rests, in the order in which a person should read them; without the line itself.
  public var causes: [Witness]

  public init(
    group: GroupID, server: ServerID, position: SourcePosition, shown: Statement, nearMisses: [NearMiss],
    causes: [Witness]
  ) {
    self.group = group
    self.server = server
    self.position = position
    self.shown = shown
    self.nearMisses = nearMisses
    self.causes = causes
  }
}

/// A step of Raft that would have explained an event, had its requirement been met.
public struct NearMiss: Hashable, Sendable {
  public var requirement: ReplayRequirement
  /// What the requirement asks for, where that is a value.
  public var expected: ReplayValue?
  /// What the trace shows instead.
  public var found: ReplayValue?

  public init(_ requirement: ReplayRequirement, expected: ReplayValue? = nil, found: ReplayValue? = nil) {
    self.requirement = requirement
    self.expected = expected
    self.found = found
  }
}

/// A value in a requirement that failed, as data.
public enum ReplayValue: Hashable, Sendable {
  case term(Term)
  case index(LogIndex)
  case role(Role)
  /// nil is "none".
  case server(ServerID?)
  case servers([ServerID])
  case position(LogPosition)
  case count(Int)
  case configuration(ConfigurationID)
}
