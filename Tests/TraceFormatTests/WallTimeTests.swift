import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Times as RFC 3339")
struct WallTimeTests {
  @Test(
    "Known moments",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000000001Z", 1),
      ("1969-12-31T23:59:59.5Z", -500_000_000),
      ("2000-02-29T12:00:00Z", 951_825_600_000_000_000),
      ("2024-04-05T15:35:29.6Z", 1_712_331_329_600_000_000),
      ("2100-03-01T00:00:00Z", 4_107_542_400_000_000_000), ("1677-09-21T00:12:43.145224192Z", Int64.min),
      ("2262-04-11T23:47:16.854775807Z", Int64.max),
    ])
  func moments(text: String, nanoseconds: Int64) {
    #expect(WallTime(iso8601: text) == WallTime(nanoseconds: nanoseconds))
    #expect(WallTime(nanoseconds: nanoseconds).iso8601 == text)
  }

  @Test(
    "Other ways to write 2024-04-05T15:35:29.6Z",
    arguments: [
      "2024-04-05T17:35:29.600+02:00", "2024-04-05t15:35:29.6z", "2024-04-05 15:35:29.600000000Z",
      "2024-04-04T20:05:29.6-19:30",
    ])
  func variants(text: String) {
    #expect(WallTime(iso8601: text)?.iso8601 == "2024-04-05T15:35:29.6Z")
  }

  @Test("A leap second is the second after it")
  func leapSecond() {
    #expect(WallTime(iso8601: "2016-12-31T23:59:60Z")?.iso8601 == "2017-01-01T00:00:00Z")
  }

  @Test(
    "What is no time",
    arguments: [
      "", "2024", "2024-04-05", "2024-04-05T15:35:29", "2024-04-05T15:35Z", "2023-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z", "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-04-31T00:00:00Z",
      "2024-04-00T00:00:00Z", "2024-04-05T24:00:00Z", "2024-04-05T15:60:00Z", "2024-04-05T15:35:61Z",
      "2024-04-05T15:35:29.Z", "2024-04-05T15:35:29.1234567890Z", "2024-04-05T15:35:29+0200",
      "2024-04-05T15:35:29+24:00", "2024-04-05T15:35:29Zx", "1677-09-21T00:12:43.145224191Z",
      "2262-04-11T23:47:16.854775808Z", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
      "-024-04-05T15:35:29Z",
    ])
  func refused(text: String) {
    #expect(WallTime(iso8601: text) == nil)
  }

  @Test("Random moments survive writing and reading")
  func momentsSurvive() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let time = WallTime(nanoseconds: Int64(truncatingIfNeeded: random.next()))
      guard WallTime(iso8601: time.iso8601) != time else { continue }
      Issue.record("\(time.nanoseconds) is written as \(time.iso8601)")
      return
    }
  }
}
