import RaftTraceChecker
import TraceFormat

/// The report of a minimization for programs: one JSON document of the schema `Documentation/minimization.schema.json`.
///
/// Stable as `ReportJSON` is. How long it took does not stand here: equal minimizations give equal bytes.
public struct MinimizationJSON {
  /// The contract's name and version, the first member of every document.
  public static let schema = "raft-trace/minimization/1"

  private let summary: MinimizationSummary
  private var minimization: Minimization { summary.minimization }

  public init(_ summary: MinimizationSummary) { self.summary = summary }

  /// The document, ended by a newline.
  public var text: String {
    var writer = JSONWriter(options: JSONWriter.Options(isIndented: true))
    writer.beginObject()
    writer.member("schema", Self.schema)
    writeTarget(to: &writer)
    write(minimization.before, as: "before", to: &writer)
    write(minimization.after, as: "after", to: &writer)
    writeMethod(to: &writer)
    writer.member("candidates", minimization.oracleCalls)
    writer.key("oneMinimal")
    writer.value(minimization.isOneMinimal)
    writer.member("ended", summary.ending.rawValue)
    writer.key("report")
    ReportJSON(summary.report, context: summary.context).write(to: &writer)
    writer.endObject()
    writer.newline()
    return writer.text
  }

  private func writeTarget(to writer: inout JSONWriter) {
    writer.key("violation")
    writer.beginObject()
    switch minimization.target {
    case .property(let name, let kind):
      writer.member("property", name.rawValue)
      writer.member("kind", kind.rawValue)
    case .step(let requirement):
      writer.member("property", ConformanceDescription.name)
      writer.member("kind", requirement.rawValue)
    }
    writer.endObject()
  }

  private func write(_ size: TraceSize, as key: StaticString, to writer: inout JSONWriter) {
    writer.key(key)
    writer.beginObject()
    writer.member("events", size.events)
    if let steps = size.steps { writer.member("steps", steps) }
    writer.member("servers", size.servers)
    writer.member("terms", size.terms)
    writer.endObject()
  }

  private func writeMethod(to writer: inout JSONWriter) {
    switch minimization.method {
    case .evidence: writer.member("method", "evidence")
    case .untouched: writer.member("method", "untouched")
    case .rerun(let rerun):
      writer.member("method", "rerun")
      if let mutation = rerun.mutation { writer.member("mutation", mutation) }
      if !rerun.alternatives.isEmpty {
        writer.key("alternatives")
        writer.beginArray()
        for mutation in rerun.alternatives { writer.value(mutation) }
        writer.endArray()
      }
      writer.member("deviations", rerun.deviationCount)
      writeNames(to: &writer)
      writeSteps(to: &writer)
    }
  }

  private func writeNames(to writer: inout JSONWriter) {
    writer.key("renamed")
    writer.beginArray()
    for server in summary.renamed {
      writer.beginObject()
      writer.member("server", server.name)
      writer.member("was", server.original)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeSteps(to writer: inout JSONWriter) {
    writer.key("steps")
    writer.beginArray()
    for step in summary.steps {
      writer.beginObject()
      writer.member("says", step.words)
      writer.key("isDeviation")
      writer.value(step.isDeviation)
      writer.endObject()
    }
    writer.endArray()
  }
}
