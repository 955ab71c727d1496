/// Roles. A server that takes one drops the entries behind its last signature: nobody can have committed them.
extension CCFInterpreter {
  mutating func becomes(_ role: Role, _ step: inout CCFStep) {
    catchUp(&step)
    adopt(step.line.configurations ?? [], &step)
    step.emit(.roleChanged(role), observation(step, .after))
  }

  /// The log is cut before the server leads.
  mutating func becomeLeader(_ step: inout CCFStep) {
    catchUp(&step)
    adopt(step.line.configurations ?? [], &step)
    if let term = step.state.view.value { leaderLogs.note(views[step.number].terms, of: term) }
    step.emit(.roleChanged(.leader), observation(step, .after))
  }

  /// The term and the role come first: a leader does not cut its log.
  mutating func becomeFollower(_ step: inout CCFStep) {
    let isCut = views[step.number].last.value.map { $0 > step.state.last.value ?? $0 } ?? false
    var after = observation(step, .after)
    if isCut {
      after.lastLogIndex = .unknown
      after.configuration = .unknown
    }
    step.emit(.roleChanged(.follower), after)
    views[step.number].role = .known(.follower)
    catchUp(&step)
    adopt(step.line.configurations ?? [], &step)
  }

  /// A leader whose retirement is committed leads no more, of which no line tells.
  func leaveLeadership(_ step: inout CCFStep) {
    guard views[step.number].role == .known(.leader), step.state.leadership == CCFLeadership.none else {
      return
    }
    step.emit(.roleChanged(.follower), passing(step))
  }
}
