/// A mapping's names and words, ready to be looked up.
struct SpecVocabulary {
  let mapping: SpecMapping
  let variables: [SpecConcept: [SpecWord]]
  let logFields: [SpecWord]
  let entryFields: [SpecEntryField: [SpecWord]]
  private let roles: [SpecWord: Role]
  private let messageTypes: [SpecWord: MessageType]
  private let messageFields: [SpecWord: SpecMessageField]
  private let none: Set<SpecWord>
  private let restartActions: [SpecWord]
  private let lossActions: [SpecWord]
  private let duplicationActions: [SpecWord]

  init(_ mapping: SpecMapping) {
    self.mapping = mapping
    variables = mapping.variables.mapValues { $0.map { SpecWord($0) } }
    logFields = mapping.logFields.map { SpecWord($0) }
    entryFields = mapping.entryFields.mapValues { $0.map { SpecWord($0) } }
    roles = Self.table(mapping.roles.map { ($0.word, $0.role) })
    messageTypes = Self.table(mapping.messageTypes.map { ($0.word, $0.type) })
    messageFields = Self.table(
      SpecMessageField.allCases.flatMap { field in (mapping.messageFields[field] ?? []).map { ($0, field) } })
    none = Set(mapping.noneWords.map { SpecWord($0) })
    restartActions = mapping.restartActions.map { SpecWord($0) }
    lossActions = mapping.lossActions.map { SpecWord($0) }
    duplicationActions = mapping.duplicationActions.map { SpecWord($0) }
  }

  /// Of two entries for one word the first holds.
  private static func table<Value>(_ pairs: [(String, Value)]) -> [SpecWord: Value] {
    Dictionary(pairs.map { (SpecWord($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
  }

  func role(_ word: SpecWord) -> Role? { roles[word] }

  func messageType(_ word: SpecWord) -> MessageType? {
    messageTypes[word] ?? word.withoutMessageLetter.flatMap { messageTypes[$0] }
  }

  func messageField(_ word: SpecWord) -> SpecMessageField? {
    messageFields[word] ?? word.withoutMessageLetter.flatMap { messageFields[$0] }
  }

  func isNone(_ name: String) -> Bool { name.isEmpty || none.contains(SpecWord(name)) }

  func restarts(_ action: String?) -> Bool { Self.hasPart(of: restartActions, action) }
  func loses(_ action: String?) -> Bool { Self.hasPart(of: lossActions, action) }
  func duplicates(_ action: String?) -> Bool { Self.hasPart(of: duplicationActions, action) }

  /// Whether the action says more than that the specification took a step.
  func isTelling(_ action: String?) -> Bool {
    guard let action, !action.isEmpty else { return false }
    return !["next", "mcnext", "nextstate", "step"].contains { SpecWord($0) == SpecWord(action) }
  }

  private static func hasPart(of parts: [SpecWord], _ action: String?) -> Bool {
    guard let action else { return false }
    let word = SpecWord(action)
    return parts.contains { word.contains($0) }
  }
}
