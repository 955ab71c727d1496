/// A link in FizzBee's protobuf files.
///
/// `Links { int64 total_nodes = 1; repeated Link links = 2 }`, `Link { int64 src = 1; int64 dest = 2; string name = 3; repeated
/// string labels = 4; …; repeated Message messages = 6; …; string type = 9 }`
struct FizzBeeProtobufLink {
  var source: UInt64 = 0
  var destination: UInt64 = 0
  var name = ""
  var type = ""
  /// Whether it carries the message of a call or of a return.
  var crossesCall = false

  /// The links of a file.
  static func links(_ bytes: Span<UInt8>) throws(ProtobufError) -> [FizzBeeProtobufLink] {
    var scanner = ProtobufScanner(0..<bytes.count)
    var links: [FizzBeeProtobufLink] = []
    while let (field, value) = try scanner.next(bytes) {
      if field == 2, case .bytes(let place) = value { links.append(try FizzBeeProtobufLink(place, bytes)) }
    }
    return links
  }

  private init(_ place: Range<Int>, _ bytes: Span<UInt8>) throws(ProtobufError) {
    var scanner = ProtobufScanner(place)
    while let (field, value) = try scanner.next(bytes) {
      switch (field, value) {
      case (1, .number(let number)): source = number
      case (2, .number(let number)): destination = number
      case (3, .bytes(let place)): name = Self.text(place, bytes)
      case (9, .bytes(let place)): type = Self.text(place, bytes)
      case (4, .bytes), (6, .bytes): crossesCall = true
      default: break
      }
    }
  }

  private static func text(_ place: Range<Int>, _ bytes: Span<UInt8>) -> String {
    bytes.extracting(place).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
