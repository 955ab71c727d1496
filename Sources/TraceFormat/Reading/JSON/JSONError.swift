/// A place where bytes stop being the JSON (RFC 8259) that was asked for.
public struct JSONError: Error, Equatable, Sendable {
  /// What the scanner needed at a place.
  public enum Expectation: String, Sendable {
    case value = "a JSON value"
    case object = "an object"
    case array = "an array"
    case string = "a string"
    case number = "a number"
    case boolean = "true or false"
    case null = "null"
    case key = "a key in quotation marks"
    case keyOrEnd = "a key in quotation marks or }"
    case colon = "a colon"
    case commaOrObjectEnd = "a comma or }"
    case commaOrArrayEnd = "a comma or ]"
    case end = "nothing behind the value"
    case closingQuote = "a closing quotation mark"
    case controlEscape = "control characters as escapes"
    case escape = #"an escape: \" \\ \/ \b \f \n \r \t or \u and four hexadecimal digits"#
    case surrogatePair = "a surrogate pair"
    case utf8 = "valid UTF-8"
    case digit = "a digit"
    case noLeadingZero = "a number without leading zeros"
    case unsignedInteger = "a whole number from 0 to 18446744073709551615"
    case signedInteger = "a whole number from -9223372036854775808 to 9223372036854775807"
    case double = "a number up to 1.8e308"
    case depth = "at most 128 levels of objects and arrays"
  }

  /// The place in the scanned bytes, counted from 0.
  public let offset: Int
  public let expected: Expectation
  /// A quotation of the bytes at the offset; nil where the input ends there.
  public let found: String?

  @inline(never)
  init(_ expected: Expectation, at offset: Int, length: Int? = nil, in bytes: Span<UInt8>) {
    self.offset = offset
    self.expected = expected
    guard offset < bytes.count else {
      found = nil
      return
    }
    let rest = bytes.extracting(offset..<bytes.count)
    found = ReadingError.quote(rest.extracting(first: length ?? Self.tokenLength(rest)))
  }

  /// Whether more bytes behind the input could have made it right.
  public var isOfMissingBytes: Bool {
    switch expected {
    case .boolean, .null, .surrogatePair, .utf8: true
    case .value, .object, .array, .string, .number, .key, .keyOrEnd, .colon, .commaOrObjectEnd,
      .commaOrArrayEnd, .end, .closingQuote, .controlEscape, .escape, .digit, .noLeadingZero,
      .unsignedInteger, .signedInteger, .double, .depth:
      found == nil
    }
  }

  /// Says which line of which input the error was found in.
  public func reading(file: String, line: Int?) -> ReadingError {
    ReadingError(file: file, line: line, column: offset + 1, kind: kind)
  }

  private var kind: ReadingError.Kind {
    guard let found else { return .unexpectedEnd(expected: expected.rawValue) }
    switch expected {
    case .unsignedInteger, .signedInteger, .double:
      return .numberOutOfRange(found: found, expected: expected.rawValue)
    case .utf8: return .invalidUTF8(found: found)
    case .value, .object, .array, .string, .number, .boolean, .null, .key, .keyOrEnd, .colon,
      .commaOrObjectEnd, .commaOrArrayEnd, .end, .closingQuote, .controlEscape, .escape, .surrogatePair,
      .digit, .noLeadingZero, .depth:
      return .malformed(found: found, expected: expected.rawValue)
    }
  }

  /// A word is quoted whole, anything else up to the quote's maximum.
  private static func tokenLength(_ bytes: Span<UInt8>) -> Int {
    let maximum = min(bytes.count, ReadingError.quoteLengthMaximum + 1)
    var length = 0
    while length < maximum, isWord(bytes[length]) { length += 1 }
    return length > 0 ? length : min(bytes.count, 20)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String { "byte \(offset + 1): \(kind.sentence)" }
}
