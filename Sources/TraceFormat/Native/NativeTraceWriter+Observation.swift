/// What an event shows of its server's state.
extension NativeTraceWriter {
  /// Writes nothing where nothing is shown after the event.
  mutating func writeObservation(_ observation: Observation) {
    guard observation != Observation() else { return }
    switch observation.moment {
    case .before: json.key("before")
    case .after: json.key("after")
    }
    json.beginObject()
    write("currentTerm", observation.currentTerm)
    write("votedFor", observation.votedFor)
    write("role", observation.role)
    write("leader", observation.leader)
    write("lastLogIndex", observation.lastLogIndex)
    write("lastLogTerm", observation.lastLogTerm)
    write("commitIndex", observation.commitIndex)
    write("lastApplied", observation.lastApplied)
    write("durableIndex", observation.durableIndex)
    write("snapshotIndex", observation.snapshotIndex)
    write("stateHash", observation.stateHash)
    write("configuration", observation.configuration)
    json.endObject()
  }
}
