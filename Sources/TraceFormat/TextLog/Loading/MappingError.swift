/// What keeps a mapping from being used: where it is, what was found and what was expected.
///
/// Its description is one line: `etcd.yaml:12: found the field "trem", expected a field of an event`.
public struct MappingError: Error, Equatable, Sendable {
  /// The name of the mapping's file, as the user gave it.
  public var file: String
  /// Counted from 1; nil where the error belongs to no line.
  public var line: Int?
  public var found: String
  public var expected: String

  public init(file: String, line: Int?, found: String, expected: String) {
    self.file = file
    self.line = line
    self.found = found
    self.expected = expected
  }
}

extension MappingError: CustomStringConvertible {
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): found \(found), expected \(expected)"
  }
}

/// What is wrong with a value, before it is known at which line of which file it stands.
struct MappingFault: Error, Equatable {
  let found: String
  let expected: String
}
