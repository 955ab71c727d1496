/// The formats that an input is tried against, and the guess from its first bytes.
public struct FormatTable: Sendable {
  /// How many bytes of a file a guess looks at: enough to get past a server's chatter at start-up.
  public static let prefixLength = 256 << 10

  public let formats: [InputFormat]

  /// The built-in formats, after the user's own mappings; a mapping of the same name replaces the built-in one.
  ///
  /// `states` says how the variables of specifications are called.
  public init(mappings: [LogMapping] = [], states: SpecMapping = .standard) {
    let names = mappings.map { $0.name }
    let builtIn = LogMappings.builtIn.filter { !names.contains($0.name) }
    formats =
      [
        .native, .etcdRaft, .ccf, .speculaRaft, .tlc(states), .tlcJSON(states), .itf(states),
        .fizzBee(states),
        .shiViz, .clients, .jepsen, .ovsdbFile, .etcdWAL, .etcdWALDump,
      ]
      + (mappings + builtIn).map { .mapped($0) }
  }

  /// The format of that name, as `--format` gives it.
  public subscript(name: String) -> InputFormat? { formats.first { $0.name == name } }

  /// The format that fits the first bytes best; of equals the first in the table.
  ///
  /// - Throws: `emptyInput`, or `unknownFormat` with what the input begins with.
  public func guess(_ prefix: [UInt8], file: String) throws(ReadingError) -> InputFormat {
    guard !prefix.isEmpty else { throw ReadingError(file: file, kind: .emptyInput) }
    var best: (format: InputFormat, fit: Int)?
    for format in formats {
      let fit = format.fit(prefix)
      if fit > best?.fit ?? 0 { best = (format, fit) }
    }
    if let best { return best.format }
    let firstLine = prefix.prefix { $0 != UInt8(ascii: "\n") }
    let names = formats.map { $0.name }.joined(separator: ", ")
    throw ReadingError(
      file: file,
      kind: .unknownFormat(
        found: ReadingError.quote(Array(firstLine).span),
        expected: "a trace of one of: \(names); other logs need a mapping (Documentation/Mappings.md)"))
  }
}
