import Testing

@testable import TraceFormat

@Suite("etcd's raft library: times in decimal seconds")
struct EtcdRaftTimeTests {
  private func nanoseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    return WallTime(decimalSeconds: bytes.span)?.nanoseconds
  }

  @Test(
    "Digits are taken as they stand, without the rounding of a double",
    arguments: [
      ("1712329729.6024537", 1_712_329_729_602_453_700 as Int64),
      ("1712329729.602453711", 1_712_329_729_602_453_711),
      ("1712329729.60245371199", 1_712_329_729_602_453_711), ("0", 0), ("12", 12_000_000_000),
      ("0.5", 500_000_000),
      ("-1.25", -1_250_000_000), ("9223372036.854775807", .max),
    ])
  func decimals(text: String, expected: Int64) {
    #expect(nanoseconds(text) == expected)
  }

  @Test(
    "What is no decimal of 64 bits is no time",
    arguments: ["1e9", "1.5e9", "9223372036.854775808", "99999999999999999999"])
  func refusals(text: String) {
    #expect(nanoseconds(text) == nil)
  }
}
