import TraceFormat

/// One event as a few machine words inside a `ServerHistory`.
struct EventRecord {
  /// The event's shape, by `EventShape.code`.
  var shape: UInt16
  /// Whether what is shown of the state holds before the event.
  var isBefore: Bool
  /// Which fields are known.
  var mask: FieldSet
  /// Where the values begin, in the order of the mask's bits.
  var values: Int
  /// How many entries follow the values, four words each.
  var entryCount: Int

  /// The words in front of the values: shape and number of entries, mask, file and line.
  static let headLength = 3
  /// Which halves are known, index, term, payload.
  static let entryLength = 4

  var entries: Int { values + mask.bits.nonzeroBitCount }

  /// Where the value of a known field stands.
  @inline(__always)
  func place(of bit: UInt64) -> Int { values + (mask.bits & (bit - 1)).nonzeroBitCount }
}

/// Collects the known fields of an event.
struct FieldTaker: FieldCoder {
  private(set) var mask: FieldSet = []
  private(set) var words = [UInt64](repeating: 0, count: 64)
  private(set) var entries: [LogEntry] = []

  mutating func reset() {
    mask = []
    entries.removeAll(keepingCapacity: true)
  }

  mutating func code<Value: WordCodable>(_ value: inout Observed<Value>, _ field: ComparedField) {
    if case .known(var known) = value { code(&known, field) }
  }

  mutating func code<Value: WordCodable>(_ value: inout Value, _ field: ComparedField) {
    mask.insert(field)
    words[Int(field.rawValue)] = value.word
  }

  mutating func code(_ entries: inout [LogEntry]) { self.entries = entries }
}

/// Puts the known fields of a record into an event of its shape.
struct FieldGiver: FieldCoder {
  let record: EventRecord
  let words: [UInt64]

  func code<Value: WordCodable>(_ value: inout Observed<Value>, _ field: ComparedField) {
    let bit: UInt64 = 1 << UInt64(field.rawValue)
    value = record.mask.bits & bit == 0 ? .unknown : .known(Value(word: words[record.place(of: bit)]))
  }

  func code<Value: WordCodable>(_ value: inout Value, _ field: ComparedField) {
    let bit: UInt64 = 1 << UInt64(field.rawValue)
    if record.mask.bits & bit != 0 { value = Value(word: words[record.place(of: bit)]) }
  }

  func code(_ entries: inout [LogEntry]) {
    entries = (0..<record.entryCount).map { number in
      let place = record.entries + number * EventRecord.entryLength
      let known = words[place]
      return LogEntry(
        index: LogIndex(words[place + 1]), term: known & 1 != 0 ? .known(Term(words[place + 2])) : .unknown,
        payload: known & 2 != 0 ? .known(PayloadHash(words[place + 3])) : .unknown)
    }
  }
}
