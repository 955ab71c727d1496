import RaftTraceChecker
import TraceFormat

extension ShortReport {
  /// Writes what is violated besides what the report begins with: one entry a property, and how many lines more.
  func writeProperties(besides lead: Lead, to page: inout TextPage) {
    switch lead {
    case .refutation(let refutation): writeProperties(besides: refutation, to: &page)
    case .violation(let violation):
      writeEntries("Also violated", firstViolations { $0 != violation.property }, to: &page)
    case .none: break
    }
  }

  private func writeProperties(besides refutation: Refutation, to page: inout TextPage) {
    let later = report.consequences(of: refutation).map { BrokenProperty($0.violation, at: $0.position) }
    let here = properties(of: refutation)
    let others = firstViolations { name in
      !here.contains(name) && !later.contains { $0.violation.property == name }
    }
    let left = max(room.properties - later.count, 1)
    writeEntries("What became visible later", later, to: &page)
    if room.othersAreTold || later.isEmpty {
      writeEntries("Also violated", others, maximum: left, to: &page)
    } else if !others.isEmpty {
      page.flow([TextSpan("Also violated", .heading), TextSpan(count(others))])
    }
    writeRest(to: &page)
  }

  /// The properties that the refuted line itself violates.
  func properties(of refutation: Refutation) -> [PropertyName] {
    let names = report.violations.filter { isOf($0, refutation) }.map(\.property)
    return PropertyName.allCases.filter(names.contains)
  }

  /// Whether the violation is told by the refuted line itself.
  private func isOf(_ violation: Violation, _ refutation: Refutation) -> Bool {
    violation.group == refutation.group
      && (violation.firstUnexplained ?? violation.last) == refutation.position
  }

  /// The first violation of each property that is asked for; where all lines are of one file, in their order.
  private func firstViolations(_ isAskedFor: (PropertyName) -> Bool) -> [BrokenProperty] {
    var told: Set<PropertyName> = []
    let first = report.violations.filter { isAskedFor($0.property) && told.insert($0.property).inserted }
    let broken = first.map { BrokenProperty($0, at: $0.last) }
    guard isOneFile else { return broken }
    return broken.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }.map(\.element)
  }

  private func writeEntries(
    _ heading: String, _ properties: [BrokenProperty], maximum: Int? = nil, to page: inout TextPage
  ) {
    guard !properties.isEmpty else { return }
    let shown = properties.prefix(maximum ?? room.properties)
    let rest = properties.count - shown.count
    let more =
      rest > 0 ? "(\(shown.count) of \(count(properties)))" : ""
    page.flow([TextSpan(heading, .heading), TextSpan(more)])
    let entries = shown.map { property in
      let place = property.position.map { self.place($0) } ?? TextSpan("")
      let name = TextSpan(name(property.violation.property) + ":", .heading)
      return (place, [name, TextSpan(clash(property.violation))])
    }
    writeEntries(entries, maximum: room.propertyLines, to: &page)
  }

  private func count(_ properties: [BrokenProperty]) -> String {
    Numerals.count(properties.count, "property", "properties")
  }

  /// The property's name, and how often it is violated where that is more than once.
  private func name(_ property: PropertyName) -> String {
    let count = report.properties.first { $0.name == property }?.violationCount ?? 1
    return count > 1 ? "\(property.rawValue) ×\(Numerals.grouped(count))" : property.rawValue
  }

  private func clash(_ violation: Violation) -> String {
    prefix(of: violation.group) + sentences.sentence(violation.clash)
  }

  /// Counts the further lines that no step explains.
  private func writeRest(to page: inout TextPage) {
    guard let conformance = report.conformance, conformance.refutationCount > 1 else { return }
    let lines = Numerals.count(conformance.refutationCount - 1, "more line")
    let next = conformance.refutations.dropFirst().first
    let told = room.nextLineIsTold ? next.map { [TextSpan("the next is"), place($0.position)] } : nil
    let end = told == nil ? "" : ";"
    page.flow([TextSpan("\(lines) that no step of Raft explains\(end)")] + (told ?? []), hanging: 2)
  }
}

/// A property, with the violation told of it and the line from which it can be seen.
private struct BrokenProperty {
  var violation: Violation
  var position: SourcePosition?

  init(_ violation: Violation, at position: SourcePosition?) {
    self.violation = violation
    self.position = position
  }

  var line: UInt32 { position?.line ?? .max }
}

extension Violation {
  /// The last of its lines; where they are of several files, the one that a person reads last.
  fileprivate var last: SourcePosition? {
    let positions = witnesses.map(\.position)
    guard let file = positions.last?.file, positions.allSatisfy({ $0.file == file }) else {
      return positions.last
    }
    return positions.max { $0.line < $1.line }
  }
}
