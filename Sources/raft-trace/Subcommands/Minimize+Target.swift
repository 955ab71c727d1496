import ArgumentParser
import RaftTraceChecker
import TraceFormat
import TraceRendering

extension Minimize {
  /// The violation to keep: the first of the report, or the one that was asked for.
  func target(in report: CheckReport, wasReadToEnd: Bool) throws -> ViolationTarget {
    let targets = ViolationTarget.all(of: report)
    guard let property else {
      guard let first = targets.first else { throw Self.nothing(in: report, wasReadToEnd: wasReadToEnd) }
      say(others: targets, besides: first)
      return first
    }
    let isAskedFor = try Self.named(property, targets)
    if let target = targets.first(where: isAskedFor) { return target }
    let what = targets.isEmpty ? Self.nothingViolated(report) : "it violates \(Self.names(targets))"
    throw Console.fail("the trace does not violate \(property): \(what)", .nothingToMinimize)
  }

  /// Whether a violation is of that name: a property, Conformance, or a requirement of the replay.
  private static func named(
    _ name: String, _ targets: [ViolationTarget]
  ) throws -> (ViolationTarget) -> Bool {
    switch CheckName.named(name) {
    case .property(let property): return { $0.name == property.rawValue }
    case .conformance: return { $0.layer == .conformance }
    case nil: break
    }
    let requirement = ReplayRequirement.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
    if let requirement { return { $0 == .step(requirement) } }
    let violated = targets.isEmpty ? "nothing" : names(targets)
    throw ValidationError("No property or requirement is called '\(name)'; the trace violates \(violated).")
  }

  /// Says which violation is kept where there are several.
  private func say(others targets: [ViolationTarget], besides target: ViolationTarget) {
    let others = targets.filter { $0.name != target.name }
    guard !others.isEmpty else { return }
    Console.say(
      "raft-trace: the trace violates \(target.name), which is kept; --property chooses another: \(Self.names(others))"
    )
  }

  private static func nothing(in report: CheckReport, wasReadToEnd: Bool) -> ExitCode {
    // Behind a line that could not be read anything may be violated.
    Console.fail(
      "nothing to minimize: \(nothingViolated(report))",
      wasReadToEnd ? .nothingToMinimize : .malformedInput)
  }

  private static func nothingViolated(_ report: CheckReport) -> String {
    "the trace violates nothing; \(report.count(.held)) of \(report.properties.count) properties held, "
      + "\(report.count(.notObservable)) not observable"
  }

  private static func names(_ targets: [ViolationTarget]) -> String {
    var names: [String] = []
    for target in targets where !names.contains(target.name) { names.append(target.name) }
    return names.joined(separator: ", ")
  }
}
