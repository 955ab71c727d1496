import RaftTraceTestSupport

@testable import TraceFormat

/// States and readers for the tests of state sequences.
enum StateFixtures {
  struct Reading {
    var events: [TraceEvent] = []
    var errors: [ReadingError] = []
    var tally = ReadingTally()
    var dialect = SourceDialect()
    let symbols: TraceSymbols

    /// Server, line and name of each event, with what tells it from others of its name.
    var lines: [String] {
      events.map { event in
        "\(symbols[event.server]):\(event.position.line) \(StateFixtures.text(event.kind, symbols))"
      }
    }

    /// Events without their positions.
    var kinds: [String] { events.map { "\(symbols[$0.server]) \($0.kind) \($0.observation)" } }
  }

  /// Reads a text of a format that is guessed, or named; goes on behind errors.
  static func read(_ text: String, format: String? = nil, mapping: SpecMapping = .standard) throws -> Reading
  {
    try read(bytes: Array(text.utf8), format: format, mapping: mapping)
  }

  static func read(
    bytes: [UInt8], format: String? = nil, mapping: SpecMapping = .standard
  ) throws -> Reading {
    let table = FormatTable(states: mapping)
    let symbols = TraceSymbols()
    var result = Reading(symbols: symbols)
    var input = try TraceInput(
      sources: [ByteSource(bytes: bytes, name: "spec")], format: format.flatMap { table[$0] }, table: table,
      symbols: symbols, continuesBehindBadLines: true)
    while input.read(into: &result.events) != nil {}
    result.errors = input.files[0].errors
    result.tally = input.files[0].tally
    result.dialect = input.dialect(of: 0)
    return result
  }

  /// A state of servers n1, n2, … with the variables of raft.tla; what is not given is as at the beginning.
  static func state(
    terms: [Int64], roles: [String] = [], votes: [String] = [], logs: [[Int64]] = [], commits: [Int64] = [],
    messages: SpecValue? = nil, action: String? = nil, line: Int = 1
  ) -> SpecState {
    let count = terms.count
    func padded<Value>(_ values: [Value], _ value: Value) -> [Value] {
      values + Array(repeating: value, count: count - values.count)
    }
    var variables: [String: SpecValue] = [
      "currentTerm": .byServer(terms.map { .integer($0) }),
      "state": .byServer(padded(roles, "Follower").map { .text($0) }),
      "votedFor": .byServer(padded(votes, "Nil").map { .text($0) }),
      "log": .byServer(
        padded(logs, []).map { log in
          .sequence(log.map { .record(["term": .integer($0), "value": .text("v\($0)")]) })
        }),
      "commitIndex": .byServer(padded(commits, 0).map { .integer($0) }),
    ]
    if let messages { variables["messages"] = messages }
    return SpecState(
      variables: variables, action: action, position: SourcePosition(file: FileID(0), line: UInt32(line)))
  }

  /// What an interpreter makes of states, each at the line of its number.
  static func tell(_ states: [SpecState], mapping: SpecMapping = .standard) throws -> Reading {
    let symbols = TraceSymbols()
    var reading = Reading(symbols: symbols)
    var interpreter = StateInterpreter(mapping: mapping, symbols: symbols)
    for (i, state) in states.enumerated() {
      var state = state
      state.position.line = UInt32(i + 1)
      try interpreter.append(state, to: &reading.events)
    }
    reading.dialect = interpreter.dialect
    return reading
  }

  /// The same without the starts at line 1.
  static func steps(_ states: [SpecState], mapping: SpecMapping = .standard) throws -> [String] {
    try tell(states, mapping: mapping).lines.filter { !$0.contains(":1 ") }
  }

  static func text(_ kind: EventKind, _ symbols: TraceSymbols) -> String {
    switch kind {
    case .roleChanged(let role): "roleChanged \(role)"
    case .voteDecided(let vote): "vote \(symbols[vote.candidate]) \(vote.isGranted)"
    case .messageSent(let message): "sent \(message.body.type.rawValue)"
    case .messageReceived(let message): "received \(message.body.type.rawValue)"
    case .messageDropped(let message): "dropped \(message.body.type.rawValue)"
    case .messageDuplicated(let message): "duplicated \(message.body.type.rawValue)"
    case .entriesAppended(let batch): "appended \(batch.entries.map { $0.index.rawValue })"
    case .logTruncated(let index): "truncated \(index)"
    case .committed(let commit): "committed \(commit.index)"
    case .applied(let entry): "applied \(entry.index)"
    case .snapshotTaken(let snapshot): "snapshotTaken \(snapshot.lastIncludedIndex)"
    case .snapshotInstalled(let snapshot): "snapshotInstalled \(snapshot.lastIncludedIndex)"
    default: kind.name.rawValue
    }
  }
}
