/// Narrows the patterns that a text can match by three of its bytes, before any is tried.
///
/// The first byte, and the two behind the first blank: log lines begin with a word of their own or with a server's
/// identity, and say what happened behind it. Each byte has a set of patterns as bits; the intersection of three sets
/// is what must be tried, in the mapping's order.
struct RuleDispatch: Sendable {
  private let wordCount: Int
  /// Three tables of 256 sets, one behind the other.
  private let sets: [UInt64]

  init(_ templates: [Template]) {
    let wordCount = max(1, (templates.count + 63) / 64)
    var sets = [UInt64](repeating: 0, count: 3 * 256 * wordCount)
    for (number, template) in templates.enumerated() {
      let required = template.requiredBytes
      for (table, bytes) in [required.first, required.second, required.third].enumerated() {
        for byte in bytes ?? Array(0...255) {
          sets[(table * 256 + Int(byte)) * wordCount + number / 64] |= 1 << UInt64(number % 64)
        }
      }
    }
    self.wordCount = wordCount
    self.sets = sets
  }

  /// Calls for each pattern that the text may match, in order, until one says true; returns that one's number.
  @inline(__always)
  func first(for text: Span<UInt8>, where matches: (Int) -> Bool) -> Int? {
    let blank = text.endOfWord(from: 0)
    let a = Int(text.isEmpty ? 0 : text[0]) * wordCount
    let b = (256 + Int(blank + 1 < text.count ? text[blank + 1] : 0)) * wordCount
    let c = (512 + Int(blank + 2 < text.count ? text[blank + 2] : 0)) * wordCount
    for word in 0..<wordCount {
      var set = sets[a + word] & sets[b + word] & sets[c + word]
      while set != 0 {
        let number = word * 64 + set.trailingZeroBitCount
        if matches(number) { return number }
        set &= set - 1
      }
    }
    return nil
  }
}

extension Template {
  /// The bytes that a text must have to match: at its begin, and in the first and second place behind its first blank.
  ///
  /// Nil where any will do; 0 stands for the place being behind the end.
  fileprivate var requiredBytes: (first: [UInt8]?, second: [UInt8]?, third: [UInt8]?) {
    let first = parts.isEmpty ? [0] : bytesAtBegin(of: 0)
    for i in parts.indices {
      if parts[i].isHole {
        guard holes[Int(parts[i].hole)].type.hasNoBlank else { return (first, nil, nil) }
        continue
      }
      let literal = Array(self.literal(parts[i]))
      guard let blank = literal.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let behind = literal[(blank + 1)...]
      if behind.count >= 2 { return (first, [literal[blank + 1]], [literal[blank + 2]]) }
      let next = i + 1 < parts.count ? bytesAtBegin(of: i + 1) : [0]
      if behind.isEmpty { return (first, next, i + 1 < parts.count ? nil : [0]) }
      return (first, [literal[blank + 1]], next)
    }
    return (first, [0], [0])
  }

  private func bytesAtBegin(of part: Int) -> [UInt8]? {
    guard parts[part].isHole else { return [literals[Int(parts[part].start)]] }
    switch holes[Int(parts[part].hole)].type.element {
    case .int, .decimalAsHex, .seconds, .milliseconds, .microseconds, .nanoseconds, .date:
      return Array("0123456789".utf8)
    case .hex: return Array("0123456789abcdefABCDEF".utf8)
    case .quoted: return [UInt8(ascii: "\"")]
    case .word, .text, .rest, .table: return nil
    }
  }
}

extension HoleType {
  /// Whether no text of the hole holds a blank.
  fileprivate var hasNoBlank: Bool {
    guard !isList else { return false }
    switch element {
    case .int, .hex, .decimalAsHex, .word, .seconds, .milliseconds, .microseconds, .nanoseconds: return true
    case .quoted, .text, .rest, .date: return false
    case .table(let table): return table.entries.allSatisfy { !$0.word.contains(UInt8(ascii: " ")) }
    }
  }
}
