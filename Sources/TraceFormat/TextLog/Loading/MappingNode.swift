import Yams

/// A node of a mapping's YAML, with the place that an error names.
struct MappingNode {
  let node: Node
  let file: String

  var line: Int? { node.mark?.line }

  /// The root of a file.
  static func root(of text: String, file: String) throws(MappingError) -> MappingNode {
    do {
      guard let node = try Parser(yaml: text).singleRoot() else {
        throw MappingError(file: file, line: 1, found: "nothing", expected: "a mapping")
      }
      return MappingNode(node: node, file: file)
    } catch let error as MappingError {
      throw error
    } catch {
      throw MappingError(error, file: file)
    }
  }

  func error(found: String, expected: String) -> MappingError {
    MappingError(file: file, line: line, found: found, expected: expected)
  }

  /// Runs what may find a fault, and says where it is.
  func locating<Value>(_ body: () throws(MappingFault) -> Value) throws(MappingError) -> Value {
    do throws(MappingFault) {
      return try body()
    } catch {
      throw self.error(found: error.found, expected: error.expected)
    }
  }

  func text() throws(MappingError) -> String {
    guard case .scalar(let scalar) = node else { throw error(found: kind, expected: "a text") }
    return scalar.string
  }

  func boolean() throws(MappingError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    case let text: throw error(found: "\"\(text)\"", expected: "true or false")
    }
  }

  /// The elements of a list; a single text is a list of one.
  func list() throws(MappingError) -> [MappingNode] {
    switch node {
    case .sequence(let nodes): return nodes.map { MappingNode(node: $0, file: file) }
    case .scalar: return [self]
    case .mapping, .alias: throw error(found: kind, expected: "a list")
    }
  }

  /// The keys and values of a table, in order, each key once.
  func pairs() throws(MappingError) -> [(key: MappingNode, value: MappingNode)] {
    guard case .mapping(let pairs) = node else { throw error(found: kind, expected: "keys and values") }
    return pairs.map { (MappingNode(node: $0.key, file: file), MappingNode(node: $0.value, file: file)) }
  }

  /// The values of a table whose keys are known.
  ///
  /// Throws for a key that is not among them.
  func fields(_ known: [String]) throws(MappingError) -> [String: MappingNode] {
    var fields: [String: MappingNode] = [:]
    for (key, value) in try pairs() {
      let name = try key.text()
      guard known.contains(name) else {
        throw key.error(found: "the key \"\(name)\"", expected: "one of \(known.joined(separator: ", "))")
      }
      fields[name] = value
    }
    return fields
  }

  private var kind: String {
    switch node {
    case .scalar: "a text"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension MappingError {
  fileprivate init(_ error: any Error, file: String) {
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        file: file, line: context.mark.line, found: "the key \"\(duplicates.first ?? "")\" twice",
        expected: "each key once")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, found: "no YAML: \(problem)", expected: "YAML")
    case .reader(let problem, _, _, _):
      self.init(file: file, line: nil, found: "no YAML: \(problem)", expected: "YAML")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, nil:
      self.init(file: file, line: nil, found: "\(error)", expected: "YAML")
    }
  }
}
