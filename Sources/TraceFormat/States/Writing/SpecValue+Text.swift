/// Values in the syntaxes of the tools.
extension SpecValue {
  /// Writes the value as ITF has it: sets, tuples and functions that are no records are marked.
  func writeITF(to json: inout JSONWriter) {
    switch self {
    case .null: json.value("null")
    case .boolean(let value): json.value(value)
    case .integer(let value): Self.writeITF(value, to: &json)
    case .text(let text): json.value(text)
    case .sequence(let values):
      json.beginArray()
      for value in values { value.writeITF(to: &json) }
      json.endArray()
    case .set(let values):
      json.beginObject()
      json.key("#set")
      json.beginArray()
      for value in values { value.writeITF(to: &json) }
      json.endArray()
      json.endObject()
    case .function(let pairs): Self.writeITF(pairs, to: &json)
    }
  }

  /// Writes the value as TLC's JSON module does: sets are arrays, and keys that are no strings are TLA+ text.
  func writeTLC(to json: inout JSONWriter) {
    switch self {
    case .null: json.value("null")
    case .boolean(let value): json.value(value)
    case .integer(let value): json.value(value)
    case .text(let text): json.value(text)
    case .sequence(let values), .set(let values):
      json.beginArray()
      for value in values { value.writeTLC(to: &json) }
      json.endArray()
    case .function(let pairs) where pairs.isEmpty:
      json.beginArray()
      json.endArray()
    case .function(let pairs):
      json.beginObject()
      for pair in pairs {
        json.key(text: pair.key.nameText ?? pair.key.textTLA)
        pair.value.writeTLC(to: &json)
      }
      json.endObject()
    }
  }

  /// The value in TLA+.
  var textTLA: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .integer(let value): String(value)
    case .text(let text): Self.quoted(text)
    case .sequence(let values): "<<\(values.map(\.textTLA).joined(separator: ", "))>>"
    case .set(let values): "{\(values.map(\.textTLA).joined(separator: ", "))}"
    case .function(let pairs) where pairs.isEmpty: "<<>>"
    case .function(let pairs) where isRecord:
      "[\(pairs.map { "\($0.key.nameText ?? "") |-> \($0.value.textTLA)" }.joined(separator: ", "))]"
    case .function(let pairs):
      "(\(pairs.map { "\($0.key.textTLA) :> \($0.value.textTLA)" }.joined(separator: " @@ ")))"
    }
  }

  private var nameText: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// Whether all keys are strings that can be the names of fields.
  private var isRecord: Bool {
    guard case .function(let pairs) = self else { return false }
    return pairs.allSatisfy { pair in
      guard let name = pair.key.nameText, let first = name.utf8.first else { return false }
      return first > 0x39 && name.utf8.allSatisfy { $0 == 0x5f || $0.isLetterOrDigit }
    }
  }

  private static func writeITF(_ value: Int64, to json: inout JSONWriter) {
    // What a double cannot hold exactly is marked (ITF, rule 3).
    guard value.magnitude >= 1 << 53 else { return json.value(value) }
    json.beginObject()
    json.key("#bigint")
    json.value(String(value))
    json.endObject()
  }

  /// A function from names is written like a record; one from anything else as a map.
  private static func writeITF(_ pairs: [Pair], to json: inout JSONWriter) {
    if !pairs.isEmpty, pairs.allSatisfy({ $0.key.nameText.map { !$0.hasPrefix("#") } ?? false }) {
      json.beginObject()
      for pair in pairs {
        json.key(text: pair.key.nameText ?? "")
        pair.value.writeITF(to: &json)
      }
      json.endObject()
      return
    }
    json.beginObject()
    json.key("#map")
    json.beginArray()
    for pair in pairs {
      json.beginArray()
      pair.key.writeITF(to: &json)
      pair.value.writeITF(to: &json)
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": quoted += #"\""#
      case "\\": quoted += #"\\"#
      case "\n": quoted += #"\n"#
      case "\r": quoted += #"\r"#
      case "\t": quoted += #"\t"#
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
