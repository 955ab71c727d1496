extension Template {
  /// Matches a whole text, and appends what each hole took, in order.
  ///
  /// Nothing is tried twice: a hole takes what its type takes, so the time is linear in the text. Where the result is
  /// false, what was appended is of no meaning.
  func matches(_ text: Span<UInt8>, _ captures: inout [Capture]) -> Bool {
    var position = 0
    for i in parts.indices {
      let part = parts[i]
      if part.isHole {
        guard let capture = capture(holes[Int(part.hole)].type, in: text, at: position, before: i + 1)
        else { return false }
        captures.append(capture)
        position = capture.end
      } else {
        guard hasLiteral(part, text, at: position) else { return false }
        position += Int(part.end - part.start)
      }
    }
    return position == text.count
  }

  @inline(__always)
  private func hasLiteral(_ part: Part, _ text: Span<UInt8>, at position: Int) -> Bool {
    let start = Int(part.start)
    let count = Int(part.end) - start
    guard position + count <= text.count else { return false }
    for i in 0..<count where text[position + i] != literals[start + i] { return false }
    return true
  }

  private func capture(_ type: HoleType, in text: Span<UInt8>, at start: Int, before next: Int) -> Capture? {
    if type.isList { return list(type.element, in: text, at: start) }
    switch type.element {
    case .int, .decimalAsHex: return integer(in: text, at: start)
    case .hex: return nonEmpty(start, text.endOfHexadecimal(from: start))
    case .word:
      let end = min(text.endOfWord(from: start), endOfText(in: text, at: start, before: next) ?? text.count)
      return end > start || type.mayBeNobody ? Capture(start: start, end: end) : nil
    case .quoted: return quoted(in: text, at: start)
    case .text: return endOfText(in: text, at: start, before: next).map { Capture(start: start, end: $0) }
    case .rest: return Capture(start: start, end: text.count)
    case .date: return TimeText.date(in: text, at: start)
    case .seconds: return TimeText.epoch(in: text, at: start, nanosecondsPerUnit: 1_000_000_000)
    case .milliseconds: return TimeText.epoch(in: text, at: start, nanosecondsPerUnit: 1_000_000)
    case .microseconds: return TimeText.epoch(in: text, at: start, nanosecondsPerUnit: 1000)
    case .nanoseconds: return TimeText.epoch(in: text, at: start, nanosecondsPerUnit: 1)
    case .table(let table): return word(of: table, in: text, at: start)
    }
  }

  private func nonEmpty(_ start: Int, _ end: Int) -> Capture? {
    end > start ? Capture(start: start, end: end) : nil
  }

  private func integer(in text: Span<UInt8>, at start: Int) -> Capture? {
    var capture = Capture(start: start, end: start)
    while capture.end < text.count {
      let digit = text[capture.end] &- UInt8(ascii: "0")
      if digit > 9 { break }
      let (product, overflows) = capture.number.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(digit))
      if overflows || carries { capture.isTooLarge = true }
      capture.number = sum
      capture.end += 1
    }
    return capture.end > start ? capture : nil
  }

  /// Where the literal behind a hole begins; the text's end behind the last hole, nil where there is none.
  private func endOfText(in text: Span<UInt8>, at start: Int, before next: Int) -> Int? {
    guard next < parts.count else { return text.count }
    let part = parts[next]
    let first = literals[Int(part.start)]
    var position = start
    while position + Int(part.end - part.start) <= text.count {
      if text[position] == first, hasLiteral(part, text, at: position) { return position }
      position += 1
    }
    return nil
  }

  private func quoted(in text: Span<UInt8>, at start: Int) -> Capture? {
    guard start < text.count, text[start] == UInt8(ascii: "\"") else { return nil }
    var end = start + 1
    while end < text.count, text[end] != UInt8(ascii: "\"") {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return end < text.count ? Capture(start: start, end: end + 1) : nil
  }

  private func word(of table: ValueTable, in text: Span<UInt8>, at start: Int) -> Capture? {
    for entry in table.entries where text.has(entry.word, at: start) {
      return Capture(start: start, end: start + entry.word.count, number: entry.value)
    }
    return nil
  }

  private func list(_ element: HoleType.Element, in text: Span<UInt8>, at start: Int) -> Capture? {
    var capture = Capture(start: start, end: start)
    while true {
      let next = text.endOfElement(element, from: capture.end)
      guard next > capture.end else { return nil }
      if element == .decimalAsHex, integer(in: text, at: capture.end)?.isTooLarge == true {
        capture.isTooLarge = true
      }
      let separator = text.endOfSeparator(from: next)
      guard separator > next, text.endOfElement(element, from: separator) > separator else {
        capture.end = next
        return capture
      }
      capture.end = separator
    }
  }
}
