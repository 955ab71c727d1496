public import TraceFormat

/// Makes of an observed trace the fewest of its lines that prove the violation.
///
/// A trace of a real cluster has no schedule that could be executed again; what can be left out are its lines. The check is
/// the judge of what is left. The result is honest in three ways (`Documentation/Decisions/0009`):
///
/// - it shows the violation, and none that the whole trace does not show;
/// - it keeps what its lines need (`EvidenceNeeds`), above all every start between two lines of a server;
/// - it makes no absence. If the source claims that it shows everything, the result takes the claim back where the
///   violation can do without it; any line may go then (`EvidenceSearch`). Where it cannot, the claim stays and stays true
///   (`CompleteEvidenceSearch`).
///
/// The result is one input wherever one file can hold it, so that what is written is what was checked. Each line keeps the
/// position that it was read from.
public struct EvidenceReduction {
  private let trace: RecordedTrace
  private let symbols: TraceSymbols
  private let target: ViolationTarget
  private let report: CheckReport?

  /// - Parameter target: the violation to keep; the check of the trace must show it.
  /// - Parameter report: what the check of the trace says; it is made where it is not given.
  public init(
    trace: RecordedTrace, symbols: TraceSymbols, target: ViolationTarget, report: CheckReport? = nil
  ) {
    self.trace = trace
    self.symbols = symbols
    self.target = target
    self.report = report
  }

  /// Reduces until no single line can go, or until `progress` says no: then the best so far is the result.
  ///
  /// - Parameter progress: called before each candidate is put to the test; false ends the reduction.
  /// - Returns: the reduced trace; how many checks it took; and whether each single line, with what depends on it, was left
  ///   out and the violation vanished. That may be false of a trace that stays complete: a line in the midst of others cannot
  ///   be left out there, whatever it is worth. A trace that does not show the target is returned as it is.
  public func run(
    progress: (MinimizationProgress) -> Bool = { _ in true }
  ) -> (trace: RecordedTrace, calls: Int, isOneMinimal: Bool) {
    withoutActuallyEscaping(progress) { run(asking: $0) }
  }

  private func run(
    asking progress: @escaping (MinimizationProgress) -> Bool
  ) -> (trace: RecordedTrace, calls: Int, isOneMinimal: Bool) {
    let whole = report ?? trace.check(symbols: symbols)
    var calls = 1
    guard target.isShown(by: whole) else { return (trace, calls, false) }
    for form in forms {
      let isSampled = !form.claims.contains(.isComplete)
      var oracle = EvidenceOracle(
        form, symbols: symbols, target: target, whole: whole, isAnchored: !isSampled,
        layers: isSampled ? [.facts] : Set(CheckLayer.allCases), calls: calls, progress: progress)
      let report = oracle.evidence(Array(form.lines.indices))
      calls = oracle.calls
      if oracle.isStopped { return named(whole, calls) ?? (trace, calls, false) }
      guard let report else { continue }
      let found = search(oracle, report)
      return (form.part(found.places), found.oracle.calls, found.isOneMinimal)
    }
    return (trace, calls, false)
  }

  /// The lines that the report names, where these alone are evidence: what there is time for when there is none.
  private func named(
    _ whole: CheckReport, _ calls: Int
  ) -> (trace: RecordedTrace, calls: Int, isOneMinimal: Bool)? {
    guard let form = forms.first, !form.claims.contains(.isComplete) else { return nil }
    let oracle = EvidenceOracle(
      form, symbols: symbols, target: target, whole: whole, isAnchored: false, layers: [.facts], calls: calls,
      progress: { _ in true })
    var search = EvidenceSearch(oracle, symbols: symbols, target: target)
    let (places, callCount) = search.named(by: whole)
    return places.map { (form.part($0), callCount, false) }
  }

  private func search(
    _ oracle: EvidenceOracle, _ report: CheckReport
  ) -> (places: [Int], oracle: EvidenceOracle, isOneMinimal: Bool) {
    if oracle.trace.claims.contains(.isComplete) {
      var search = CompleteEvidenceSearch(oracle, symbols: symbols, target: target)
      return search.run()
    }
    var search = EvidenceSearch(oracle, symbols: symbols, target: target)
    return search.run(report)
  }

  /// The trace with as few claims as may do, the most modest form first; as one input before as several.
  private var forms: [RecordedTrace] {
    var forms: [RecordedTrace] = []
    var seen: [TraceClaims] = []
    for claims: TraceClaims in [[.isComplete, .showsMessages], .showsMessages, []] {
      let form = trace.withdrawing(claims)
      if seen.contains(form.claims) { continue }
      seen.append(form.claims)
      let joined = form.joined()
      if let joined { forms.append(joined) }
      if trace.dialects.count > 1 || joined == nil { forms.append(form) }
    }
    return forms
  }
}
