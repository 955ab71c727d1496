/// How a source departs from the plainest reading of its lines; each departure is a named parameter.
///
/// A wrong dialect is the commonest cause of a false alarm, so every default is the cautious reading.
public struct SourceDialect: Hashable, Sendable {
  /// When a shown change of term, vote or log is on stable storage.
  public enum Durability: String, CaseIterable, Sendable {
    /// Shown when made in memory: a crash may forget it unless another server, or a `persisted` event, proves it durable.
    case onEvidence
    /// Shown when durable, as in a model whose steps are atomic.
    case atOnce
  }

  /// When a membership governs elections and commits.
  public enum ConfigurationUse: String, CaseIterable, Sendable {
    /// As soon as its entry is in the log (dissertation §4.1; hashicorp/raft, openraft, CCF).
    case onAppend
    /// Once its entry is applied (etcd, early raft-rs).
    case onApply
  }

  public var durability: Durability = .onEvidence
  public var configurationUse: ConfigurationUse = .onAppend
  /// True when no event of the shown kinds is missing between two lines of a server; otherwise any may be but a start.
  public var isComplete = false
  /// True when an operator may bring a server's identity back with a blank disk; then a blank start is a new server.
  public var reusesIdentities = false
  /// True when the lines of all servers stand in an order that keeps cause before effect, as those of one model or one
  /// process do; otherwise only the lines of one server are ordered.
  public var isOrdered = false
  /// True when every message about votes, entries and snapshots that a server sends or gets has its line.
  public var showsMessages = false
  /// What the source's implementation does differently from Figure 2.
  public var divergences: DivergenceSet = []

  public init() {}
}
