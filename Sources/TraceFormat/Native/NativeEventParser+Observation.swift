/// What an event shows of its server's state, read into the draft in place.
extension NativeEventParser {
  mutating func readObservation(
    _ moment: Observation.Moment, _ line: Span<UInt8>
  ) throws(ReadingError) {
    draft.observation.moment = moment
    var seen: KeySet<ObservationKey> = []
    try scanner.enterObject(line)
    while let key = try scanner.nextKey(vocabularies.observationKeys, seen: &seen, line) {
      switch key {
      case .currentTerm: draft.observation.currentTerm = .known(try scanner.term(line))
      case .votedFor: draft.observation.votedFor = .known(try serverOrNone(line))
      case .role: draft.observation.role = .known(try scanner.word(of: vocabularies.roles, line))
      case .leader: draft.observation.leader = .known(try serverOrNone(line))
      case .lastLogIndex: draft.observation.lastLogIndex = .known(try scanner.index(line))
      case .lastLogTerm: draft.observation.lastLogTerm = .known(try scanner.term(line))
      case .commitIndex: draft.observation.commitIndex = .known(try scanner.index(line))
      case .lastApplied: draft.observation.lastApplied = .known(try scanner.index(line))
      case .durableIndex: draft.observation.durableIndex = .known(try scanner.index(line))
      case .snapshotIndex: draft.observation.snapshotIndex = .known(try scanner.index(line))
      case .stateHash: draft.observation.stateHash = .known(try scanner.payload(line))
      case .configuration: draft.observation.configuration = .known(try configuration(line))
      }
    }
  }
}
