/// Dates and times as RFC 3339 writes them, the internet's profile of ISO 8601.
extension WallTime {
  /// Reads `2024-04-05T15:35:29.6Z` or the same with an offset; nil for anything else.
  ///
  /// A space may stand for the `T`, at most nine digits follow the point, a leap second counts as the next,
  /// and 64 bits of nanoseconds reach from 1677 to 2262.
  public init?(iso8601 text: Span<UInt8>) {
    var cursor = TimeCursor()
    guard let day = cursor.day(text), cursor.skip("Tt ", text), let second = cursor.secondOfDay(text),
      let nanosecond = cursor.fraction(text), let offset = cursor.offset(text), cursor.position == text.count
    else { return nil }
    let moment = Int128(day * 86_400 + second - offset) * 1_000_000_000 + Int128(nanosecond)
    guard let nanoseconds = Int64(exactly: moment) else { return nil }
    self.init(nanoseconds: nanoseconds)
  }

  /// Reads the same from a string.
  public init?(iso8601 text: String) {
    self.init(iso8601: Array(text.utf8).span)
  }

  /// In UTC with as many digits behind the point as the moment needs, none where it is a whole second.
  public var iso8601: String {
    var bytes: [UInt8] = []
    appendISO8601(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The length of `iso8601` with nine digits behind the point.
  static let iso8601LengthMaximum = 30

  func appendISO8601(to bytes: inout [UInt8]) {
    let (day, nanosecondOfDay) = nanoseconds.flooringDivision(by: 86_400_000_000_000)
    let (second, nanosecond) = nanosecondOfDay.quotientAndRemainder(dividingBy: 1_000_000_000)
    let date = CivilDate(daysSince1970: day)
    Self.append(date.year, digits: 4, to: &bytes)
    Self.append(date.month, digits: 2, behind: "-", to: &bytes)
    Self.append(date.day, digits: 2, behind: "-", to: &bytes)
    Self.append(second / 3600, digits: 2, behind: "T", to: &bytes)
    Self.append(second / 60 % 60, digits: 2, behind: ":", to: &bytes)
    Self.append(second % 60, digits: 2, behind: ":", to: &bytes)
    if nanosecond > 0 {
      Self.append(nanosecond, digits: 9, behind: ".", to: &bytes)
      while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  private static func append(
    _ value: Int64, digits: Int, behind mark: Unicode.Scalar? = nil, to bytes: inout [UInt8]
  ) {
    if let mark { bytes.append(UInt8(ascii: mark)) }
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }
}

/// A place in the text of a date and time; each method passes over one field, or returns nil.
private struct TimeCursor {
  var position = 0

  mutating func day(_ text: Span<UInt8>) -> Int64? {
    guard let year = digits(4, text), skip("-", text), let month = digits(2, text), skip("-", text),
      let day = digits(2, text)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.daysSince1970
  }

  mutating func secondOfDay(_ text: Span<UInt8>) -> Int64? {
    guard let hour = digits(2, text), skip(":", text), let minute = digits(2, text), skip(":", text),
      let second = digits(2, text), hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Nanoseconds; 0 where there is no point.
  mutating func fraction(_ text: Span<UInt8>) -> Int64? {
    guard skip(".", text) else { return 0 }
    let start = position
    var value: Int64 = 0
    while let digit = digits(1, text) {
      guard position - start <= 9 else { return nil }
      value = value * 10 + digit
    }
    guard position > start else { return nil }
    for _ in position - start..<9 { value *= 10 }
    return value
  }

  /// Seconds east of Greenwich.
  mutating func offset(_ text: Span<UInt8>) -> Int64? {
    if skip("Zz", text) { return 0 }
    let isWest = skip("-", text)
    guard isWest || skip("+", text), let hour = digits(2, text), skip(":", text),
      let minute = digits(2, text), hour < 24, minute < 60
    else { return nil }
    let offset = hour * 3600 + minute * 60
    return isWest ? -offset : offset
  }

  /// Passes over one of the marks; false, and stays, where none of them comes.
  mutating func skip(_ marks: StaticString, _ text: Span<UInt8>) -> Bool {
    guard position < text.count else { return false }
    for i in 0..<marks.utf8CodeUnitCount where marks.utf8Start[i] == text[position] {
      position += 1
      return true
    }
    return false
  }

  private mutating func digits(_ count: Int, _ text: Span<UInt8>) -> Int64? {
    guard position + count <= text.count else { return nil }
    var value: Int64 = 0
    for i in position..<position + count {
      let digit = text[i] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int64(digit)
    }
    position += count
    return value
  }
}
