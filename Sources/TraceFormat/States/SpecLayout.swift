/// Where a specification keeps what: decided once, by the first state of a behavior.
///
/// Either one variable per concept, a function of the servers, or one variable that holds a record per server.
struct SpecLayout {
  /// A place that holds something of every server.
  enum Place {
    /// A function from servers.
    case variable([String])
    /// A field of the servers' records.
    case field(String)
  }

  private(set) var places: [SpecConcept: Place] = [:]
  /// The variable that holds a record per server, where there is one.
  private(set) var container: [String] = []
  /// Names of the servers, in the order of the state.
  private(set) var servers: [String] = []
  /// The variable with the messages in flight.
  private(set) var messages: [String]?
  /// Whether no variable speaks of members, so that all servers are.
  private(set) var allServersAreMembers = true

  /// A variable, or a field of one that is a record.
  struct Candidate {
    let path: [String]
    let value: SpecValue
    let word: SpecWord

    /// Whether a name is that of the variable, or of the field with the variable before it.
    func isCalled(_ name: SpecWord) -> Bool {
      word == name || path.count > 1 && SpecWord(path.joined(separator: ".")) == name
    }
  }

  /// Finds the places of what a state shows.
  ///
  /// Throws where nothing looks like the term of each server.
  init(_ state: SpecState, _ vocabulary: SpecVocabulary) throws(StateError) {
    let candidates = Self.candidates(in: state)
    try findTerms(candidates, vocabulary)
    findRest(candidates, vocabulary)
    messages = Self.named(.messages, candidates, vocabulary)
    let isKnown = [SpecConcept.role, .votedFor, .log].contains { places[$0] != nil }
    try checkNames(candidates, vocabulary.mapping)
    guard isKnown else { throw Self.unrecognized(candidates) }
    noteMembers(candidates)
  }

  /// The name of the step that a variable of the state tells.
  ///
  /// Looked for in each state: a first state may have none.
  static func action(in state: SpecState, _ vocabulary: SpecVocabulary) -> String? {
    let words = vocabulary.variables[.action] ?? []
    for (name, value) in state.variables.sorted(by: { $0.key < $1.key }) where words.contains(SpecWord(name))
    {
      return value.name ?? value.variant?.tag
    }
    return nil
  }

  /// The value of a concept for a server.
  func value(_ concept: SpecConcept, of server: String, in state: SpecState) -> SpecValue? {
    switch places[concept] {
    case nil: nil
    case .variable(let path): Self.member(server, of: Self.value(at: path, in: state))
    case .field(let name): Self.member(server, of: Self.value(at: container, in: state))?[name]
    }
  }

  /// The name of the variable that holds a concept, for an error.
  func variableName(of concept: SpecConcept) -> String {
    switch places[concept] {
    case nil: concept.rawValue
    case .variable(let path): path.joined(separator: ".")
    case .field(let name): (container + [name]).joined(separator: ".")
    }
  }

  static func value(at path: [String], in state: SpecState) -> SpecValue? {
    guard let first = path.first, var value = state.variables[first] else { return nil }
    for name in path.dropFirst() {
      guard let next = value[name] else { return nil }
      value = next
    }
    return value
  }

  /// The names of the servers in a state, which may gain or lose some.
  func serverNames(in state: SpecState) -> [String] {
    let path = container.isEmpty ? termPath : container
    return (Self.value(at: path, in: state)?.pairs ?? []).compactMap { $0.key.name }
  }

  private var termPath: [String] {
    if case .variable(let path) = places[.currentTerm] { return path }
    return []
  }

  private static func member(_ server: String, of value: SpecValue?) -> SpecValue? {
    value?.pairs?.first { $0.key.name == server }?.value
  }

  private static func candidates(in state: SpecState) -> [Candidate] {
    var candidates: [Candidate] = []
    let variables = state.variables.sorted { $0.key < $1.key }
    for (name, value) in variables {
      candidates.append(Candidate(path: [name], value: value, word: SpecWord(name)))
    }
    for (name, value) in variables {
      guard case .function(let pairs) = value else { continue }
      for pair in pairs {
        guard case .text(let field) = pair.key else { break }
        candidates.append(Candidate(path: [name, field], value: pair.value, word: SpecWord(field)))
      }
    }
    return candidates
  }

  private mutating func findTerms(
    _ candidates: [Candidate], _ vocabulary: SpecVocabulary
  ) throws(StateError) {
    let words = vocabulary.variables[.currentTerm] ?? []
    for word in words {
      if let found = candidates.first(where: { $0.isCalled(word) && $0.path.count == 1 && $0.hasNumbers }) {
        return take(variable: found)
      }
    }
    for depth in 1...2 {
      let fit = candidates.first { $0.path.count == depth && $0.holdsServers(words) }
      if let fit { return take(container: fit, words) }
    }
    for word in words {
      if let found = candidates.first(where: { $0.isCalled(word) && $0.hasNumbers }) {
        return take(variable: found)
      }
    }
    let misshapen = candidates.first { $0.word == words.first && $0.path.count == 1 }
    if let misshapen {
      throw StateError(
        found: "the variable \(ReadingError.quote(misshapen.path[0])) holding \(misshapen.value.kindName)",
        expected: "a term for each server")
    }
    throw Self.unrecognized(candidates)
  }

  private mutating func take(variable: Candidate) {
    places[.currentTerm] = .variable(variable.path)
    servers = (variable.value.pairs ?? []).compactMap { $0.key.name }
  }

  private mutating func take(container found: Candidate, _ words: [SpecWord]) {
    container = found.path
    servers = (found.value.pairs ?? []).compactMap { $0.key.name }
    guard let record = found.value.pairs?.first?.value, case .function(let pairs) = record else { return }
    let names = pairs.compactMap { $0.key.name }
    for word in words {
      guard let name = names.first(where: { SpecWord($0) == word && record[$0]?.integer != nil }) else {
        continue
      }
      places[.currentTerm] = .field(name)
      return
    }
  }

  private mutating func findRest(_ candidates: [Candidate], _ vocabulary: SpecVocabulary) {
    for concept in SpecConcept.allCases {
      switch concept {
      case .currentTerm, .messages, .action: continue
      case .role, .votedFor, .leader, .log, .commitIndex, .lastApplied, .snapshotIndex, .snapshotTerm,
        .logOffset,
        .configuration, .votesGranted, .votesResponded, .nextIndex, .matchIndex:
        let words = vocabulary.variables[concept] ?? []
        places[concept] =
          container.isEmpty ? variable(concept, words, candidates) : field(concept, words, candidates)
      }
    }
  }

  private func variable(
    _ concept: SpecConcept, _ words: [SpecWord], _ candidates: [Candidate]
  ) -> Place? {
    let depth = termPath.count
    for word in words {
      let found = candidates.first {
        $0.isCalled(word) && $0.path.count == depth && $0.path.dropLast() == termPath.dropLast()
          && covers($0.value) && concept.mayHold($0.value.pairs?.first?.value)
      }
      if let found { return .variable(found.path) }
    }
    return nil
  }

  private func field(_ concept: SpecConcept, _ words: [SpecWord], _ candidates: [Candidate]) -> Place? {
    let records = candidates.first { $0.path == container }?.value
    guard let record = records?.pairs?.first?.value, case .function(let pairs) = record else { return nil }
    for word in words {
      let found = pairs.first { $0.key.name.map { SpecWord($0) } == word && concept.mayHold($0.value) }
      if let name = found?.key.name { return .field(name) }
    }
    return nil
  }

  /// Whether a value has something for every server.
  private func covers(_ value: SpecValue) -> Bool {
    guard let pairs = value.pairs else { return false }
    let keys = Set(pairs.compactMap { $0.key.name })
    return servers.allSatisfy { keys.contains($0) }
  }

  private static func named(
    _ concept: SpecConcept, _ candidates: [Candidate], _ vocabulary: SpecVocabulary
  ) -> [String]? {
    for word in vocabulary.variables[concept] ?? [] {
      if let found = candidates.first(where: { $0.isCalled(word) }) { return found.path }
    }
    return nil
  }

  /// What a mapping names must be there, and be what it is named for.
  private func checkNames(_ candidates: [Candidate], _ mapping: SpecMapping) throws(StateError) {
    for concept in SpecConcept.allCases {
      guard let name = mapping.named[concept] else { continue }
      let isFound: Bool =
        switch concept {
        case .messages: messages != nil
        case .action: candidates.contains { $0.isCalled(SpecWord(name)) }
        case .currentTerm, .role, .votedFor, .leader, .log, .commitIndex, .lastApplied, .snapshotIndex,
          .snapshotTerm, .logOffset, .configuration, .votesGranted, .votesResponded, .nextIndex, .matchIndex:
          places[concept] != nil
        }
      if isFound { continue }
      let value = candidates.first { $0.isCalled(SpecWord(name)) }?.value
      throw StateError(
        found: "\(value?.kindName ?? "nothing") in the variable \(ReadingError.quote(name))",
        expected: "the \(concept.rawValue) of each server, as the mapping says")
    }
  }

  private mutating func noteMembers(_ candidates: [Candidate]) {
    let parts = ["config", "member", "learner", "quorum", "cluster", "peers", "observer", "joint"].map {
      SpecWord($0)
    }
    var words = candidates.filter { $0.path.count == 1 }.map { $0.word }
    if !container.isEmpty, let records = candidates.first(where: { $0.path == container })?.value {
      words += records.pairs?.first?.value.pairs?.compactMap { $0.key.name.map { SpecWord($0) } } ?? []
    }
    allServersAreMembers = !words.contains { word in parts.contains { word.contains($0) } }
  }
}
