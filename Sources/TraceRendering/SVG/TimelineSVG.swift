public import RaftTraceChecker
import TraceFormat

/// Roles and terms of every server as a picture: one lane a server, leaders as bars with their terms.
///
/// Spans narrower than a pixel are merged with their neighbours, the most important role winning, so that the size of
/// the picture does not grow with the number of elections.
public struct TimelineSVG {
  private static let pageWidth = 1200
  private static let laneHeight = 34.0
  private static let rightMargin = 20.0
  private let timeline: StatisticsTimeline
  private let sentences: Sentences
  private let title: String
  private let left: Double
  private let axis: TimelineAxis

  public init(_ group: StatisticsReport.Group, context: ReportContext, isOnlyGroup: Bool) {
    timeline = group.timeline
    let sentences = Sentences(symbols: context.symbols)
    self.sentences = sentences
    title = isOnlyGroup ? "Roles and terms" : "Roles and terms of group \(sentences.name(group.group))"
    let longest = timeline.lanes.map { min(sentences.name($0.server).count, 28) }.max() ?? 2
    left = Double(max(longest * 8 + 24, 60))
    axis = TimelineAxis(timeline, left: left, width: Double(Self.pageWidth) - left - Self.rightMargin)
  }

  /// The picture of all groups, one below the other.
  public static func document(_ report: StatisticsReport, context: ReportContext) -> String {
    let isOnly = report.groups.count == 1
    let pictures = report.groups.map { TimelineSVG($0, context: context, isOnlyGroup: isOnly) }
    let height = pictures.reduce(0) { $0 + $1.height } + 30
    var svg = SVGText(width: pageWidth, height: Int(height))
    svg.rectangle(x: 0, y: 0, width: Double(pageWidth), height: height, fill: Palette.white)
    var y = 0.0
    for picture in pictures {
      picture.draw(at: y, into: &svg)
      y += picture.height
    }
    legend(at: y, into: &svg)
    return svg.finished
  }

  private var height: Double { 64 + Double(timeline.lanes.count) * Self.laneHeight }

  private func draw(at top: Double, into svg: inout SVGText) {
    svg.label(title, x: 12, y: top + 20, size: 14, isBold: true)
    let note =
      timeline.hasTimes
      ? "each server's own clock" + (timeline.shifts.contains { $0 != 0 } ? ", shifted as messages show" : "")
      : "no times: by terms, each as wide as the others"
    svg.label(
      note, x: Double(Self.pageWidth) - Self.rightMargin, y: top + 20, anchor: "end", fill: Palette.darkGrey,
      size: 11)
    let lanesTop = top + 32
    let bottom = lanesTop + Double(timeline.lanes.count) * Self.laneHeight
    for tick in axis.ticks {
      svg.line(x1: tick.x, y1: lanesTop, x2: tick.x, y2: bottom + 4, stroke: Palette.paleGrey)
      if tick.x < Double(Self.pageWidth) - 40 {
        svg.label(tick.label, x: tick.x, y: bottom + 17, fill: Palette.darkGrey, size: 11)
      }
    }
    drawGaps(lanesTop, bottom, into: &svg)
    for (i, lane) in timeline.lanes.enumerated() {
      draw(lane, shift: timeline.shifts[i], at: lanesTop + Double(i) * Self.laneHeight, into: &svg)
    }
  }

  private func drawGaps(_ top: Double, _ bottom: Double, into svg: inout SVGText) {
    let shifts = Dictionary(
      zip(timeline.lanes.map(\.server), timeline.shifts), uniquingKeysWith: { first, _ in first })
    var stretches = timeline.gaps.compactMap { gap -> (from: Double, to: Double)? in
      let shift = shifts[gap.server] ?? 0
      let (from, to) = (axis.x(gap.from, shift: shift), axis.x(gap.to, shift: shift))
      return from.flatMap { from in to.map { (from, max($0, from + 1)) } }
    }
    stretches.sort { $0.from < $1.from }
    var open: (from: Double, to: Double)?
    for stretch in stretches + [(.infinity, .infinity)] {
      if let known = open, stretch.from < known.to + 1 {
        open = (known.from, max(known.to, stretch.to))
        continue
      }
      if let open {
        svg.rectangle(
          x: open.from, y: top, width: open.to - open.from, height: bottom - top, fill: Palette.paleVermilion,
          title: "no leader shown")
      }
      open = stretch
    }
  }

  private func draw(_ lane: StatisticsTimeline.Lane, shift: Int64, at y: Double, into svg: inout SVGText) {
    let middle = y + Self.laneHeight / 2
    svg.label(
      ClippedText.middle(sentences.name(lane.server), limit: 28), x: left - 10, y: middle + 4, anchor: "end")
    for bar in merged(lane, shift: shift) {
      let thickness = bar.state.thickness
      guard thickness > 0 else { continue }
      let title = "\(sentences.name(lane.server)): \(bar.state.word)\(bar.term.map { ", term \($0)" } ?? "")"
      svg.rectangle(
        x: bar.from, y: middle - thickness / 2, width: max(bar.to - bar.from, 0.6), height: thickness,
        fill: bar.state.colour, title: title)
      guard bar.state == .leader, let term = bar.term else { continue }
      let label = "term \(term)"
      if Double(label.count) * 7 < bar.to - bar.from {
        svg.label(
          label, x: (bar.from + bar.to) / 2, y: middle + 4, anchor: "middle", fill: Palette.white, size: 11)
      } else if Double("\(term)".count) * 7 + 2 < bar.to - bar.from {
        svg.label(
          "\(term)", x: (bar.from + bar.to) / 2, y: middle + 4, anchor: "middle", fill: Palette.white,
          size: 11)
      }
    }
    for restart in lane.restarts {
      guard let x = axis.x(restart, shift: shift) else { continue }
      let (a, b, top) = (SVGText.number(x - 5), SVGText.number(x + 5), SVGText.number(y + 3))
      svg.path(
        "M\(a) \(top)L\(b) \(top)L\(SVGText.number(x)) \(SVGText.number(y + 12))Z", fill: "#000000",
        title: "\(sentences.name(lane.server)) restarts")
    }
  }

  private struct Bar {
    var state: StatisticsTimeline.State
    var term: Term?
    var from: Double
    var to: Double
  }

  /// The lane's bars from left to right, none narrower than a pixel but where it stands alone.
  private func merged(_ lane: StatisticsTimeline.Lane, shift: Int64) -> [Bar] {
    var result: [Bar] = []
    for bar in bars(lane, shift: shift) {
      guard let last = result.last, bar.to - last.from < 1 || last.state == bar.state && last.term == bar.term
      else {
        result.append(bar)
        continue
      }
      let i = result.count - 1
      if bar.state.rank > last.state.rank {
        result[i].state = bar.state
        result[i].term = bar.term
      }
      result[i].to = max(bar.to, last.to)
    }
    return result
  }

  private func bars(_ lane: StatisticsTimeline.Lane, shift: Int64) -> [Bar] {
    switch axis.scale {
    case .time:
      return lane.spans.compactMap { span in
        guard let from = axis.x(span.begin, shift: shift), let to = axis.x(span.end, shift: shift) else {
          return nil
        }
        return Bar(state: span.state, term: span.term, from: min(from, to), to: max(from, to))
      }
    case .terms(let terms):
      let column = axis.width / Double(max(terms.count, 1))
      var result: [Bar] = []
      var i = 0
      while i < lane.spans.count {
        let term = lane.spans[i].term ?? .zero
        var j = i
        while j < lane.spans.count, lane.spans[j].term ?? .zero == term { j += 1 }
        let place = terms.firstIndex(of: term) ?? 0
        for k in i..<j {
          let from = axis.left + column * (Double(place) + Double(k - i) / Double(j - i))
          result.append(
            Bar(
              state: lane.spans[k].state, term: lane.spans[k].term, from: from,
              to: from + column / Double(j - i)))
        }
        i = j
      }
      return result
    }
  }

  private static func legend(at y: Double, into svg: inout SVGText) {
    var x = 12.0
    let states: [StatisticsTimeline.State] = [
      .leader, .follower, .leaderless, .candidate, .learner, .unknown,
    ]
    for state in states {
      svg.rectangle(
        x: x, y: y + 14 - state.thickness / 2, width: 22, height: state.thickness, fill: state.colour)
      svg.label(state.word, x: x + 28, y: y + 18, fill: Palette.darkGrey, size: 11)
      x += 46 + Double(state.word.count) * 6.5
    }
    svg.rectangle(x: x, y: y + 4, width: 22, height: 20, fill: Palette.paleVermilion)
    svg.label("no leader", x: x + 28, y: y + 18, fill: Palette.darkGrey, size: 11)
    x += 96
    svg.path("M\(SVGText.number(x)) \(SVGText.number(y + 8))l10 0l-5 9Z", fill: "#000000")
    svg.label("restart", x: x + 16, y: y + 18, fill: Palette.darkGrey, size: 11)
  }
}

extension StatisticsTimeline.State {
  fileprivate var word: String {
    switch self {
    case .unknown: "role not shown"
    case .follower: "follower"
    case .leaderless: "follower, no leader known"
    case .candidate: "candidate"
    case .leader: "leader"
    case .learner: "learner"
    case .down: "down"
    }
  }

  fileprivate var colour: String {
    switch self {
    case .unknown: Palette.grey
    case .follower: Palette.skyBlue
    case .leaderless: Palette.yellow
    case .candidate: Palette.orange
    case .leader: Palette.green
    case .learner: Palette.purple
    case .down: Palette.white
    }
  }

  /// The height of its bar; a role is told by this too, not by colour alone.
  fileprivate var thickness: Double {
    switch self {
    case .unknown: 2
    case .follower: 8
    case .leaderless: 6
    case .candidate: 4
    case .leader: 20
    case .learner: 8
    case .down: 0
    }
  }

  fileprivate var rank: Int {
    switch self {
    case .down: 0
    case .unknown: 1
    case .follower: 2
    case .learner: 3
    case .leaderless: 4
    case .candidate: 5
    case .leader: 6
    }
  }
}
