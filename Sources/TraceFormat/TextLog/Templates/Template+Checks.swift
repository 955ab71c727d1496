extension Template {
  /// Refuses a template whose holes can never be followed by what stands behind them, or that misses its own samples.
  func checkThatItCanMatch() throws(MappingFault) {
    for i in parts.indices.dropLast() where parts[i].isHole {
      let type = holes[Int(parts[i].hole)].type
      if parts[i + 1].isHole {
        guard type.endsItself else {
          throw MappingFault(found: "two holes side by side", expected: "text between them")
        }
      } else {
        try check(type, isFollowedBy: literal(parts[i + 1]))
      }
    }
    guard !samples.isEmpty else {
      throw MappingFault(
        found: "a template that misses lines like itself", expected: "holes that leave the text behind them")
    }
  }

  /// Texts that the template matches, with different words in the holes.
  var samples: [[UInt8]] {
    let count = holes.map { $0.type.samples.count }.max() ?? 1
    return (0..<count).map(sample).filter { sample in
      var captures: [Capture] = []
      return matches(sample.span, &captures)
    }
  }

  private func sample(_ number: Int) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in
      guard part.isHole else { return Array(literal(part)) }
      let samples = holes[Int(part.hole)].type.samples
      return Array(samples[number % samples.count].utf8)
    }
  }

  /// Whether the template takes all that another one describes, as far as its samples tell.
  func takesAll(of other: Template) -> Bool {
    other.samples.allSatisfy { sample in
      var captures: [Capture] = []
      return matches(sample.span, &captures)
    }
  }

  private func check(_ type: HoleType, isFollowedBy literal: ArraySlice<UInt8>) throws(MappingFault) {
    guard let first = literal.first, type.takes(first) else { return }
    throw MappingFault(
      found: "\(type.title) before \"\(String(decoding: literal, as: UTF8.self))\"",
      expected: "text that \(type.title) does not take itself")
  }
}

extension HoleType {
  /// Whether a hole takes this byte wherever it meets it, so that no literal can begin with it.
  fileprivate func takes(_ byte: UInt8) -> Bool {
    let isDigit = byte &- UInt8(ascii: "0") <= 9
    switch element {
    case .rest: return true
    case .int, .decimalAsHex, .date, .seconds, .milliseconds, .microseconds, .nanoseconds: return isDigit
    case .hex: return isDigit || (byte | 0x20) &- UInt8(ascii: "a") <= 5
    case .word: return isList && !"()[]{}".utf8.contains(byte)
    case .text, .quoted: return false
    case .table: return false
    }
  }

  /// Texts of the type that hardly any other type takes by chance.
  fileprivate var samples: [String] {
    let one = elementSamples
    if isList { return [one[0], "\(one[0]) \(one[one.count - 1])"] }
    return mayBeNobody && element == .word ? one + [""] : one
  }

  private var elementSamples: [String] {
    switch element {
    case .int, .decimalAsHex: ["907", "12"]
    case .hex: ["fe09", "12"]
    case .word: ["§;¤", "12"]
    case .quoted: ["\"§ ¤\"", "\"\""]
    case .text, .rest: ["§; ¤", "12", ""]
    case .date: ["2026-11-23T06:55:54.123Z", "2026/11/23 06:55:54"]
    case .seconds, .milliseconds, .microseconds, .nanoseconds: ["17954.25", "12"]
    case .table(let table): table.entries.map { String(decoding: $0.word, as: UTF8.self) }
    }
  }

  fileprivate var title: String {
    switch element {
    case .rest: "a hole for the rest of the line"
    case .int, .decimalAsHex: "a hole for digits"
    case .hex: "a hole for hexadecimal digits"
    case .date, .seconds, .milliseconds, .microseconds, .nanoseconds: "a hole for a time"
    case .word, .text, .quoted, .table: "a list"
    }
  }
}
