public import RaftTraceChecker
import TraceFormat

/// The answers for programs: one JSON document of the schema `Documentation/stats.schema.json`.
///
/// Stable: within one version of the schema members may be added, but neither removed nor given another meaning.
public struct StatisticsJSON {
  /// The contract's name and version, the first member of every document.
  public static let schema = "raft-trace/stats/1"

  private let report: StatisticsReport
  private let context: ReportContext
  private let words: StatisticsSentences

  public init(_ report: StatisticsReport, context: ReportContext) {
    self.report = report
    self.context = context
    words = StatisticsSentences(context)
  }

  /// The document, ended by a newline.
  public var text: String {
    var writer = JSONWriter(options: JSONWriter.Options(isIndented: true))
    writer.beginObject()
    writer.member("schema", Self.schema)
    writer.member("events", report.eventCount)
    writer.key("groups")
    writer.beginArray()
    for group in report.groups { write(group, to: &writer) }
    writer.endArray()
    writer.endObject()
    writer.newline()
    return writer.text
  }

  private func write(_ group: StatisticsReport.Group, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("group", context.symbols[group.group])
    writer.member("servers", group.servers.map { words.name($0) })
    writer.key("answers")
    writer.beginArray()
    for answer in group.answers {
      writer.beginObject()
      writer.member("question", answer.question.rawValue)
      writer.member("confidence", answer.confidence.rawValue)
      writer.member("missing", answer.missing.map { words.lack($0) })
      writer.key("findings")
      writer.beginArray()
      for finding in answer.findings { write(finding, to: &writer) }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ finding: Finding, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("kind", finding.kind.rawValue)
    writer.member("says", words.sentence(finding))
    if let server = finding.server { writer.member("server", words.name(server)) }
    if !finding.others.isEmpty { writer.member("others", finding.others.map { words.name($0) }) }
    if let reason = finding.reason { writer.member("reason", reason.rawValue) }
    number("term", finding.term?.rawValue, to: &writer)
    number("earlierTerm", finding.earlierTerm?.rawValue, to: &writer)
    number("index", finding.index?.rawValue, to: &writer)
    number("earlierIndex", finding.earlierIndex?.rawValue, to: &writer)
    if let count = finding.count { writer.member("count", count) }
    if let total = finding.total { writer.member("total", total) }
    if let rate = finding.rate { writer.key("perMinute"); writer.value(rate) }
    if let bounds = finding.duration { write(bounds, to: &writer) }
    writeEvidence(of: finding, to: &writer)
    writer.endObject()
  }

  private func number(_ key: StaticString, _ value: UInt64?, to writer: inout JSONWriter) {
    guard let value else { return }
    writer.key(key)
    writer.value(value)
  }

  private func write(_ bounds: DurationBounds, to writer: inout JSONWriter) {
    guard bounds.isKnown else { return }
    writer.key("nanoseconds")
    writer.beginObject()
    if let lower = bounds.lower.value { writer.key("atLeast"); writer.value(lower) }
    if let upper = bounds.upper.value { writer.key("atMost"); writer.value(upper) }
    writer.member("clock", words.name(bounds.clock))
    writer.endObject()
  }

  private func writeEvidence(of finding: Finding, to writer: inout JSONWriter) {
    writer.key("evidence")
    writer.beginArray()
    for position in finding.evidence {
      writer.beginObject()
      writer.member("file", context.symbols[position.file])
      writer.member("line", Int(position.line))
      if position.state > 0 { writer.member("state", Int(position.state)) }
      writer.endObject()
    }
    writer.endArray()
  }
}
