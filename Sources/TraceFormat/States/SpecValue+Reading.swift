/// Values as a reader of states asks for them, whatever syntax they come from.
extension SpecValue {
  /// The pairs of a function, a record or a sequence, whose keys count from 1; nil where the value is none.
  ///
  /// TLC prints a function over 1..n as a sequence, and the empty function too.
  var pairs: [Pair]? {
    switch self {
    case .function(let pairs): pairs
    case .sequence(let values): values.indices.map { Pair(.integer(Int64($0) + 1), values[$0]) }
    case .null, .boolean, .integer, .text, .set: nil
    }
  }

  /// The elements of a set or a sequence.
  var elements: [SpecValue]? {
    switch self {
    case .set(let values), .sequence(let values): values
    case .function(let pairs): pairs.isEmpty ? [] : nil
    case .null, .boolean, .integer, .text: nil
    }
  }

  var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .text(let text): Int64(text)
    case .null, .boolean, .sequence, .set, .function: nil
    }
  }

  var boolean: Bool? {
    switch self {
    case .boolean(let value): value
    case .text(let text): text == "TRUE" ? true : text == "FALSE" ? false : nil
    case .null, .integer, .sequence, .set, .function: nil
    }
  }

  /// The name that a key, a server or an enumerated word has.
  var name: String? {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .null, .boolean, .sequence, .set, .function: nil
    }
  }

  /// A variant of a sum type (`[tag |-> "Some", value |-> v]`, as Quint and Apalache have them).
  var variant: (tag: String, value: SpecValue)? {
    guard case .function(let pairs) = self, pairs.count == 2, let tag = self["tag"]?.name,
      let value = self["value"]
    else { return nil }
    return (tag, value)
  }

  /// The value of a record's field of exactly that name.
  subscript(field: String) -> SpecValue? {
    guard case .function(let pairs) = self else { return nil }
    return pairs.first { $0.key == .text(field) }?.value
  }

  /// The value of a record's field of one of these names, the first name first.
  func field(_ words: [SpecWord]) -> SpecValue? {
    guard case .function(let pairs) = self else { return nil }
    let names = pairs.map { $0.key.name.map { SpecWord($0) } }
    for word in words {
      if let place = names.firstIndex(of: word) { return pairs[place].value }
    }
    return nil
  }

  /// What the value is, for an error.
  var kindName: String {
    switch self {
    case .null: "nothing"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .integer(let value): "the number \(value)"
    case .text(let text): ReadingError.quote(Array(text.utf8).span)
    case .sequence(let values): values.isEmpty ? "<<>>" : "a sequence of \(values.count)"
    case .set(let values): "a set of \(values.count)"
    case .function(let pairs): "a function or record of \(pairs.count)"
    }
  }

  /// Appends the value in TLA+'s words, sets and functions in a fixed order: equal values give equal bytes.
  func appendCanonical(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "TRUE" : "FALSE").utf8
    case .integer(let value): bytes += String(value).utf8
    case .text(let text):
      bytes.append(UInt8(ascii: "\""))
      bytes += text.utf8
      bytes.append(UInt8(ascii: "\""))
    case .sequence(let values):
      bytes.append(UInt8(ascii: "<"))
      for value in values {
        value.appendCanonical(to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: ">"))
    case .set(let values): Self.appendSorted(values.map(\.canonical), to: &bytes)
    case .function(let pairs):
      Self.appendSorted(pairs.map { $0.key.canonical + [UInt8(ascii: ">")] + $0.value.canonical }, to: &bytes)
    }
  }

  var canonical: [UInt8] {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return bytes
  }

  private static func appendSorted(_ parts: [[UInt8]], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for part in parts.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      bytes += part
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
