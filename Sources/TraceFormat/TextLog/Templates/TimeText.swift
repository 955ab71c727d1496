/// Times of logs, read for display only.
enum TimeText {
  /// A date and a time of day: `2026-11-23T06:55:54.123Z`, `2026/11/23 06:55:54.123456`, `2026-11-23 06:55:54,123`,
  /// `2026-11-23 07:16:57.560289+00:00`.
  ///
  /// A time without a zone is taken for UTC. Fractions beyond nanoseconds are cut.
  static func date(in text: Span<UInt8>, at start: Int) -> Capture? {
    var scanner = Scanner(position: start)
    guard let year = scanner.digits(4, text), let month = scanner.digits(2, text, behind: "-", or: "/"),
      let day = scanner.digits(2, text, behind: "-", or: "/"),
      let hour = scanner.digits(2, text, behind: "T", or: " "),
      let minute = scanner.digits(2, text, behind: ":", or: ":"),
      let second = scanner.digits(2, text, behind: ":", or: ":"), 1...12 ~= month, 1...31 ~= day
    else { return nil }
    let fraction = scanner.fraction(text)
    let offset = scanner.zoneOffset(text)
    let days = daysSinceEpoch(year: year, month: month, day: day)
    let seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
    let (scaled, overflows) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflows else { return nil }
    return Capture(start: start, end: scanner.position, number: UInt64(bitPattern: scaled &+ Int64(fraction)))
  }

  /// A count of units since 1970, with or without a fraction.
  static func epoch(in text: Span<UInt8>, at start: Int, nanosecondsPerUnit unit: UInt64) -> Capture? {
    let end = text.endOfDigits(from: start)
    guard end > start else { return nil }
    var value: UInt64 = 0
    for i in start..<end { value = value &* 10 &+ UInt64(text[i] - UInt8(ascii: "0")) }
    var scanner = Scanner(position: end)
    let fraction = UInt64(scanner.fraction(text)) / (1_000_000_000 / unit)
    let (scaled, overflows) = value.multipliedReportingOverflow(by: unit)
    guard !overflows, end - start <= 19, scaled <= UInt64(Int64.max) - 1_000_000_000 else { return nil }
    return Capture(start: start, end: scanner.position, number: scaled + fraction)
  }

  /// Days from 1970-01-01 in the Gregorian calendar, counting years from March as its leap day is the last.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
  }

  /// A place in a text that moves on; each call is given the same text.
  private struct Scanner {
    var position: Int

    mutating func digits(_ count: Int, _ text: Span<UInt8>) -> Int? {
      guard text.endOfDigits(from: position) - position >= count else { return nil }
      var value = 0
      for i in position..<position + count { value = value * 10 + Int(text[i] - UInt8(ascii: "0")) }
      position += count
      return value
    }

    /// Digits behind one of two separators.
    mutating func digits(_ count: Int, _ text: Span<UInt8>, behind a: Unicode.Scalar, or b: Unicode.Scalar)
      -> Int?
    {
      oneOf(a, b, text) ? digits(count, text) : nil
    }

    mutating func oneOf(_ a: Unicode.Scalar, _ b: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
      guard position < text.count, text[position] == UInt8(ascii: a) || text[position] == UInt8(ascii: b)
      else { return false }
      position += 1
      return true
    }

    /// Nanoseconds behind a point or comma; 0 where none follow.
    mutating func fraction(_ text: Span<UInt8>) -> Int {
      let start = position + 1
      guard oneOf(".", ",", text) else { return 0 }
      let end = text.endOfDigits(from: start)
      guard end > start else {
        position = start - 1
        return 0
      }
      var value = 0
      for i in start..<start + 9 { value = value * 10 + (i < end ? Int(text[i] - UInt8(ascii: "0")) : 0) }
      position = end
      return value
    }

    /// Seconds east of UTC of `Z`, `+hh:mm` or `+hhmm`; 0 where none follows.
    mutating func zoneOffset(_ text: Span<UInt8>) -> Int {
      let start = position
      if oneOf("Z", "z", text) { return 0 }
      let isEast = position < text.count && text[position] == UInt8(ascii: "+")
      guard let hours = digits(2, text, behind: "+", or: "-") else {
        position = start
        return 0
      }
      _ = oneOf(":", ":", text)
      let minutes = digits(2, text) ?? 0
      return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
  }
}
