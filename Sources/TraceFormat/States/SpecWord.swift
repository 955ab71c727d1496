/// A name of a specification as it is compared: `currentTerm`, `current_term` and `raft::CurrentTerm` are one word.
struct SpecWord: Hashable, Sendable {
  let bytes: [UInt8]

  /// Takes letters and digits only, in lower case, and of a qualified name the last part.
  init(_ name: String) {
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in name.utf8 {
      if byte == UInt8(ascii: ":"), previous == byte { bytes = [] }
      previous = byte
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xff:
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: break
      }
    }
    self.bytes = bytes
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The word without the `m` that raft.tla puts before the fields of messages.
  var withoutMessageLetter: SpecWord? {
    bytes.count > 1 && bytes[0] == UInt8(ascii: "m") ? SpecWord(bytes: Array(bytes.dropFirst())) : nil
  }

  /// Whether another word is a part of this one.
  func contains(_ part: SpecWord) -> Bool {
    guard !part.bytes.isEmpty, part.bytes.count <= bytes.count else { return false }
    for start in 0...(bytes.count - part.bytes.count)
    where bytes[start..<start + part.bytes.count].elementsEqual(part.bytes) {
      return true
    }
    return false
  }
}
