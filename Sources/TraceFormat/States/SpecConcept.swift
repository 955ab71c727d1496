/// What of a server, or of the network, a variable of a specification may hold.
///
/// Raft Figure 2 (State).
public enum SpecConcept: String, CaseIterable, Sendable {
  case currentTerm
  case role
  case votedFor
  case leader
  case log
  case commitIndex
  case lastApplied
  case snapshotIndex
  case snapshotTerm
  /// The index before the first entry of a log whose front was cut off.
  case logOffset
  case configuration
  case votesGranted
  case votesResponded
  case nextIndex
  case matchIndex
  /// The messages in flight.
  case messages
  /// The name of the step that led to a state, where the specification keeps it in a variable.
  case action
}

/// The fields of a log's entry.
public enum SpecEntryField: String, CaseIterable, Sendable {
  case term
  case index
}

/// The fields of a message.
public enum SpecMessageField: String, CaseIterable, Sendable {
  case type
  case source
  case destination
  case term
  case lastLogIndex
  case lastLogTerm
  case isPreVote
  case voteGranted
  case prevLogIndex
  case prevLogTerm
  case entries
  case leaderCommit
  case success
  /// True where `success` is false.
  case rejected
  case matchIndex
  /// The index behind the one that a yes acknowledges.
  case nextIndex
  case conflictIndex
  case conflictTerm
  case lastIncludedIndex
  case lastIncludedTerm
}
