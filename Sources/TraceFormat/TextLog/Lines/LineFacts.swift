/// What the holes of one line gave, each value with the field it fills.
struct LineFacts {
  struct Assignment: Hashable, BitwiseCopyable {
    let field: MappingField
    let value: UInt64
  }

  /// In the order of the holes; of two for one field the later holds.
  private(set) var assignments: [Assignment] = []
  private(set) var variables: [(number: Int, value: UInt64)] = []
  /// Other names of the servers that fields name, as numbered by `ServerAliases`.
  private(set) var aliases: [(field: MappingField, name: Int)] = []
  private(set) var members = MemberLists()
  /// Values that must be those of variables.
  private(set) var equals: [(number: Int, value: UInt64)] = []
  private(set) var life: ProcessLife?

  mutating func clear() {
    if !equals.isEmpty { equals.removeAll(keepingCapacity: true) }
    life = nil
    if !assignments.isEmpty { assignments.removeAll(keepingCapacity: true) }
    if !variables.isEmpty { variables.removeAll(keepingCapacity: true) }
    if !aliases.isEmpty { aliases.removeAll(keepingCapacity: true) }
    members.clear()
  }

  /// The value of a field; nil where no hole gave one.
  func value(of field: MappingField) -> UInt64? { assignments.last { $0.field == field }?.value }

  /// Adds what the holes of a template took from a text.
  ///
  /// Throws for a number past 64 bits.
  mutating func add(
    _ template: Template, _ captures: ArraySlice<Capture>, of text: Span<UInt8>, names: ServerAliases
  ) throws(LineFault) {
    for (hole, capture) in zip(template.holes, captures) {
      if capture.isTooLarge, hole.target != .ignored {
        throw .numberTooLarge(ReadingError.quote(text.extracting(capture.range)))
      }
      add(hole, capture, text, names)
    }
  }

  private mutating func add(
    _ hole: Template.Hole, _ capture: Capture, _ text: Span<UInt8>, _ names: ServerAliases
  ) {
    switch hole.target {
    case .ignored, .message, .pairs: break
    case .alias(let field):
      if let name = names.number(of: capture, hole.type, in: text) { aliases.append((field, name)) }
    case .life: life = ProcessLife(text.extracting(capture.range))
    case .variable(let number):
      if let value = Self.variable(hole, capture, text, names) { variables.append((number, value)) }
    case .equal(let number):
      if let value = Self.variable(hole, capture, text, names) { equals.append((number, value)) }
    case .field(let field):
      if field.kind == .servers {
        members.set(field, to: names.servers(of: capture, hole.type, in: text))
      } else if let value = names.value(of: capture, as: field.kind, hole.type, in: text) {
        assignments.append(Assignment(field: field, value: value))
      }
    }
  }

  private static func variable(
    _ hole: Template.Hole, _ capture: Capture, _ text: Span<UInt8>, _ names: ServerAliases
  ) -> UInt64? {
    let kind: FieldKind = hole.type.element == .int ? .number : .server
    return names.value(of: capture, as: kind, hole.type, in: text)
  }
}

/// Why a line that follows a rule is no event all the same; the texts are quoted for a message.
enum LineFault: Error {
  case numberTooLarge(String)

  var kind: ReadingError.Kind {
    switch self {
    case .numberTooLarge(let found):
      .numberOutOfRange(found: found, expected: "a number of at most 64 bits")
    }
  }
}

/// The lists of a membership that a line shows.
struct MemberLists {
  private(set) var voters: [ServerID] = []
  private(set) var outgoingVoters: [ServerID] = []
  private(set) var learners: [ServerID] = []

  var isEmpty: Bool { voters.isEmpty && outgoingVoters.isEmpty && learners.isEmpty }

  var configuration: Configuration {
    Configuration(voters: voters, outgoingVoters: outgoingVoters, learners: learners)
  }

  mutating func clear() {
    if !isEmpty { self = MemberLists() }
  }

  mutating func set(_ field: MappingField, to servers: [ServerID]) {
    switch field {
    case .event(.voters): voters = servers
    case .event(.outgoingVoters): outgoingVoters = servers
    case .event(.learners): learners = servers
    case .event, .message, .state, .time: break
    }
  }
}
