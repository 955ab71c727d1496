/// A state as FizzBee writes it in JSON, in `error-graph.json` and in its protobuf files.
struct FizzBeeNode {
  var state = FizzBeeState()
  var threads: [FizzBeeThread] = []

  init(_ scanner: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) {
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      switch key.text(in: bytes) {
      case "roles": state.roles = try Self.elements(&scanner, bytes, Self.role)
      case "state": state.globals = Self.fields(try SpecValue.scan(&scanner, bytes))
      case "threads": threads = try Self.elements(&scanner, bytes, FizzBeeThread.init)
      default: try scanner.skipValue(bytes)
      }
    }
  }

  /// The elements of an array, or none where `null` stands for it.
  static func elements<Element>(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>,
    _ element: (inout JSONScanner, Span<UInt8>) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    if try scanner.kind(bytes) == .null {
      try scanner.null(bytes)
      return []
    }
    var elements: [Element] = []
    try scanner.enterArray(bytes)
    while try scanner.nextElement(bytes) { elements.append(try element(&scanner, bytes)) }
    return elements
  }

  private static func role(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> FizzBeeState.Role {
    var role = FizzBeeState.Role(reference: "")
    var parameters: [FizzBeeState.Field] = []
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      switch key.text(in: bytes) {
      case "ref_string": role.reference = try scanner.string(bytes).text(in: bytes)
      case "fields": role.fields = fields(try SpecValue.scan(&scanner, bytes))
      case "params": parameters = fields(try SpecValue.scan(&scanner, bytes))
      default: try scanner.skipValue(bytes)
      }
    }
    role.fields += parameters.filter { role[$0.name] == nil }
    return role
  }

  private static func fields(_ value: SpecValue) -> [FizzBeeState.Field] {
    (value.pairs ?? []).compactMap { pair in
      pair.key.name.map { FizzBeeState.Field(name: $0, value: pair.value) }
    }
  }
}

/// A thread of a state: which statement of which function it stands at.
struct FizzBeeThread: Equatable {
  var id: Int64 = 0
  /// Function and statement of each frame, the innermost last.
  var stack: [String] = []

  init(_ scanner: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) {
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      switch key.text(in: bytes) {
      case "id": id = try SpecValue.scan(&scanner, bytes).integer ?? 0
      case "stack": stack = try FizzBeeNode.elements(&scanner, bytes, Self.frame)
      default: try scanner.skipValue(bytes)
      }
    }
  }

  /// The thread that a link moved: the one that begins, ends or stands elsewhere; nil where it is not one.
  static func moved(from before: [FizzBeeThread], to after: [FizzBeeThread]) -> String? {
    let gone = before.filter { thread in !after.contains { $0.id == thread.id } }
    let others = after.filter { thread in !before.contains(thread) }
    let moved = gone + others
    return moved.count == 1 ? "\(moved[0].id)" : nil
  }

  private static func frame(_ scanner: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> String {
    var name = ""
    var statement = ""
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      switch key.text(in: bytes) {
      case "name": name = try scanner.string(bytes).text(in: bytes)
      case "pc": statement = try scanner.string(bytes).text(in: bytes)
      default: try scanner.skipValue(bytes)
      }
    }
    return "\(name) \(statement)"
  }
}
