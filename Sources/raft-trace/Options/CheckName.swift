import ArgumentParser
import RaftTraceChecker

/// What `--only` chooses and `explain` tells: a property, or the replay.
enum CheckName {
  case property(PropertyName)
  case conformance

  /// The one of that name, whatever its letters' case.
  init(_ name: String) throws {
    guard let found = Self.named(name) else { throw Self.unknown(name, "property") }
    self = found
  }

  /// nil where nothing has that name.
  static func named(_ name: String) -> CheckName? {
    let wanted = name.lowercased()
    if ConformanceDescription.name.lowercased() == wanted { return .conformance }
    return PropertyName.allCases.first { $0.rawValue.lowercased() == wanted }.map { .property($0) }
  }

  static func unknown(_ name: String, _ what: String) -> ValidationError {
    let names = PropertyName.allCases.map(\.rawValue) + [ConformanceDescription.name]
    return ValidationError(
      "No \(what) is called '\(name)'; known are: \(names.joined(separator: ", ")).")
  }
}
