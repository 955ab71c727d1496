import Testing
import TraceFormat

@Suite struct JSONNumberTests {
  private func unsigned(_ text: String) -> String {
    scan(text) { (scanner, bytes) throws(JSONError) in try scanner.unsignedInteger(bytes) }
  }

  private func signed(_ text: String) -> String {
    scan(text) { (scanner, bytes) throws(JSONError) in try scanner.signedInteger(bytes) }
  }

  private func double(_ text: String) -> String {
    scan(text) { (scanner, bytes) throws(JSONError) in try scanner.double(bytes) }
  }

  private func scan<Value>(
    _ text: String, _ body: (inout JSONScanner, Span<UInt8>) throws(JSONError) -> Value
  ) -> String {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner()
    do throws(JSONError) {
      let value = try body(&scanner, bytes.span)
      try scanner.end(bytes.span)
      return "\(value)"
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    "0", "7", "1234567890", "9999999999999999999", "10000000000000000000", "18446744073709551615",
  ])
  func `Whole numbers up to 64 bits are read exactly`(text: String) {
    #expect(unsigned(text) == text)
    #expect(unsigned(" \(text) ") == text)
  }

  @Test(arguments: [
    "18446744073709551616", "20000000000000000000", "99999999999999999999", "100000000000000000000", "-1",
    "-0",
    "1.5", "1.0", "1e3", "1E-2", "0.5",
  ])
  func `What is no whole number of 64 bits is refused by name`(text: String) {
    #expect(
      unsigned(text) == "byte 1: found \"\(text)\", expected a whole number from 0 to 18446744073709551615")
  }

  @Test(arguments: ["", "01", "1.", "-", "x", "\"1\"", "1e", "--1", "1x", "null"])
  func `What is no number is refused as such`(text: String) {
    for message in [unsigned(text), signed(text), double(text)] {
      #expect(message.hasPrefix("byte "))
      #expect(!message.contains("whole number"), "\(message)")
    }
  }

  @Test func `Signed numbers reach both ends of 64 bits`() {
    for text in ["0", "-1", "9223372036854775807", "-9223372036854775808"] { #expect(signed(text) == text) }
    #expect(signed("-0") == "0")
    for text in ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "-1.5", "-1e3"] {
      #expect(signed(text).contains("found \"\(text)\", expected a whole number from -9223372036854775808"))
    }
  }

  @Test func `Doubles are read to the nearest, and one past the largest is refused`() {
    #expect(double("0.1") == "0.1")
    #expect(double("-1.5e3") == "-1500.0")
    #expect(double("1e-999") == "0.0")
    #expect(double("18446744073709551615") == "1.8446744073709552e+19")
    #expect(double("1e999") == "byte 1: found \"1e999\", expected a number up to 1.8e308")
  }

  @Test func `A number out of range is told apart from malformed input`() {
    let bytes = Array("-1".utf8)
    var scanner = JSONScanner()
    do throws(JSONError) {
      _ = try scanner.unsignedInteger(bytes.span)
      Issue.record("-1 was read as an unsigned integer")
    } catch {
      let kind = error.reading(file: "f", line: 1).kind
      #expect(kind == .numberOutOfRange(found: "\"-1\"", expected: error.expected.rawValue))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `Any 64 bits are read as they were printed`(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    for _ in 0..<1000 {
      let number = random.next() >> UInt64.random(in: 0..<64, using: &random)
      #expect(unsigned("\(number)") == "\(number)")
      let negative = Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
      #expect(signed("\(negative)") == "\(negative)")
    }
  }
}
