/// The first line of a native trace: the version of the format, and how to read what its source shows.
struct NativeHeader: Hashable {
  /// The value of the key `format`.
  static let format: StaticString = "raft-trace"
  /// The version that is written, and the latest that is read.
  static let version: UInt64 = 1

  var dialect = SourceDialect()
  /// The program that wrote the trace, for people.
  var producer: String?

  init(dialect: SourceDialect = SourceDialect(), producer: String? = nil) {
    self.dialect = dialect
    self.producer = producer
  }

  /// Whether a line is meant to be a header: an object with the key `format`.
  static func isHeader(_ line: Span<UInt8>) -> Bool {
    (try? value(of: "format", line)) != nil
  }

  /// - Throws: what is wrong with the line; without file and line.
  init(_ line: Span<UInt8>) throws(ReadingError) {
    try Self.requireFormat(line)
    var scanner = NativeScanner()
    var seen: KeySet<HeaderKey> = []
    try scanner.enterObject(line)
    while let key = try scanner.nextKey(HeaderKey.vocabulary, seen: &seen, line) {
      switch key {
      case .format, .version: try scanner.skipValue(line)
      case .dialect: dialect = try Self.dialect(&scanner, line)
      case .producer: producer = try scanner.string(line).text(in: line)
      }
    }
    try scanner.end(line)
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("format")
    json.value("\(Self.format)")
    json.key("version")
    json.value(Self.version)
    json.key("dialect")
    json.beginObject()
    json.key("durability")
    json.value(dialect.durability.rawValue)
    json.key("configurationUse")
    json.value(dialect.configurationUse.rawValue)
    json.key("isComplete")
    json.value(dialect.isComplete)
    json.key("reusesIdentities")
    json.value(dialect.reusesIdentities)
    writeReplayKeys(to: &json)
    json.endObject()
    if let producer {
      json.key("producer")
      json.value(producer)
    }
    json.endObject()
    json.newline()
  }

  /// Refuses what this version cannot know, before any key of a later version is called a mistake.
  private static func requireFormat(_ line: Span<UInt8>) throws(ReadingError) {
    guard var format = try value(of: "format", line) else {
      throw NativeScanner.malformed("no \"format\"", expected: "a header")
    }
    let name = try format.string(line)
    guard name.equals(Self.format, in: line) else {
      throw unknownFormat(
        "the format \(ReadingError.quote(name.text(in: line)))", expected: "\"\(Self.format)\"")
    }
    guard var version = try value(of: "version", line) else {
      throw NativeScanner.malformed("a header without \"version\"", expected: "this key")
    }
    let number = try version.number(line)
    guard (1...Self.version).contains(number) else {
      throw unknownFormat(
        "version \(number) of the native format",
        expected: "at most version \(Self.version): a later raft-trace can read it")
    }
  }

  /// A scanner at the value of a key; nil where the object has no such key.
  static func value(
    of key: StaticString, _ line: Span<UInt8>
  ) throws(ReadingError) -> NativeScanner? {
    var scanner = NativeScanner()
    try scanner.enterObject(line)
    while let name = try scanner.nextName(line) {
      if name.equals(key, in: line) { return scanner }
      try scanner.skipValue(line)
    }
    return nil
  }

  private static func unknownFormat(_ found: String, expected: String) -> ReadingError {
    ReadingError(file: "", kind: .unknownFormat(found: found, expected: expected))
  }

  private static func dialect(
    _ scanner: inout NativeScanner, _ line: Span<UInt8>
  ) throws(ReadingError) -> SourceDialect {
    var dialect = SourceDialect()
    var seen: KeySet<DialectKey> = []
    try scanner.enterObject(line)
    while let key = try scanner.nextKey(DialectKey.vocabulary, seen: &seen, line) {
      switch key {
      case .durability: dialect.durability = try scanner.word(of: Self.durabilities, line)
      case .configurationUse: dialect.configurationUse = try scanner.word(of: Self.configurationUses, line)
      case .isComplete: dialect.isComplete = try scanner.boolean(line)
      case .reusesIdentities: dialect.reusesIdentities = try scanner.boolean(line)
      case .isOrdered: dialect.isOrdered = try scanner.boolean(line)
      case .showsMessages: dialect.showsMessages = try scanner.boolean(line)
      case .divergences: dialect.divergences = try divergenceSet(&scanner, line)
      }
    }
    return dialect
  }

  private static func divergenceSet(
    _ scanner: inout NativeScanner, _ line: Span<UInt8>
  ) throws(ReadingError) -> DivergenceSet {
    var divergences: DivergenceSet = []
    try scanner.enterArray(line)
    while try scanner.nextElement(line) {
      divergences[try scanner.word(of: Self.divergences, line)] = true
    }
    return divergences
  }

  /// What only a replay needs is written where it departs from the cautious reading.
  private func writeReplayKeys(to json: inout JSONWriter) {
    if dialect.isOrdered {
      json.key("isOrdered")
      json.value(true)
    }
    if dialect.showsMessages {
      json.key("showsMessages")
      json.value(true)
    }
    if !dialect.divergences.isEmpty {
      json.key("divergences")
      json.beginArray()
      for divergence in dialect.divergences.all { json.value(divergence.rawValue) }
      json.endArray()
    }
  }

  private static let durabilities = NativeVocabulary(
    "a durability", SourceDialect.Durability.allCases.map { ($0.rawValue, $0) })
  private static let configurationUses = NativeVocabulary(
    "a use of configurations", SourceDialect.ConfigurationUse.allCases.map { ($0.rawValue, $0) })
  private static let divergences = NativeVocabulary(
    "a divergence", Divergence.allCases.map { ($0.rawValue, $0) })
}
