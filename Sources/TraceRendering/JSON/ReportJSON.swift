public import RaftTraceChecker
import TraceFormat

/// The report for programs: one JSON document of the schema `Documentation/report.schema.json`.
///
/// Stable: within one version of the schema members may be added, but neither removed nor given another meaning. Equal
/// reports give equal bytes. Names stand as the trace has them; sentences are the same as in the text for people.
public struct ReportJSON {
  /// The contract's name and version, the first member of every document.
  public static let schema = "raft-trace/report/1"

  let report: CheckReport
  let context: ReportContext
  let names: UniqueNames
  let sentences: Sentences
  private let isIndented: Bool

  /// - Parameter isIndented: One member a line; otherwise the document is one line.
  public init(_ report: CheckReport, context: ReportContext, isIndented: Bool = true) {
    self.report = report
    self.context = context
    self.names = UniqueNames(context.symbols)
    self.sentences = Sentences(symbols: context.symbols)
    self.isIndented = isIndented
  }

  /// The document, ended by a newline.
  public var text: String {
    var writer = JSONWriter(options: JSONWriter.Options(isIndented: isIndented))
    write(to: &writer)
    writer.newline()
    return writer.text
  }

  /// Writes the document as a value within another.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeSummary(to: &writer)
    writeProperties(to: &writer)
    writeConformance(to: &writer)
    writeViolations(to: &writer)
    writeFiles(to: &writer)
    writer.endObject()
  }

  private func writeSummary(to writer: inout JSONWriter) {
    writer.member("schema", Self.schema)
    writer.member("verdict", report.verdict.rawValue)
    writer.member("events", report.events)
    writer.member("servers", report.servers.map { names[$0] })
    writeIdentities(to: &writer)
    writer.member("groups", report.groups)
    writer.member("layers", report.layers.map(\.rawValue))
  }

  /// Tells which identity each name stands for, where a trace has both.
  private func writeIdentities(to writer: inout JSONWriter) {
    let renamed = report.servers.filter { names[$0] != context.symbols[$0] }
    guard !renamed.isEmpty else { return }
    writer.key("identities")
    writer.beginArray()
    for server in renamed {
      writer.beginObject()
      writer.member("server", names[server])
      writer.member("identity", context.symbols[server])
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeProperties(to writer: inout JSONWriter) {
    writer.key("properties")
    writer.beginArray()
    for property in report.properties {
      writer.beginObject()
      writer.member("name", property.name.rawValue)
      writer.member("status", property.status.rawValue)
      writer.member("facts", property.facts)
      if !property.missing.isEmpty { writer.member("missing", property.missing) }
      if property.violationCount > 0 { writer.member("violations", property.violationCount) }
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeViolations(to writer: inout JSONWriter) {
    writer.key("violations")
    writer.beginArray()
    for violation in report.violations { write(violation, to: &writer) }
    for refutation in report.ownRefutations { writeViolation(refutation, to: &writer) }
    writer.endArray()
  }

  private func write(_ violation: Violation, to writer: inout JSONWriter) {
    let description = context.describe(violation.property)
    writer.beginObject()
    writer.member("property", violation.property.rawValue)
    writer.member("layer", CheckLayer.facts.rawValue)
    writer.member("sentence", description.sentence)
    writer.member("because", sentences.sentence(violation.clash))
    writer.member("group", context.symbols[violation.group])
    writer.member("reference", description.reference)
    write(violation.witnesses, as: "witnesses", to: &writer)
    if let position = violation.firstUnexplained { writeFirstUnexplained(position, to: &writer) }
    writer.endObject()
  }

  func writeFirstUnexplained(_ position: SourcePosition, to writer: inout JSONWriter) {
    writer.key("firstUnexplained")
    writer.beginObject()
    writeMembers(of: position, to: &writer)
    writer.endObject()
  }

  func write(_ witnesses: [Witness], as key: StaticString, to writer: inout JSONWriter) {
    writer.key(key)
    writer.beginArray()
    for witness in witnesses { write(witness, to: &writer) }
    writer.endArray()
  }

  private func write(_ witness: Witness, to writer: inout JSONWriter) {
    writer.beginObject()
    writeMembers(of: witness.position, to: &writer)
    writer.member("server", names[witness.server])
    writer.member("says", sentences.sentence(witness))
    writer.endObject()
  }

  func writeMembers(of position: SourcePosition, to writer: inout JSONWriter) {
    writer.member("file", context.symbols[position.file])
    writer.member("line", Int(position.line))
    if position.state > 0 { writer.member("state", Int(position.state)) }
  }

  private func writeFiles(to writer: inout JSONWriter) {
    writer.key("files")
    writer.beginArray()
    for input in context.inputs {
      writer.beginObject()
      writer.member("file", input.file)
      writer.member("format", input.format)
      writer.member("lines", input.tally.lines)
      writer.member("events", input.tally.events)
      writer.member("linesWithoutEvents", input.tally.linesWithoutEvents)
      writer.member("linesWithoutServer", input.tally.linesWithoutServer)
      writer.member("badLines", input.tally.badLines)
      writer.member("cutLines", input.tally.cutLines)
      writer.key("readToEnd")
      writer.value(input.wasReadToEnd)
      writer.endObject()
    }
    writer.endArray()
  }
}
