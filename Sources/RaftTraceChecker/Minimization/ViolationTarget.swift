import TraceFormat

/// The violation that a minimized trace must still show: another one would be another bug.
public enum ViolationTarget: Hashable, Sendable {
  /// A property, and the kind of facts that clash.
  case property(PropertyName, ClashKind)
  /// A line that no step of Raft explains, by the requirement that failed in the step that comes nearest.
  case step(ReplayRequirement)

  /// The violations of a report, the first the one that it begins with: properties first, as they are harm.
  public static func all(of report: CheckReport) -> [ViolationTarget] {
    var targets: [ViolationTarget] = []
    for violation in report.violations {
      append(.property(violation.property, violation.clash.kind), to: &targets)
    }
    for refutation in report.conformance?.refutations ?? [] {
      guard let nearest = refutation.nearMisses.first else { continue }
      append(.step(nearest.requirement), to: &targets)
    }
    return targets
  }

  private static func append(_ target: ViolationTarget, to targets: inout [ViolationTarget]) {
    if !targets.contains(target) { targets.append(target) }
  }

  /// The layer that shows it; the other need not be asked.
  public var layer: CheckLayer {
    switch self {
    case .property: .facts
    case .step: .conformance
    }
  }

  /// The lines of each violation of a report that is the target.
  func positions(in report: CheckReport) -> [[SourcePosition]] {
    switch self {
    case .property(let name, let kind):
      report.violations.filter { $0.property == name && $0.clash.kind == kind }
        .map { $0.witnesses.map(\.position) }
    case .step(let requirement):
      (report.conformance?.refutations ?? []).filter { $0.nearMisses.first?.requirement == requirement }
        .map { [$0.position] }
    }
  }

  /// Whether a report shows it.
  public func isShown(by report: CheckReport) -> Bool {
    switch self {
    case .property(let name, let kind):
      report.violations.contains { $0.property == name && $0.clash.kind == kind }
    case .step(let requirement):
      report.conformance?.refutations.contains { $0.nearMisses.first?.requirement == requirement } ?? false
    }
  }
}
