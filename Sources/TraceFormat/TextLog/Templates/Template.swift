/// A line as a mapping shows it: literal text and holes in turn.
///
/// `{server:hex} became leader at term {currentTerm}`
struct Template: Sendable {
  /// What a hole's text is used for.
  enum Target: Hashable, Sendable {
    case ignored
    case field(MappingField)
    /// Another name of the server that the field names on the same line.
    case alias(of: MappingField)
    /// A value that is kept for later lines of the server.
    case variable(Int)
    /// What must be the value that earlier lines of the server have left in the variable.
    case equal(variable: Int)
    /// In a line's shape: what tells the processes apart that a server ran as.
    case life
    /// In a line's prefix: where the message stands.
    case message
    /// In a line's prefix: `key=value` pairs up to the end.
    case pairs
  }

  struct Hole: Sendable {
    let target: Target
    let type: HoleType
  }

  /// A piece of the line: a place in `literals`, or a hole where `hole` is not negative.
  struct Part: Sendable, BitwiseCopyable {
    let start: Int32
    let end: Int32
    let hole: Int32

    var isHole: Bool { hole >= 0 }
  }

  private(set) var literals: [UInt8] = []
  private(set) var parts: [Part] = []
  private(set) var holes: [Hole] = []

  /// Whether the template is one fixed text.
  var isLiteral: Bool { holes.isEmpty }

  /// Whether a hole must equal what earlier lines have told.
  var isConditional: Bool {
    holes.contains { if case .equal = $0.target { true } else { false } }
  }

  /// Whether a text that matches cannot be the begin of a longer one with another value in a hole.
  var endsInFixedText: Bool {
    guard let last = parts.last else { return true }
    return !last.isHole
      || (holes[Int(last.hole)].type.element == .quoted && !holes[Int(last.hole)].type.isList)
  }

  mutating func append(literal: [UInt8]) {
    guard !literal.isEmpty else { return }
    parts.append(Part(start: Int32(literals.count), end: Int32(literals.count + literal.count), hole: -1))
    literals += literal
  }

  mutating func append(_ hole: Hole) {
    parts.append(Part(start: 0, end: 0, hole: Int32(holes.count)))
    holes.append(hole)
  }

  /// The literal text of a part; empty for a hole.
  func literal(_ part: Part) -> ArraySlice<UInt8> { literals[Int(part.start)..<Int(part.end)] }
}
