/// A mapping of the user's, of a log's lines or of a specification's states; its first key tells which.
///
/// Documentation/Mappings.md.
public enum MappingFile: Sendable {
  case log(LogMapping)
  case states(SpecMapping)

  /// Compiles a mapping; `file` names it in errors.
  ///
  /// Throws the first mistake, with the line of the file.
  public init(yaml: [UInt8], file: String) throws(MappingError) {
    guard yaml.count <= LogMapping.lengthMaximum, let text = String(validating: yaml, as: UTF8.self) else {
      self = .log(try LogMapping(yaml: yaml, file: file))
      return
    }
    let root = try MappingNode.root(of: text, file: file)
    guard root.hasKey("states") else {
      self = .log(try LogMapping(yaml: yaml, file: file))
      return
    }
    var loader = try SpecMappingLoader(root)
    self = .states(try loader.load())
  }
}

extension MappingNode {
  fileprivate func hasKey(_ key: String) -> Bool {
    guard let pairs = try? pairs() else { return false }
    return pairs.contains { (try? $0.key.text()) == key }
  }
}
