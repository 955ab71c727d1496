/// What text a hole of a template takes, and how the text becomes a value.
struct HoleType: Hashable, Sendable {
  /// The text of a hole, or of one element of a list.
  enum Element: Hashable, Sendable {
    /// Decimal digits.
    case int
    /// A server in hexadecimal digits; leading zeros do not count.
    case hex
    /// A server in decimal digits that other lines show in hexadecimal.
    case decimalAsHex
    /// Up to a blank or the literal that follows, not empty.
    case word
    /// Between quotation marks, which belong to the hole.
    case quoted
    /// Up to the literal that follows; may hold blanks and be empty.
    case text
    /// Up to the end of the line.
    case rest
    /// A date with a time of day, as ISO 8601 and its relatives write it.
    case date
    /// Since 1970, with or without a fraction.
    case seconds, milliseconds, microseconds, nanoseconds
    /// One of the words of a table.
    case table(ValueTable)
  }

  var element: Element
  /// True where `0`, `none` and the like, or nothing at all, stand for nobody.
  var mayBeNobody = false
  /// True for one or more elements with blanks or commas between them.
  var isList = false

  /// The types that have a name of their own in a mapping.
  static let named: [(name: String, element: Element)] = [
    ("int", .int), ("hex", .hex), ("decimalAsHex", .decimalAsHex), ("word", .word), ("quoted", .quoted),
    ("text", .text), ("rest", .rest), ("date", .date), ("seconds", .seconds),
    ("milliseconds", .milliseconds), ("microseconds", .microseconds), ("nanoseconds", .nanoseconds),
  ]

  /// Whether the hole's text itself tells where it ends, so that any text or hole can follow.
  var endsItself: Bool {
    switch element {
    case .quoted, .table: !isList
    case .int, .hex, .decimalAsHex, .word, .text, .rest, .date, .seconds, .milliseconds, .microseconds,
      .nanoseconds:
      false
    }
  }

  /// Whether a value of the kind can be made of the hole's text.
  func gives(_ kind: FieldKind) -> Bool {
    switch kind {
    case .servers: return isList && givesServer
    case .number: return !isList && element == .int
    case .server, .serverOrNobody: return !isList && givesServer
    case .group, .name, .digest: return !isList && !mayBeNobody && givesText
    case .time: return !isList && givesTime
    case .boolean, .role, .messageType, .action, .outcome:
      if case .table(let table) = element { return !isList && table.kind == kind }
      return false
    }
  }

  private var givesServer: Bool {
    switch element {
    case .hex, .decimalAsHex, .word, .quoted, .text: true
    case .int, .rest, .date, .seconds, .milliseconds, .microseconds, .nanoseconds, .table: false
    }
  }

  private var givesText: Bool {
    switch element {
    case .int, .hex, .word, .quoted, .text, .rest: true
    case .decimalAsHex, .date, .seconds, .milliseconds, .microseconds, .nanoseconds, .table: false
    }
  }

  private var givesTime: Bool {
    switch element {
    case .date, .seconds, .milliseconds, .microseconds, .nanoseconds: true
    case .int, .hex, .decimalAsHex, .word, .quoted, .text, .rest, .table: false
    }
  }
}

/// The words of a source for the values of an enumeration, as `StateLeader` for the role of a leader.
struct ValueTable: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    let word: [UInt8]
    let value: UInt64
  }

  let kind: FieldKind
  /// The longest words first, so that no word hides a longer one.
  let entries: [Entry]

  init(kind: FieldKind, words: [(word: String, value: UInt64)]) {
    self.kind = kind
    entries = words.map { Entry(word: Array($0.word.utf8), value: $0.value) }
      .sorted { $0.word.count > $1.word.count }
  }
}
