/// The part of JSON Schema 2020-12 that this project's schemas use; any other keyword traps.
///
/// A keyword that is passed over would make a schema hold that does not.
public struct JSONSchema: Sendable {
  private let root: JSONValue

  /// Throws where the text is no JSON.
  public init(_ text: String) throws {
    root = try JSONValue(text)
  }

  /// Says whether a value is as the schema wants it.
  public func accepts(_ value: JSONValue) -> Bool { evaluate(value, root) != nil }

  /// Says whether a value is as the definition `#/$defs/…` wants it.
  public func accepts(_ value: JSONValue, as definition: String) -> Bool {
    evaluate(value, resolve("#/$defs/\(definition)")) != nil
  }

  /// The keys of the value that the schema has looked at; nil where it does not hold.
  private func evaluate(_ value: JSONValue, _ schema: JSONValue) -> Set<String>? {
    switch schema {
    case .boolean(let holds): return holds ? [] : nil
    case .object(let keywords):
      var evaluated: Set<String> = []
      for keyword in keywords.keys.sorted(by: Self.isEarlier) {
        guard let keys = evaluate(value, keyword, in: keywords, evaluated) else { return nil }
        evaluated.formUnion(keys)
      }
      return evaluated
    case .null, .integer, .fraction, .string, .array: preconditionFailure("\(schema) is no schema")
    }
  }

  /// The keywords about what the others left are evaluated last.
  private static func isEarlier(_ a: String, _ b: String) -> Bool {
    func rank(_ keyword: String) -> Int {
      switch keyword {
      case "additionalProperties": 1
      case "unevaluatedProperties": 2
      default: 0
      }
    }
    return (rank(a), a) < (rank(b), b)
  }

  private func evaluate(
    _ value: JSONValue, _ keyword: String, in schema: [String: JSONValue], _ evaluated: Set<String>
  ) -> Set<String>? {
    guard let operand = schema[keyword] else { return [] }
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": return []
    case "$ref": return evaluate(value, resolve(text(operand)))
    case "oneOf":
      let matches = elements(operand).compactMap { evaluate(value, $0) }
      return matches.count == 1 ? matches[0] : nil
    case "not": return evaluate(value, operand) == nil ? [] : nil
    case "const": return value == operand ? [] : nil
    case "enum": return elements(operand).contains(value) ? [] : nil
    case "type": return hasType(value, operand) ? [] : nil
    case "minimum": return isOrdered(operand, value) ? [] : nil
    case "maximum": return isOrdered(value, operand) ? [] : nil
    case "pattern": return matches(value, text(operand)) ? [] : nil
    case "items": return itemsHold(value, operand) ? [] : nil
    case "required": return elements(operand).allSatisfy { isPresent(text($0), in: value) } ? [] : nil
    case "properties": return properties(value, members(operand)) { members(operand)[$0] }
    case "additionalProperties":
      let declared = Set(members(schema["properties"] ?? .object([:])).keys)
      return properties(value, remaining(value, declared)) { _ in operand }
    case "unevaluatedProperties": return properties(value, remaining(value, evaluated)) { _ in operand }
    default: preconditionFailure("the keyword \(keyword) is unknown")
    }
  }

  /// The keys among `candidates` that the value has, where each holds to its schema.
  private func properties(
    _ value: JSONValue, _ candidates: [String: JSONValue], _ schema: (String) -> JSONValue?
  ) -> Set<String>? {
    guard case .object(let object) = value else { return [] }
    var evaluated: Set<String> = []
    for key in candidates.keys {
      guard let member = object[key], let schema = schema(key) else { continue }
      guard evaluate(member, schema) != nil else { return nil }
      evaluated.insert(key)
    }
    return evaluated
  }

  private func remaining(_ value: JSONValue, _ keys: Set<String>) -> [String: JSONValue] {
    guard case .object(let object) = value else { return [:] }
    return object.filter { !keys.contains($0.key) }
  }

  private func itemsHold(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard case .array(let items) = value else { return true }
    return items.allSatisfy { evaluate($0, schema) != nil }
  }

  private func isPresent(_ key: String, in value: JSONValue) -> Bool {
    guard case .object(let object) = value else { return true }
    return object[key] != nil
  }

  private func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
    if case .array(let types) = type { return types.contains { hasType(value, $0) } }
    return switch value {
    case .null: text(type) == "null"
    case .boolean: text(type) == "boolean"
    case .integer: ["integer", "number"].contains(text(type))
    case .fraction: text(type) == "number"
    case .string: text(type) == "string"
    case .array: text(type) == "array"
    case .object: text(type) == "object"
    }
  }

  private func isOrdered(_ a: JSONValue, _ b: JSONValue) -> Bool {
    guard case .integer(let a) = a, case .integer(let b) = b else { return true }
    return a <= b
  }

  private func matches(_ value: JSONValue, _ pattern: String) -> Bool {
    guard case .string(let text) = value else { return true }
    guard let expression = try? Regex(pattern) else { preconditionFailure("\(pattern) is no pattern") }
    return text.contains(expression.matchingSemantics(.unicodeScalar))
  }

  private func resolve(_ reference: String) -> JSONValue {
    reference.split(separator: "/").dropFirst().reduce(root) { value, key in
      guard let member = value[String(key)] else { preconditionFailure("\(reference) leads nowhere") }
      return member
    }
  }

  private func text(_ value: JSONValue) -> String {
    guard case .string(let text) = value else { preconditionFailure("\(value) is no string") }
    return text
  }

  private func elements(_ value: JSONValue) -> [JSONValue] {
    guard case .array(let elements) = value else { preconditionFailure("\(value) is no array") }
    return elements
  }

  private func members(_ value: JSONValue) -> [String: JSONValue] {
    guard case .object(let members) = value else { preconditionFailure("\(value) is no object") }
    return members
  }
}
