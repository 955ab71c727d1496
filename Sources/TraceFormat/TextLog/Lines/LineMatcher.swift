/// Finds the rule that a line follows, and where in the line its values stand.
///
/// Holds buffers that are filled anew for each line.
struct LineMatcher {
  /// What a line is to the mapping.
  enum Outcome: Equatable {
    /// It has none of the mapping's shapes.
    case otherShape
    /// It has a shape and follows no rule.
    case noRule(shape: Int)
    case rule(shape: Int, pattern: Int)
  }

  let mapping: LogMapping
  private(set) var values: LineValues
  /// What the holes of a text shape's prefix took.
  private(set) var prefixCaptures: [Capture] = []
  /// What the holes of the rule's template took, then those of its keys.
  private(set) var captures: [Capture] = []
  private var message = 0..<0

  init(_ mapping: LogMapping) {
    self.mapping = mapping
    values = LineValues(keys: mapping.keys)
  }

  /// Throws where a line begins as a JSON object and is none.
  mutating func match(_ line: Span<UInt8>) throws(JSONError) -> Outcome {
    for shape in mapping.shapes.indices where try hasShape(shape, line) {
      guard let pattern = pattern(shape, line) else { return .noRule(shape: shape) }
      return .rule(shape: shape, pattern: pattern)
    }
    return .otherShape
  }

  /// Matches a line, or where it has none of the shapes what a log collector put its prefix before.
  ///
  /// - Returns: the outcome, and the part of the line that it is about.
  mutating func matchContents(of line: Span<UInt8>) throws(JSONError) -> (
    outcome: Outcome, contents: Range<Int>
  ) {
    let outcome = try match(line)
    guard outcome == .otherShape, let contents = LineEnvelope.contents(of: line) else {
      return (outcome, line.indices)
    }
    return (try match(line.extracting(contents)), contents)
  }

  /// Whether a line that was matched and has no newline is all the same not cut inside of a value.
  func isWhole(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .otherShape: false
    case .noRule(let shape): isWhole(shape)
    case .rule(let shape, let pattern):
      isWhole(shape)
        || (mapping.shapes[shape].endsWithMessage && mapping.patterns[pattern].template.endsInFixedText)
    }
  }

  private func isWhole(_ shape: Int) -> Bool {
    switch mapping.shapes[shape].layout {
    case .json: true
    case .logfmt: false
    case .text: mapping.shapes[shape].prefix.endsInFixedText
    }
  }

  /// Lends the message of a line that has the shape; nil where its key is missing.
  @inline(__always)
  func withMessage<Result>(
    _ shape: Int, _ line: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    switch mapping.shapes[shape].layout {
    case .json, .logfmt: values.withValue(mapping.shapes[shape].messageSlot, in: line, body)
    case .text: body(line.extracting(message))
    }
  }

  private mutating func hasShape(_ shape: Int, _ line: Span<UInt8>) throws(JSONError) -> Bool {
    switch mapping.shapes[shape].layout {
    case .json:
      guard line.firstByteBehindBlanks == UInt8(ascii: "{") else { return false }
      try values.scan(json: line)
      return true
    case .logfmt:
      values.clear()
      return values.scan(pairs: line, from: 0)
    case .text: return hasPrefix(mapping.shapes[shape].prefix, line)
    }
  }

  private mutating func hasPrefix(_ prefix: Template, _ line: Span<UInt8>) -> Bool {
    prefixCaptures.removeAll(keepingCapacity: true)
    guard prefix.matches(line, &prefixCaptures) else { return false }
    values.clear()
    for i in prefix.holes.indices {
      switch prefix.holes[i].target {
      case .message: message = prefixCaptures[i].range
      case .pairs: _ = values.scan(pairs: line, from: prefixCaptures[i].start)
      case .ignored, .field, .alias, .variable, .equal, .life: break
      }
    }
    return true
  }

  /// The next pattern that a line of the shape matches, where the one found before is not the one to follow.
  mutating func pattern(behind last: Int = -1, _ shape: Int, _ line: Span<UInt8>) -> Int? {
    var captures = captures
    self.captures = []
    let found = withMessage(shape, line) { message in
      mapping.dispatch.first(for: message) { number in
        guard number > last else { return false }
        captures.removeAll(keepingCapacity: true)
        return mapping.patterns[number].template.matches(message, &captures)
          && hasKeys(ofRule: mapping.patterns[number].rule, line, &captures)
      }
    }
    self.captures = captures
    return found ?? nil
  }

  private func hasKeys(ofRule rule: Int, _ line: Span<UInt8>, _ captures: inout [Capture]) -> Bool {
    for key in mapping.rules[rule].keys {
      guard values.withValue(key.slot, in: line, { key.template.matches($0, &captures) }) == true else {
        return false
      }
    }
    return true
  }
}

extension Span<UInt8> {
  fileprivate var firstByteBehindBlanks: UInt8 {
    for i in indices where self[i] != UInt8(ascii: " ") && self[i] != UInt8(ascii: "\t") { return self[i] }
    return 0
  }
}
