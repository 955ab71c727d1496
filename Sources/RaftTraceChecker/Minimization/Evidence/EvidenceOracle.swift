import TraceFormat

/// Puts parts of a trace to the test: whether their check shows the violation, and nothing new.
///
/// Lines are named by their places in the trace, in rising order.
struct EvidenceOracle {
  let trace: RecordedTrace
  private let symbols: TraceSymbols
  private let target: ViolationTarget
  private let layers: Set<CheckLayer>
  /// What the whole trace shows; anything else would be an artefact of the omission.
  private let known: Set<ViolationTarget>
  /// The instances of the target that the whole trace shows, where an instance must be one of them.
  private let anchors: Set<Anchor>?
  private let progress: (MinimizationProgress) -> Bool

  /// What is being tried, for the progress.
  var pass: StaticString = "whole trace"
  private(set) var calls: Int
  /// Whether the caller has ended the search; then nothing is evidence any more.
  private(set) var isStopped = false
  private var smallest: Int

  /// One violation with all that the report says of it.
  private enum Anchor: Hashable {
    case violation(Violation)
    case refutation(Refutation)
  }

  /// - Parameters:
  ///   - whole: what the whole trace, as it was recorded, shows.
  ///   - isAnchored: whether the violation must be one of the whole trace's, with its numbers and its witnesses.
  ///   - calls: those that were made before.
  init(
    _ trace: RecordedTrace, symbols: TraceSymbols, target: ViolationTarget, whole: CheckReport,
    isAnchored: Bool, layers: Set<CheckLayer>, calls: Int,
    progress: @escaping (MinimizationProgress) -> Bool
  ) {
    self.trace = trace
    self.symbols = symbols
    self.target = target
    self.layers = layers
    self.calls = calls
    self.progress = progress
    known = Set(ViolationTarget.all(of: whole))
    anchors = isAnchored ? Self.anchors(of: target, in: whole) : nil
    smallest = trace.lines.count
  }

  /// Whether these lines show the target, and no violation that the whole trace does not show.
  mutating func isEvidence(_ places: [Int]) -> Bool { evidence(places) != nil }

  /// What the check of these lines says, where they are evidence.
  mutating func evidence(_ places: [Int]) -> CheckReport? {
    let step = MinimizationProgress(pass: pass, size: smallest, oracleCalls: calls)
    if isStopped || !progress(step) {
      isStopped = true
      return nil
    }
    calls += 1
    let report = trace.checkPart(places, symbols: symbols, layers: layers)
    guard target.isShown(by: report), known.isSuperset(of: ViolationTarget.all(of: report)) else {
      return nil
    }
    if let anchors, anchors.isDisjoint(with: Self.anchors(of: target, in: report)) { return nil }
    smallest = min(smallest, places.count)
    return report
  }

  private static func anchors(of target: ViolationTarget, in report: CheckReport) -> Set<Anchor> {
    switch target {
    case .property(let name, let kind):
      let violations = report.violations.filter { $0.property == name && $0.clash.kind == kind }
      return Set(violations.map { .violation($0) })
    case .step(let requirement):
      let refutations = report.conformance?.refutations ?? []
      let same = refutations.filter { $0.nearMisses.first?.requirement == requirement }
      return Set(same.map { .refutation($0) })
    }
  }
}

extension ViolationTarget {
  /// For each instance of the target in a report, the lines that the report names for it.
  func witnesses(in report: CheckReport) -> [[Witness]] {
    switch self {
    case .property(let name, let kind):
      report.violations.filter { $0.property == name && $0.clash.kind == kind }.map(\.witnesses)
    case .step(let requirement):
      (report.conformance?.refutations ?? []).filter { $0.nearMisses.first?.requirement == requirement }
        .map {
          $0.causes + [Witness(position: $0.position, server: $0.server, statement: $0.shown)]
        }
    }
  }
}
