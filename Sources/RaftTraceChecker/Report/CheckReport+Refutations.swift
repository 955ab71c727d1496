public import TraceFormat

/// How the two layers speak of the same line.
extension CheckReport {
  /// The refutation of the line to which a violation of a property leads back.
  public func refutation(of violation: Violation) -> Refutation? {
    conformance?.refutations.first {
      $0.position == violation.firstUnexplained && $0.group == violation.group
    }
  }

  /// The refutations of lines of which no violation of a property speaks as the first wrong one.
  public var ownRefutations: [Refutation] {
    (conformance?.refutations ?? []).filter { refutation in
      !violations.contains { $0.firstUnexplained == refutation.position && $0.group == refutation.group }
    }
  }

  /// The first violation of each property of which a line stands further down in the refuted line's file, with that line.
  ///
  /// A property that leads back to the refuted line itself is no consequence of it. Lines of other files have no
  /// proven order, so they are not told to come later.
  public func consequences(of refutation: Refutation) -> [(position: SourcePosition, violation: Violation)] {
    let others = violations.filter { $0.group == refutation.group }
    var told = Set(others.filter { $0.firstUnexplained == refutation.position }.map(\.property))
    var consequences: [(position: SourcePosition, violation: Violation)] = []
    for violation in others where !told.contains(violation.property) {
      guard let position = violation.completion(in: refutation.position.file),
        position.line > refutation.position.line
      else { continue }
      told.insert(violation.property)
      consequences.append((position, violation))
    }
    return consequences.sorted { $0.position.line < $1.position.line }
  }
}

extension Violation {
  /// The last of its lines in a file: before that line was written, the violation could not be seen.
  fileprivate func completion(in file: FileID) -> SourcePosition? {
    witnesses.map(\.position).filter { $0.file == file }.max { $0.line < $1.line }
  }
}
