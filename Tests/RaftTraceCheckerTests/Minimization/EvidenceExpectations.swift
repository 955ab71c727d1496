import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

/// What must be true of every reduced trace, whatever the violation.
struct EvidenceExpectations {
  let trace: RecordedTrace
  let symbols: TraceSymbols
  let name: String

  /// Reduces for each violation of the trace.
  ///
  /// - Returns: how many violations there were.
  func expectAll() throws -> Int {
    let report = trace.check(symbols: symbols)
    let targets = ViolationTarget.all(of: report)
    for target in targets { try expect(target, among: targets) }
    return targets.count
  }

  private func reduced(_ trace: RecordedTrace, _ target: ViolationTarget) -> RecordedTrace {
    EvidenceReduction(trace: trace, symbols: symbols, target: target).run().trace
  }

  private func expect(_ target: ViolationTarget, among targets: [ViolationTarget]) throws {
    let hint: Comment = "\(name), \(target)"
    let reduction = EvidenceReduction(trace: trace, symbols: symbols, target: target).run()
    let result = reduction.trace
    let report = result.check(symbols: symbols)
    #expect(target.isShown(by: report), hint)
    #expect(Set(targets).isSuperset(of: ViolationTarget.all(of: report)), hint)
    #expect(reduced(trace, target).lines.map(\.event) == result.lines.map(\.event), "deterministic: \(hint)")
    #expect(reduced(result, target).lines.map(\.event) == result.lines.map(\.event), "idempotent: \(hint)")
    expectStarts(result, hint)
    try expectReread(result, report, hint)
    if result.claims.contains(.isComplete) {
      if target.layer == .facts { expectWholeKinds(result, hint) }
    } else {
      #expect(reduction.isOneMinimal, hint)
      expectOneMinimal(result, target, hint)
    }
  }

  /// Each line that nothing else needs is left out by itself, and the violation vanishes.
  private func expectOneMinimal(_ result: RecordedTrace, _ target: ViolationTarget, _ hint: Comment) {
    let needs = EvidenceNeeds(result, symbols: symbols)
    let all = Array(result.lines.indices)
    for place in all {
      for left in needs.leavings(of: all, without: [place]) {
        #expect(left.count < all.count, hint)
        #expect(needs.closure(of: left) == left, "closed: \(hint)")
        #expect(!target.isShown(by: result.part(left).check(symbols: symbols)), "without \(place): \(hint)")
      }
    }
  }

  /// A line of one server and one file in one input: positions and servers tell histories apart.
  private struct History: Hashable {
    var group: GroupID
    var server: ServerID
    var file: FileID

    init(_ event: TraceEvent) { (group, server, file) = (event.group, event.server, event.position.file) }
  }

  private func histories(_ lines: [RecordedTrace.Line]) -> [History: [TraceEvent]] {
    Dictionary(grouping: lines.map(\.event)) { History($0) }
  }

  /// No start is missing between two lines of a server, nor the one before its first line.
  private func expectStarts(_ result: RecordedTrace, _ hint: Comment) {
    let whole = histories(trace.lines)
    for (history, kept) in histories(result.lines) {
      let all = whole[history] ?? []
      guard let first = all.firstIndex(of: kept[0]), let last = all.lastIndex(of: kept[kept.count - 1]) else {
        Issue.record("a line is not of the trace: \(hint)")
        continue
      }
      let claimsAll = result.claims.contains(.isComplete)
      let life = claimsAll ? first : all[...first].lastIndex { $0.kind == .start } ?? first
      let starts = all[life...last].filter { $0.kind == .start }
      #expect(kept.filter { $0.kind == .start } == starts, hint)
    }
  }

  /// Of a kind that a complete result shows, nothing is missing between two lines of a server.
  private func expectWholeKinds(_ result: RecordedTrace, _ hint: Comment) {
    let whole = histories(trace.lines)
    let kinds = Set(result.lines.map { EvidenceClass($0.event.kind) })
    for (history, kept) in histories(result.lines) {
      let all = whole[history] ?? []
      guard let first = all.firstIndex(of: kept[0]), let last = all.lastIndex(of: kept[kept.count - 1]) else {
        continue
      }
      #expect(kept == all[first...last].filter { kinds.contains(EvidenceClass($0.kind)) }, hint)
    }
  }

  /// Written and read again it says the same of the same lines.
  private func expectReread(_ result: RecordedTrace, _ report: CheckReport, _ hint: Comment) throws {
    guard result.dialects.count == 1, result.gaps.isEmpty else { return }
    var writer = NativeTraceWriter(symbols: symbols, dialect: result.dialects[0], fileName: "small.ndjson")
    for line in result.lines { writer.write(line.event) }
    let read = try TestTrace(sources: [ByteSource(bytes: writer.takeBytes(), name: "small.ndjson")])
    #expect(places(read.check(), read.symbols) == places(report, symbols), hint)
    let (written, own) = (read.lines.map(\.event.position), result.lines.map(\.event.position))
    #expect(written.map(read.symbols.describe) == own.map(symbols.describe), hint)
  }

  private func places(_ report: CheckReport, _ symbols: TraceSymbols) -> [[String]] {
    report.violations.map { [$0.property.rawValue] + $0.witnesses.map { symbols.describe($0.position) } }
      + (report.conformance?.refutations ?? []).map { refutation in
        [refutation.nearMisses.first?.requirement.rawValue ?? "", symbols.describe(refutation.position)]
      }
  }
}

extension RecordedTrace {
  /// A test's trace, in the form in which it can be reduced.
  init(_ trace: TestTrace) {
    let count = (trace.lines.map(\.input).max() ?? -1) + 1
    self.init(dialects: Array(repeating: SourceDialect(), count: count))
    for line in trace.lines {
      dialects[line.input] = line.dialect
      lines.append(Line(line.event, input: line.input))
    }
  }
}
