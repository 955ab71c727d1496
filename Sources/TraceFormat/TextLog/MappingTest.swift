/// Shows line by line what a mapping makes of a log, for `formats --test`.
///
///     var test = MappingTest(lines, mapping: mapping)
///     while let line = try test.next() { print(line) }
///     print(test.summary)
public struct MappingTest {
  /// What became of one line.
  public enum Reading: Hashable, Sendable {
    /// The events with their fields, each as one line of text, and the rule's line in the mapping.
    case events([String], rule: Int?)
    /// The line follows a rule without events, or one whose events need a value that no line gave.
    case known(rule: Int?)
    /// The line follows a rule, and whose line it is cannot be told.
    case withoutServer
    /// The line follows a rule, and is of the server that a later line names.
    case waiting
    /// The line follows no rule.
    case left
    /// The line has none of the mapping's shapes.
    case otherShape
    /// The line is the last, has no newline, and may be cut inside of a value.
    case cut
  }

  /// One line of the log.
  public struct Line: Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    public let number: Int
    public let reading: Reading
    /// The line's message, or the whole line where it has none; at most 400 bytes.
    public let text: String

    public var description: String {
      switch reading {
      case .events(let events, _): "\(number): " + events.joined(separator: "; ")
      case .known: "\(number): known, no event: \(text)"
      case .withoutServer: "\(number): left, names no server: \(text)"
      case .waiting: "\(number): of the server that a later line names: \(text)"
      case .left: "\(number): left: \(text)"
      case .otherShape: "\(number): left, of another shape: \(text)"
      case .cut: "\(number): left, may be cut, as it has no newline: \(text)"
      }
    }
  }

  /// What became of the lines so far.
  public private(set) var summary = Summary()

  private var reader: TextLogReader
  private let lines: LineReader
  private let symbols: TraceSymbols

  public init(_ lines: LineReader, mapping: LogMapping) {
    symbols = TraceSymbols()
    self.lines = lines
    reader = TextLogReader(lines, mapping: mapping, symbols: symbols, names: nil, recordsEvents: true)
  }

  /// Reads the next line; nil at the end.
  ///
  /// Throws what is wrong with a line, as reading does.
  public mutating func next() throws(ReadingError) -> Line? {
    var events: [TraceEvent] = []
    guard try reader.readLine(into: &events) else { return nil }
    let line = Line(number: reader.tally.lines, reading: reading, text: reader.textOfLatestLine)
    summary.add(line.reading, events: reader.lastEvents.map(\.name), text: reader.textOfLatestLine)
    return line
  }

  private var reading: Reading {
    switch reader.lastReading {
    case .otherShape: return .otherShape
    case .noRule: return .left
    case .cut: return .cut
    case .noServer: return .withoutServer
    case .waiting: return .waiting
    case .rule(let line):
      let events = reader.lastEvents.map { $0.description(symbols) }
      return events.isEmpty ? .known(rule: line) : .events(events, rule: line)
    }
  }
}

extension MappingTest {
  /// Totals, and what the mapping misses.
  public struct Summary: Sendable {
    /// Lines that are events, by name, in the vocabulary's order.
    public var eventCounts: [(name: EventName, count: Int)] {
      EventName.allCases.compactMap { name in events[name].map { (name, $0) } }
    }

    public private(set) var lines = 0
    public private(set) var linesWithoutServer = 0
    public private(set) var linesOfOtherShape = 0
    public private(set) var linesLeft = 0
    public private(set) var linesCut = 0
    private var events: [EventName: Int] = [:]
    private var shapes: [String: Int] = [:]

    /// The most different texts of left lines that are counted.
    private static let shapeCountMaximum = 10_000

    /// The most frequent texts of left lines, digits as `#`, the most frequent first.
    public func frequentShapes(_ count: Int) -> [(text: String, count: Int)] {
      let sorted = shapes.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      return sorted.prefix(count).map { ($0.key, $0.value) }
    }

    mutating func add(_ reading: Reading, events names: [EventName], text: String) {
      lines += 1
      for name in names { events[name, default: 0] += 1 }
      switch reading {
      case .events, .known, .waiting: return
      case .cut:
        linesCut += 1
        return
      case .withoutServer: linesWithoutServer += 1
      case .left: linesLeft += 1
      case .otherShape: linesOfOtherShape += 1
      }
      let shape = Self.shape(text)
      if shapes.count < Self.shapeCountMaximum || shapes[shape] != nil { shapes[shape, default: 0] += 1 }
    }

    /// The text with `#` for each run of digits, and for words of hexadecimal digits with one among them.
    private static func shape(_ text: String) -> String {
      var shape = ""
      var word = ""
      for character in text.prefix(200) {
        if character.isASCII, character.isLetter || character.isNumber {
          word.append(character)
        } else {
          shape += blurred(word)
          shape.append(character)
          word = ""
        }
      }
      return shape + blurred(word)
    }

    private static func blurred(_ word: String) -> String {
      guard word.contains(where: \.isNumber) else { return word }
      if word.count >= 6, word.allSatisfy(\.isHexDigit) { return "#" }
      var result = ""
      for character in word {
        if !character.isNumber {
          result.append(character)
        } else if result.last != "#" {
          result.append("#")
        }
      }
      return result
    }
  }
}
