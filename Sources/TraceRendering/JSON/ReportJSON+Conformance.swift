import RaftTraceChecker
import TraceFormat

extension ReportJSON {
  /// Writes what the replay found, where it was asked for.
  func writeConformance(to writer: inout JSONWriter) {
    guard let conformance = report.conformance else { return }
    writer.key("conformance")
    writer.beginObject()
    writer.member("status", conformance.status.rawValue)
    writer.member("replayedEvents", conformance.replayedEvents)
    writer.member("facts", conformance.facts)
    writer.member("refutationCount", conformance.refutationCount)
    writer.key("refutations")
    writer.beginArray()
    for refutation in conformance.refutations { write(refutation, to: &writer) }
    writer.endArray()
    writer.member("limits", conformance.limits.map { sentences.sentence($0) })
    writer.endObject()
  }

  /// Writes a refutation as a violation like those of the properties.
  func writeViolation(_ refutation: Refutation, to writer: inout JSONWriter) {
    let line = Witness(
      position: refutation.position, server: refutation.server, statement: refutation.shown)
    let nearest = refutation.nearMisses.first?.requirement
    writer.beginObject()
    writer.member("property", ConformanceDescription.name)
    writer.member("layer", CheckLayer.conformance.rawValue)
    writer.member("sentence", ConformanceDescription.sentence)
    writer.member("because", sentences.sentence(refutation))
    writer.member("group", context.symbols[refutation.group])
    writer.member("reference", nearest?.reference ?? ConformanceDescription.reference)
    write(refutation.causes + [line], as: "witnesses", to: &writer)
    writeFirstUnexplained(refutation.position, to: &writer)
    writer.endObject()
  }

  private func write(_ refutation: Refutation, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("group", context.symbols[refutation.group])
    writer.member("server", names[refutation.server])
    writeMembers(of: refutation.position, to: &writer)
    writer.member("says", sentences.sentence(refutation.shown, of: refutation.server))
    writer.key("nearest")
    writer.beginArray()
    for nearMiss in refutation.nearMisses { write(nearMiss, to: &writer) }
    writer.endArray()
    write(refutation.causes, as: "because", to: &writer)
    writer.endObject()
  }

  private func write(_ nearMiss: NearMiss, to writer: inout JSONWriter) {
    let requirement = nearMiss.requirement
    writer.beginObject()
    writer.member("step", requirement.step.rawValue)
    writer.member("name", requirement.rawValue)
    writer.member("requirement", requirement.formula)
    writer.member("reference", requirement.reference)
    if let expected = sentences.expectation(nearMiss) { writer.member("expected", expected) }
    if let found = nearMiss.found { writer.member("found", sentences.phrase(found)) }
    writer.endObject()
  }
}
