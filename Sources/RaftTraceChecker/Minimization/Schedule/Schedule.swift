public import RaftModel
public import TraceFormat

/// A run of a model as a trace tells it: what the servers began with, and what happened then, action by action.
public struct Schedule: Sendable {
  /// The trace's server for each of the model's, in the order of their numbers.
  public var servers: [ServerID]
  /// What every server begins with, as the trace shows it.
  public var initialState: ClusterState
  /// The parts of Raft that the trace shows.
  public var options: ModelOptions
  public var steps: [ScheduledStep]
  /// Whether refusals tell the leader where to go on, as those of the model do not.
  public var refusalsHint = false

  public init(
    servers: [ServerID], initialState: ClusterState, options: ModelOptions, steps: [ScheduledStep]
  ) {
    self.servers = servers
    self.initialState = initialState
    self.options = options
    self.steps = steps
  }
}

/// One action of a run, and what the trace shows of its outcome.
public struct ScheduledStep: Sendable {
  public var action: Action
  /// Its server behind the step, as far as lines show it; nil where none does, as of an implicit step.
  public var shown: ShownServer?
  /// The messages that it sends, as far as the model has them; nil where the trace does not show messages.
  public var sent: [Packet]?
  /// The lines that tell it, as places in the trace; empty for an implicit step.
  public var lines: Range<Int>
  /// What the step does that Raft would not; nil for a step of the rules.
  public var deviation: StepDeviation?
  /// The messages that it sent when it was executed last; steps that handle them know them as these.
  var sentLast: [Packet] = []

  public init(
    _ action: Action, shown: ShownServer? = nil, sent: [Packet]? = nil, lines: Range<Int> = 0..<0,
    deviation: StepDeviation? = nil
  ) {
    self.action = action
    self.shown = shown
    self.sent = sent
    self.lines = lines
    self.deviation = deviation
  }
}

/// A server as the lines up to a step show it: a state of the model, and which fields of it were shown.
public struct ShownServer: Sendable {
  public struct Fields: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let currentTerm = Fields(rawValue: 1 << 0)
    public static let votedFor = Fields(rawValue: 1 << 1)
    public static let role = Fields(rawValue: 1 << 2)
    /// All entries behind the snapshot, their terms included.
    public static let log = Fields(rawValue: 1 << 3)
    public static let commitIndex = Fields(rawValue: 1 << 4)
    public static let lastApplied = Fields(rawValue: 1 << 5)
    /// The configuration in use, which the log or the snapshot tells.
    public static let membership = Fields(rawValue: 1 << 6)
  }

  public var state: ServerState
  /// The fields of `state` that are as the trace shows them after the step; the others are not known.
  public var known: Fields

  public init(_ state: ServerState, known: Fields) {
    self.state = state
    self.known = known
  }
}
