/// Quoting of input in messages: short, printable, and unable to steer a terminal.
extension ReadingError {
  /// The most characters of the input that a message repeats.
  static let quoteLengthMaximum = 60

  /// Puts the bytes between quotation marks, shortened to about 60 characters, all controls escaped.
  public static func quote(_ bytes: Span<UInt8>) -> String {
    var text = "\""
    var offset = 0
    var shown = 0
    while offset < bytes.count {
      let length = UTF8Sequence.length(bytes, at: offset)
      let piece = escapedCharacter(bytes, at: offset, length: length)
      guard shown + piece.count <= quoteLengthMaximum else { return text + "…\"" }
      text += piece
      shown += piece.count
      offset += length ?? 1
    }
    return text + "\""
  }

  /// Quotes text in the same way.
  public static func quote(_ text: String) -> String {
    quote(Array(text.utf8).span)
  }

  /// Escapes controls of a file's name, which is shown whole and without quotation marks.
  public static func escape(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars { text += isShown(scalar) ? String(scalar) : escaped(scalar) }
    return text
  }

  private static func escapedCharacter(_ bytes: Span<UInt8>, at offset: Int, length: Int?) -> String {
    guard let length else { return #"\x"# + hexadecimal(UInt32(bytes[offset]), digits: 2) }
    let sequence = (offset..<offset + length).map { bytes[$0] }
    let character = String(decoding: sequence, as: UTF8.self)
    guard let scalar = character.unicodeScalars.first else { return "" }
    if scalar == "\"" || scalar == "\\" { return #"\"# + character }
    return isShown(scalar) ? character : escaped(scalar)
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark:
      false
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
      .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .spaceSeparator:
      true
    @unknown default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": #"\n"#
    case "\r": #"\r"#
    case "\t": #"\t"#
    case "\0"..."\u{7f}": #"\x"# + hexadecimal(scalar.value, digits: 2)
    default: #"\u{"# + hexadecimal(scalar.value, digits: 1) + "}"
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
