extension SpecLayout.Candidate {
  /// Whether it gives a number for each of several keys.
  var hasNumbers: Bool {
    guard let pairs = value.pairs, !pairs.isEmpty else { return false }
    return pairs.allSatisfy { $0.key.name != nil && $0.value.integer != nil }
  }

  /// Whether it holds records with a term.
  func holdsServers(_ words: [SpecWord]) -> Bool {
    guard let pairs = value.pairs, !pairs.isEmpty else { return false }
    return pairs.allSatisfy { $0.key.name != nil && $0.value.field(words)?.integer != nil }
  }
}

extension SpecConcept {
  /// Whether a server's value can be what the concept means: names like `state` and `log` are used for other things too.
  func mayHold(_ value: SpecValue?) -> Bool {
    guard let value else { return false }
    return switch self {
    case .role: value.name != nil || value.variant != nil || value["tag"] != nil
    case .log: value.pairs != nil
    case .votedFor: value.boolean == nil
    case .commitIndex, .lastApplied: value.integer != nil || value["index"] != nil
    case .snapshotIndex, .snapshotTerm, .logOffset, .currentTerm: value.integer != nil
    case .leader, .configuration, .votesGranted, .votesResponded, .nextIndex, .matchIndex, .messages, .action:
      true
    }
  }
}

extension SpecLayout {
  /// The error of a state in which no server can be found.
  static func unrecognized(_ candidates: [Candidate]) -> StateError {
    let names = candidates.filter { $0.path.count == 1 }.map { ReadingError.escape($0.path[0]) }
    return StateError(
      found: names.isEmpty ? "no variables" : "the variables \(names.prefix(40).joined(separator: ", "))",
      expected:
        "a term for each server, and its role, vote or log; a mapping can name them (Documentation/Mappings.md, State sequences)"
    )
  }
}
