/// How a server is called in a log for ShiViz, whose hosts hold no white space.
///
/// White space, control characters and backslashes become `\xNN`; everything else stays.
enum ShiVizName {
  static func host(_ name: String) -> String {
    var host = ""
    for scalar in name.unicodeScalars {
      if isPlain(scalar) {
        host.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 { host += #"\x"# + hexadecimal(byte) }
      }
    }
    return host
  }

  /// The name of a host that `host` made.
  static func name(ofHost host: Span<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    var i = 0
    while i < host.count {
      if let byte = escaped(host, at: i) {
        name.append(byte)
        i += 4
      } else {
        name.append(host[i])
        i += 1
      }
    }
    return name
  }

  private static func escaped(_ text: Span<UInt8>, at i: Int) -> UInt8? {
    guard i + 3 < text.count, text[i] == UInt8(ascii: "\\"), text[i + 1] == UInt8(ascii: "x"),
      let high = JSONString.hexadecimalValue(text[i + 2]), let low = JSONString.hexadecimalValue(text[i + 3])
    else { return nil }
    return high << 4 | low
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && scalar != "\\"
      && scalar != "\u{feff}"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
