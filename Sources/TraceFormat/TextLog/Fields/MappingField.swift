/// A place that a hole of a template or a `set:` of a mapping can fill, named as in the native format.
enum MappingField: Hashable, Sendable {
  case time
  case event(EventField)
  case message(MessageField)
  /// What the line shows of its server's state, before or after the event.
  case state(StateField, Observation.Moment)

  /// The fields of an event itself.
  enum EventField: String, CaseIterable, Sendable {
    case server, group
    case role, candidate, leader, name, term, index, lastLogIndex, lastLogTerm, payload, termAndVote, count
    case voters, outgoingVoters, learners
    case client, request, action, key, value, outcome, begin, end
  }

  /// The fields of a message, written with `message.` before them.
  enum MessageField: String, CaseIterable, Sendable {
    case type, from, to, term, lastLogIndex, lastLogTerm, isLeadershipTransfer, voteGranted
    case prevLogIndex, prevLogTerm, count, leaderCommit, success, matchIndex, conflictIndex, conflictTerm
    case lastIncludedIndex, lastIncludedTerm, content, isDone, context, readIndex
  }

  /// The fields of an observation, written with `before.` or `after.` before them.
  enum StateField: String, CaseIterable, Sendable {
    case currentTerm, votedFor, role, leader, lastLogIndex, lastLogTerm, commitIndex, lastApplied
    case durableIndex, snapshotIndex, stateHash
  }

  /// The field of a name; an observation's field needs no `after.` where no event has a field of that name.
  init?(_ name: String) {
    if name == "time" {
      self = .time
    } else if let field = EventField(rawValue: name) {
      self = .event(field)
    } else if let field = StateField(rawValue: name) {
      self = .state(field, .after)
    } else if let field = Self.tail(of: name, behind: "message.").flatMap(MessageField.init) {
      self = .message(field)
    } else if let field = Self.tail(of: name, behind: "before.").flatMap(StateField.init) {
      self = .state(field, .before)
    } else if let field = Self.tail(of: name, behind: "after.").flatMap(StateField.init) {
      self = .state(field, .after)
    } else {
      return nil
    }
  }

  /// The field's whole name.
  var name: String {
    switch self {
    case .time: "time"
    case .event(let field): field.rawValue
    case .message(let field): "message.\(field.rawValue)"
    case .state(let field, .before): "before.\(field.rawValue)"
    case .state(let field, .after): "after.\(field.rawValue)"
    }
  }

  private static func tail(of name: String, behind prefix: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}
