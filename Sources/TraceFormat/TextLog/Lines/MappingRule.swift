/// What lines of one kind mean.
struct MappingRule: Sendable {
  /// The line of the mapping's file, for messages.
  let line: Int?
  /// What keys of the line must hold besides the message.
  let keys: [KeyTemplate]
  /// The events that such a line shows; none where the line is only known.
  let events: [EventRule]
  /// The variables that lose their value.
  let forgets: [Int]
  /// What is kept in variables behind the line.
  let keeps: [(variable: Int, source: Setting.Source)]
  /// What must hold for the rule to be followed.
  let conditions: [RuleCondition]
  /// True where the rule is followed only on lines that tell which process printed them.
  let needsLife: Bool
  /// True where the line, and those behind it, are of the server that a later line names first.
  let ownerFollows: Bool
  /// True where a new process may print such a line before the line of its `start`.
  let mayPrecedeStart: Bool

  /// Whether not all lines of the rule's form follow it.
  var isConditional: Bool {
    needsLife || !conditions.isEmpty || keys.contains { $0.template.isConditional }
  }

  /// Whether the line shows that a new life of its server begins.
  var isStart: Bool { events.contains { $0.name == .start } }
}

/// One event of a line.
struct EventRule: Sendable {
  let name: EventName
  let settings: [Setting]

  /// Whether an assignment from the line belongs to this event.
  func takes(_ field: MappingField) -> Bool {
    switch field {
    case .time, .state: true
    case .event(let field): name.takes(field)
    case .message: name.hasMessage
    }
  }
}

/// A field that an event has whatever the line's holes took.
struct Setting: Sendable {
  enum Source: Sendable {
    case constant(UInt64)
    /// Variables' values, added and subtracted; nothing where one has none or the sum is less than 0.
    case sum([Term], offset: Int)
    /// The server that the line is of.
    case server
  }

  /// A variable in a sum.
  struct Term: Sendable {
    let variable: Int
    let isSubtracted: Bool
  }

  let field: MappingField
  let source: Source
}

/// One template of a rule.
struct MappingPattern: Sendable {
  let template: Template
  let rule: Int
  /// Whether a line that matches may follow another rule all the same.
  let isConditional: Bool
}
