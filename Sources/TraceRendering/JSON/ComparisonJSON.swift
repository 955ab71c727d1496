public import RaftTraceChecker
import TraceFormat

/// The report on two traces for programs: one JSON document of the schema `Documentation/comparison.schema.json`.
///
/// Stable: within one version of the schema members may be added, but neither removed nor given another meaning.
public struct ComparisonJSON {
  /// The contract's name and version, the first member of every document.
  public static let schema = "raft-trace/comparison/1"

  private let report: ComparisonReport
  private let context: ComparisonContext
  private let words: ComparisonWords
  private let names: Sides<UniqueNames>

  public init(_ report: ComparisonReport, context: ComparisonContext) {
    self.report = report
    self.context = context
    words = ComparisonWords(context)
    names = context.sides.map { UniqueNames($0.symbols) }
  }

  /// The document, ended by a newline.
  public var text: String {
    var writer = JSONWriter(options: JSONWriter.Options(isIndented: true))
    writer.beginObject()
    writer.member("schema", Self.schema)
    writer.member("verdict", report.verdict.rawValue)
    writer.member("first", report.first.map { words.name(report.servers[$0]) })
    write(report.eventCount, as: "events", to: &writer)
    writeServers(to: &writer)
    writeLeftOut(to: &writer)
    writer.endObject()
    writer.newline()
    return writer.text
  }

  private func write(_ counts: Sides<Int>, as key: StaticString, to writer: inout JSONWriter) {
    writer.key(key)
    writer.beginObject()
    writer.member("a", counts.a)
    writer.member("b", counts.b)
    writer.endObject()
  }

  private func write(_ names: Sides<[String]>, as key: StaticString, to writer: inout JSONWriter) {
    writer.key(key)
    writer.beginObject()
    writer.member("a", names.a)
    writer.member("b", names.b)
    writer.endObject()
  }

  private func writeServers(to writer: inout JSONWriter) {
    writer.key("servers")
    writer.beginArray()
    for server in report.servers {
      writer.beginObject()
      writer.member("name", words.name(server))
      for side in ComparedSide.allCases {
        guard let id = server.server[side], let group = server.group[side] else { continue }
        writer.member(side == .a ? "nameInA" : "nameInB", names[side][id])
        writer.member(side == .a ? "groupInA" : "groupInB", context.sides[side].symbols[group])
      }
      writer.member("equalAtBeginning", server.equalCount)
      write(server.eventCount, as: "events", to: &writer)
      write(server.ownCount, as: "onlyIn", to: &writer)
      if let divergence = server.divergence { write(divergence, of: server, to: &writer) }
      writeStretches(of: server, to: &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(_ divergence: ServerDivergence, of server: ServerComparison, to writer: inout JSONWriter)
  {
    writer.key("divergence")
    writer.beginObject()
    writer.key("afterAnother")
    writer.value(divergence.isCaused)
    if let term = divergence.time.term.value { writer.key("term"); writer.value(term.rawValue) }
    if let index = divergence.time.index.value { writer.key("index"); writer.value(index.rawValue) }
    for side in ComparedSide.allCases {
      writer.key(side == .a ? "a" : "b")
      writer.beginObject()
      if let event = divergence.event[side] {
        writeMembers(of: event.position, side, stateKey: "stateNumber", to: &writer)
      }
      writer.member("says", words.sentence(divergence.event[side], side, of: server))
      writer.key("state")
      writer.beginObject()
      for column in ComparedColumn.allCases {
        guard let text = words.text(column, divergence.state[side], side) else { continue }
        writer.key(text: column.rawValue)
        writer.value(text)
      }
      writer.endObject()
      writer.endObject()
    }
    writer.member("differingState", divergence.differingColumns.map(\.rawValue))
    writeFields(divergence.fields, to: &writer)
    writer.endObject()
  }

  private func writeFields(_ fields: [FieldDifference], to writer: inout JSONWriter) {
    writer.key("differingFields")
    writer.beginArray()
    for difference in fields {
      writer.beginObject()
      writer.member("field", difference.field.name)
      writer.member("a", words.text(difference.values.a, .a))
      writer.member("b", words.text(difference.values.b, .b))
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeStretches(of server: ServerComparison, to writer: inout JSONWriter) {
    writer.member("stretchCount", server.stretchCount)
    writer.key("stretches")
    writer.beginArray()
    for stretch in server.stretches {
      writer.beginObject()
      for side in ComparedSide.allCases {
        writer.key(side == .a ? "a" : "b")
        writer.beginObject()
        writer.member("events", stretch.count[side])
        if let first = stretch.first[side], let last = stretch.last[side] {
          write(first.position, as: "first", side, to: &writer)
          write(last, as: "last", side, to: &writer)
        }
        if let place = stretch.resumesAt { write(place[side], as: "equalFrom", side, to: &writer) }
        writer.endObject()
      }
      writer.member("equalBehind", stretch.equalBehind)
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(
    _ position: SourcePosition, as key: StaticString, _ side: ComparedSide, to writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.beginObject()
    writeMembers(of: position, side, to: &writer)
    writer.endObject()
  }

  private func writeMembers(
    of position: SourcePosition, _ side: ComparedSide, stateKey: StaticString = "state",
    to writer: inout JSONWriter
  ) {
    writer.member("file", context.sides[side].symbols[position.file])
    writer.member("line", Int(position.line))
    if position.state > 0 { writer.member(stateKey, Int(position.state)) }
  }

  private func writeLeftOut(to writer: inout JSONWriter) {
    writer.key("leftOut")
    writer.beginArray()
    for part in report.leftOut {
      writer.beginObject()
      writer.member("event", part.event.rawValue)
      writer.member("server", words.name(report.servers[part.server]))
      writer.member("reason", part.reason.rawValue)
      writer.member("a", part.count.a)
      writer.member("b", part.count.b)
      writer.endObject()
    }
    writer.endArray()
    write(report.ownFields, as: "onlyInFields", to: &writer)
    write(report.ownEvents.map { $0.map(\.rawValue) }, as: "onlyInEvents", to: &writer)
    writer.key("comparesPayloads")
    writer.value(report.payloadsAreCompared)
    writer.key("pairsByOrder")
    writer.value(report.isPairedByOrder)
    write(report.eventsWithoutRoom, as: "eventsWithoutRoom", to: &writer)
  }
}
