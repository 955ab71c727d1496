/// How the variables of a specification are called, and what the words in them mean.
///
/// The standard mapping knows the names of the common specifications of Raft; a mapping file adds those of others.
/// Names are compared without regard to case and underscores. Documentation/Mappings.md, "State sequences".
public struct SpecMapping: Sendable {
  /// Where the first entry of a log stands.
  public enum LogBase: String, CaseIterable, Sendable {
    /// Decided by the first state: a lone entry of term 0 that is not committed is a sentinel at index 0.
    case automatic
    /// The first entry has index 1.
    case one
    /// The first entry is a sentinel at index 0.
    case sentinel
    /// The first entry has index 0, and the commit index is -1 before anything is committed: all indices are one more.
    case zero
  }

  /// What the keys of nested queues mean.
  public enum QueueOrder: String, CaseIterable, Sendable {
    case sourceFirst
    case destinationFirst
  }

  public var name = "standard"
  /// Names of the variable (or of the field of a server's record), the likeliest first.
  public var variables: [SpecConcept: [String]] = [:]
  /// Names that a mapping file gives; a state without them is an error, and a field of a record follows a dot.
  public var named: [SpecConcept: String] = [:]
  /// Of logs that are records: the fields that hold the entries.
  public var logFields: [String] = []
  public var roles: [(word: String, role: Role)] = []
  /// What stands for "nobody".
  public var noneWords: [String] = []
  public var entryFields: [SpecEntryField: [String]] = [:]
  public var messageFields: [SpecMessageField: [String]] = [:]
  public var messageTypes: [(word: String, type: MessageType)] = []
  /// Parts of the names of actions that restart a server.
  public var restartActions: [String] = []
  /// Parts of the names of actions that lose messages.
  public var lossActions: [String] = []
  /// Parts of the names of actions that duplicate messages.
  public var duplicationActions: [String] = []
  public var logBase = LogBase.automatic
  public var queueOrder = QueueOrder.sourceFirst
  /// How the specification departs from the plainest reading.
  public var dialect = SourceDialect()

  public init() {}
}
