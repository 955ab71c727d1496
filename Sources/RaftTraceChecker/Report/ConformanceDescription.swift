/// What the replay of a trace says of itself, in the words of `raft-trace explain`.
public enum ConformanceDescription {
  /// The layer's name where a property has one: in a report, and as the argument of `--only` and `explain`.
  public static let name = "Conformance"
  /// As `PropertyDescription.sentence`.
  public static let sentence = "every step is a step of Raft"
  public static let reference = "Raft §5, Figure 2"
  public static let why = """
    Each line of a server is replayed against the rules of Figure 2. A line that no step explains, together with the \
    lines before it, is a violation even where no property of the whole cluster has been broken yet: it is the first \
    wrong step, and the two leaders or the lost entry come later.
    What a line does not show may be anything, and lines that may be missing may explain anything: the replay refutes \
    only where no run of Raft shows what the trace shows.
    """
  /// What must be shown for much to be decided, each to follow a dot.
  public static let needs = [
    "the state of a server at its events: term, role, vote, end of the log, commit index",
    "the messages that it gets and sends",
    "that no line of the shown kinds is missing (the dialect's isComplete)",
  ]
  /// The folder that holds the replay, from the package's root.
  public static let sourceFolder = "Sources/RaftTraceChecker/Replay"
}
