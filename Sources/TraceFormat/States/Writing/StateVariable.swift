/// The variables of raft.tla that a state sequence is written in.
enum StateVariable: String, CaseIterable {
  case currentTerm
  case state
  case votedFor
  case log
  case commitIndex
  /// The bag of messages in flight.
  case messages
  /// The name of the event that led to the state, as tools of the format call this variable.
  case action = "action_taken"
  /// True where the trace does not tell every step: a reader must not take what lies between two states for one.
  case stepsMayBeMissing
}

extension SpecState {
  /// Whether the writer of the state declared that the behavior is not told step by step.
  var saysThatStepsMayBeMissing: Bool {
    variables[StateVariable.stepsMayBeMissing.rawValue] == .boolean(true)
  }
}

extension RebuiltServer {
  /// Whether the server's part of a variable is known.
  func knows(_ variable: StateVariable) -> Bool {
    switch variable {
    case .currentTerm: currentTerm.isKnown
    case .state: role.isKnown
    case .votedFor: votedFor.isKnown
    case .log: log.isKnown
    case .commitIndex: commitIndex.isKnown
    case .messages, .action, .stepsMayBeMissing: true
    }
  }

  /// The server's part of a variable; nil where it is unknown, and for variables that are no server's.
  func value(
    of variable: StateVariable, entriesHaveValues: Bool, symbols: TraceSymbols
  ) -> SpecValue? {
    switch variable {
    case .currentTerm: currentTerm.value.map { .integer(Int64(clamping: $0.rawValue)) }
    case .state: role.value.map { .text($0.nameInTLA) }
    case .votedFor: votedFor.value.map { .text($0.map { symbols.legibleName($0) } ?? "Nil") }
    case .commitIndex: commitIndex.value.map { .integer(Int64(clamping: $0.rawValue)) }
    case .log: log.value.map { .sequence($0.map { $0.value(hasPayload: entriesHaveValues) }) }
    case .messages, .action, .stepsMayBeMissing: nil
    }
  }
}

extension LogEntry {
  /// The record of an entry whose term is known.
  func value(hasPayload: Bool) -> SpecValue {
    var fields = [SpecValue.Pair(.text("term"), .integer(Int64(clamping: (term.value ?? .zero).rawValue)))]
    if hasPayload, let payload = payload.value {
      fields.append(SpecValue.Pair(.text("value"), .text(payload.description)))
    }
    return .function(fields)
  }
}

extension Role {
  fileprivate var nameInTLA: String {
    switch self {
    case .follower: "Follower"
    case .preCandidate: "PreCandidate"
    case .candidate: "Candidate"
    case .leader: "Leader"
    case .learner: "Learner"
    }
  }
}
