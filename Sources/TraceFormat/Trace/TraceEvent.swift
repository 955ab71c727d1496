/// One thing that a trace shows: where, what, and how much of the server's state.
public struct TraceEvent: Hashable, Sendable {
  public var group: GroupID
  public var server: ServerID
  public var position: SourcePosition
  public var kind: EventKind
  public var observation: Observation
  public var time: Observed<WallTime>
  public var clock: Observed<VectorClock>

  public init(
    group: GroupID = GroupID(0), server: ServerID, position: SourcePosition, kind: EventKind,
    observation: Observation = Observation(), time: Observed<WallTime> = .unknown,
    clock: Observed<VectorClock> = .unknown
  ) {
    self.group = group
    self.server = server
    self.position = position
    self.kind = kind
    self.observation = observation
    self.time = time
    self.clock = clock
  }
}
