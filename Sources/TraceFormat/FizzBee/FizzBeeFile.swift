/// The files of a run that hold its path, told apart by their first bytes.
enum FizzBeeFile {
  /// `error-graph.json`.
  case graph
  /// The standard output.
  case console
  /// `nodes_errors.pb`, and the whole graph of a run that found nothing.
  case nodes
  /// `adjacency_lists_errors.pb`.
  case links

  /// Nil for anything else.
  init?(_ prefix: Span<UInt8>) {
    if Self.isGraph(prefix) {
      self = .graph
    } else if Self.isConsole(prefix) {
      self = .console
    } else if Self.isNodes(prefix) {
      self = .nodes
    } else if Self.isLinks(prefix) {
      self = .links
    } else {
      return nil
    }
  }

  /// An array whose first element has a state with roles.
  private static func isGraph(_ prefix: Span<UInt8>) -> Bool {
    var scanner = JSONScanner()
    do throws(JSONError) {
      try scanner.enterArray(prefix)
      guard try scanner.nextElement(prefix) else { return false }
      try scanner.enterObject(prefix)
      while let key = try scanner.nextKey(prefix) {
        if key.equals("Node", in: prefix) { return try isNode(&scanner, prefix) }
        try scanner.skipValue(prefix)
      }
    } catch {
      return false
    }
    return false
  }

  /// Whether an object has the keys of a state.
  private static func isNode(_ scanner: inout JSONScanner, _ prefix: Span<UInt8>) throws(JSONError) -> Bool {
    try scanner.enterObject(prefix)
    while let key = try scanner.nextKey(prefix) {
      if key.equals("roles", in: prefix) || key.equals("threads", in: prefix) { return true }
      try scanner.skipValue(prefix)
    }
    return false
  }

  /// A line of FizzBee's own at the beginning, or the first state of a path.
  private static func isConsole(_ prefix: Span<UInt8>) -> Bool {
    var earlier: [Bool] = [false, false]
    var start = 0
    while start < prefix.count {
      var end = start
      while end < prefix.count, prefix[end] != 0x0a { end += 1 }
      let line = prefix.extracting(start..<end)
      if StateFormatRecognition.begins(line, with: "StateSpaceOptions: ") { return true }
      let isRule = line.count == 6 && StateFormatRecognition.begins(line, with: "------")
      let isShort = line.count == 2 && StateFormatRecognition.begins(line, with: "--")
      if isShort, earlier[0] { return true }
      earlier = [earlier[1], isRule]
      start = end + 1
    }
    return false
  }

  /// A string in protobuf that is the JSON of a state.
  private static func isNodes(_ prefix: Span<UInt8>) -> Bool {
    guard let place = firstMessage(1, prefix) else { return false }
    var scanner = JSONScanner()
    return (try? isNode(&scanner, prefix.extracting(place))) ?? false
  }

  /// A number of nodes, and a link that names two of them.
  private static func isLinks(_ prefix: Span<UInt8>) -> Bool {
    guard !prefix.isEmpty, prefix[0] == 0x08, let place = firstMessage(2, prefix) else { return false }
    var scanner = ProtobufScanner(place)
    var hasName = false
    do throws(ProtobufError) {
      while let (field, value) = try scanner.next(prefix) {
        guard field <= 10 else { return false }
        if field == 3, case .bytes(let name) = value { hasName = !name.isEmpty }
      }
    } catch {
      return false
    }
    return hasName
  }

  /// The place of the first message or string with a field's number, which may be cut where the prefix ends.
  private static func firstMessage(_ field: UInt64, _ prefix: Span<UInt8>) -> Range<Int>? {
    var scanner = ProtobufScanner(0..<prefix.count)
    do throws(ProtobufError) {
      for _ in 0..<2 {
        guard let (number, value) = try scanner.next(prefix) else { return nil }
        if number == field, case .bytes(let place) = value { return place }
      }
    } catch {
      return nil
    }
    return nil
  }
}
