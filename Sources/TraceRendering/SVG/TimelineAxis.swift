import RaftTraceChecker
import TraceFormat

/// Puts lines of a timeline onto a horizontal axis: by time, or where there are no times by terms.
///
/// Without times each term is as wide as the others, and within it each server's lines are spread evenly: only terms are
/// comparable between servers then (Raft §5.1).
struct TimelineAxis {
  enum Scale {
    case time(begin: Int64, end: Int64)
    case terms([Term])
  }

  let scale: Scale
  let left: Double
  let width: Double

  init(_ timeline: StatisticsTimeline, left: Double, width: Double) {
    self.left = left
    self.width = width
    guard timeline.hasTimes else {
      scale = .terms(Set(timeline.lanes.flatMap { $0.spans.map { $0.term ?? .zero } }).sorted())
      return
    }
    var moments: [Int64] = []
    for (lane, shift) in zip(timeline.lanes, timeline.shifts) {
      for span in lane.spans {
        moments += [span.begin, span.end].compactMap { $0.time.value?.nanoseconds }.map { $0 &+ shift }
      }
    }
    let begin = moments.min() ?? 0
    scale = .time(begin: begin, end: max(moments.max() ?? 0, begin &+ 1))
  }

  func x(_ stamp: Stamp, shift: Int64) -> Double? {
    guard case .time(let begin, let end) = scale, let time = stamp.time.value else { return nil }
    return left + width * Double(time.nanoseconds &+ shift &- begin) / Double(end &- begin)
  }

  /// The ticks with their labels.
  var ticks: [(x: Double, label: String)] {
    switch scale {
    case .time(let begin, let end): Self.timeTicks(end &- begin).map { (left + width * Double($0) / Double(end &- begin), "+" + ($0 == 0 ? "0" : DurationWords.text($0))) }
    case .terms(let terms):
      stride(from: 0, to: terms.count, by: max(1, terms.count / 12)).map {
        (left + width * Double($0) / Double(terms.count), "term \(terms[$0])")
      }
    }
  }

  /// Round moments from 0 to the end, at most a dozen.
  private static func timeTicks(_ length: Int64) -> [Int64] {
    let steps: [Int64] = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap { n in [n * 1_000, n * 1_000_000] }
    let longer: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400]
    let all = steps.sorted() + longer.map { $0 * 1_000_000_000 }
    let step = all.first { length / $0 <= 10 } ?? max(length / 10, 1)
    return Array(stride(from: 0, through: length, by: Int(step))).map { Int64($0) }
  }
}
