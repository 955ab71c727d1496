import RaftTraceChecker
import TraceFormat

/// One leadership as the first screen tells it: who, after whom and why, and how long nobody led before.
struct LeaderRow {
  /// nil behind the last leadership.
  var term: Term?
  var gap: Finding
  var deposition: Finding?

  /// The rows with the longest stretches without a leader, in the order of terms, and how many are left out.
  static func rows(of group: StatisticsReport.Group, maximum: Int) -> (rows: [LeaderRow], more: Int) {
    let depositions = group.answer(.depositions)?.findings ?? []
    let all = (group.answer(.noLeader)?.findings ?? []).map { gap in
      LeaderRow(
        term: gap.kind == .noLeaderUntil ? gap.term : nil, gap: gap,
        deposition: depositions.first { $0.kind == .deposed && $0.term == gap.term && $0.server == gap.others.first })
    }
    guard all.count > maximum else { return (all, 0) }
    let longest = all.enumerated().sorted { a, b in
      a.element.length != b.element.length ? a.element.length > b.element.length : a.offset < b.offset
    }
    let chosen = Set(longest.prefix(maximum).map(\.offset))
    return (all.enumerated().filter { chosen.contains($0.offset) }.map(\.element), all.count - chosen.count)
  }

  var evidence: SourcePosition? { deposition?.evidence.first ?? gap.evidence.last }

  func text(_ words: StatisticsSentences) -> String {
    guard term != nil else { return words.sentence(gap) }
    let leader = gap.server.map { words.name($0) } ?? "?"
    guard let deposition else {
      return gap.earlierTerm == nil ? "\(leader)\(first(words))" : "\(leader); \(words.gap(gap))"
    }
    return "\(leader); \(words.cause(of: deposition)); \(words.gap(gap))"
  }

  private func first(_ words: StatisticsSentences) -> String {
    words.duration(gap).map { ", the first leader shown, after \($0)" } ?? ", the first leader shown"
  }

  private var length: Int64 { gap.duration?.upper.value ?? gap.duration?.lower.value ?? -1 }
}
