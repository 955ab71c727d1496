public import RaftTraceChecker
import TraceFormat

/// The answers as Markdown, to paste into an issue: one heading a group, one list a question.
public struct StatisticsMarkdown {
  private let report: StatisticsReport
  private let words: StatisticsSentences

  public init(_ report: StatisticsReport, context: ReportContext) {
    self.report = report
    words = StatisticsSentences(context)
  }

  public var text: String {
    var lines: [String] = []
    for group in report.groups {
      if report.groups.count > 1 { lines += ["## Group \(escaped(words.sentences.name(group.group)))", ""] }
      for answer in group.answers { lines += section(answer) }
    }
    if report.groups.isEmpty { lines.append("No line of Raft was understood: nothing is observable.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ answer: StatisticsAnswer) -> [String] {
    let lacks = answer.missing.map { escaped(words.lack($0)) }.joined(separator: "; ")
    var lines = ["### \(words.title(answer.question))", ""]
    switch answer.confidence {
    case .notObservable: lines.append("*Not observable: \(lacks.isEmpty ? "nothing is shown of it" : lacks)*")
    case .firm, .partial:
      lines += answer.findings.map { item($0) }
      if answer.findings.isEmpty { lines.append("None.") }
      if !lacks.isEmpty { lines += ["", "*Partly, as \(lacks).*"] }
    }
    return lines + [""]
  }

  private func item(_ finding: Finding) -> String {
    let places = finding.evidence.map { "`\(words.sentences.location($0).filter { $0 != "`" })`" }
    return "- \(escaped(words.sentence(finding)))" + (places.isEmpty ? "" : " (\(places.joined(separator: ", ")))")
  }

  /// Characters that Markdown or HTML would take for its own are spelled out.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_[]<>|&#".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
