public import RaftModel
public import TraceFormat

/// What a minimization came to.
public struct Minimization {
  /// How the result was made.
  public enum Method: Sendable {
    /// The trace's schedule was executed again in a model with events left out: the result is a run of its own.
    case rerun(RerunDescription)
    /// Lines of the trace were left out: the result is what of them proves the violation.
    case evidence
    /// The trace was executed again, and no step of it can be left out: the result is the trace.
    case untouched
  }

  /// The rules under which a schedule was executed again.
  public struct RerunDescription: Sendable {
    /// The mutation that explains the trace, by its name in the catalogue; nil for Raft.
    public var mutation: String?
    /// Other mutations that explain the trace as well, by their names.
    public var alternatives: [String]
    /// How many steps of the result are kept as the trace shows them, as no action of the rules explains them.
    public var deviationCount: Int
    /// The trace's servers that are n1, n2, … in the result.
    public var servers: [ServerID]
    /// The result step by step; empty where it is not told.
    public var steps: [RerunStep]
    /// What the result calls each server of these steps, by the model's number; n1, n2, … in their order if empty.
    public var names: [String]

    public init(
      mutation: String?, alternatives: [String] = [], deviationCount: Int, servers: [ServerID],
      steps: [RerunStep] = [], names: [String] = []
    ) {
      self.mutation = mutation
      self.alternatives = alternatives
      self.deviationCount = deviationCount
      self.servers = servers
      self.steps = steps
      self.names = names
    }
  }

  /// A step of the result.
  public struct RerunStep: Equatable, Sendable {
    public var action: Action
    /// Whether it is kept as the trace shows it, as the rules would have it otherwise.
    public var isDeviation: Bool

    public init(_ action: Action, isDeviation: Bool = false) {
      self.action = action
      self.isDeviation = isDeviation
    }
  }

  public var target: ViolationTarget
  public var method: Method
  public var before: TraceSize
  public var after: TraceSize
  /// The smallest trace found that shows the target.
  public var result: RecordedTrace
  /// What a check says of it.
  public var report: CheckReport
  /// How often a candidate was put to the test.
  public var oracleCalls: Int
  /// Whether each single event was left out and the violation vanished each time; false where the budget ended first.
  public var isOneMinimal: Bool
}

/// How large a trace is, in what a reader must follow.
public struct TraceSize: Hashable, Sendable {
  /// Lines of the common format.
  public var events: Int
  /// Actions of the model, as timeouts and messages handled; nil where no schedule was made of the trace.
  public var steps: Int?
  public var servers: Int
  /// Different terms that servers had or messages bore.
  public var terms: Int

  public init(events: Int, steps: Int?, servers: Int, terms: Int) {
    self.events = events
    self.steps = steps
    self.servers = servers
    self.terms = terms
  }
}

/// How far a minimization has come.
public struct MinimizationProgress: Sendable {
  /// What is being tried, as "chunks", "servers" or "order".
  public var pass: StaticString
  /// Events, or steps of a schedule, that the best candidate so far has.
  public var size: Int
  public var oracleCalls: Int

  public init(pass: StaticString, size: Int, oracleCalls: Int) {
    self.pass = pass
    self.size = size
    self.oracleCalls = oracleCalls
  }
}

extension TraceSize {
  init(of trace: RecordedTrace, steps: Int? = nil) {
    var servers: Set<ServerID> = []
    var terms: Set<Term> = []
    for line in trace.lines {
      servers.insert(line.event.server)
      if case .known(let term) = line.event.observation.currentTerm { terms.insert(term) }
      if case .known(let term)? = line.event.kind.messageTerm { terms.insert(term) }
    }
    self.init(events: trace.lines.count, steps: steps, servers: servers.count, terms: terms.count)
  }
}

extension EventKind {
  /// The term of the message that the event is about; nil for other events.
  fileprivate var messageTerm: Observed<Term>? {
    switch self {
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      message.term
    default: nil
    }
  }
}
