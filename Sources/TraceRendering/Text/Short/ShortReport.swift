import RaftTraceChecker
import TraceFormat

/// The report of a violation on one screen: what broke first and why, what broke besides, and where to see the rest.
///
/// The first line that no step of Raft explains leads, because what else is violated mostly follows from it; where no
/// line is refuted, the first violated property leads.
struct ShortReport {
  let whole: ReportText
  let places: LinePlaces
  let room: ShortReportRoom

  var report: CheckReport { whole.report }
  var context: ReportContext { whole.context }
  var options: TextOptions { whole.options }
  var sentences: Sentences { whole.sentences }

  /// The page that tells most within the height.
  static func page(_ whole: ReportText) -> TextPage {
    let places = LinePlaces(whole.context.symbols)
    var room = ShortReportRoom()
    while true {
      let sections = ShortReport(whole: whole, places: places, room: room).sections
      let height = sections.reduce(0) { $0 + $1.height }
      if height <= whole.options.heightMaximum || !room.shrink() {
        return joined(sections, spare: whole.options.heightMaximum - height, width: whole.options.width)
      }
    }
  }

  /// Sets sections off by blank lines, as far as there is room: first the last ones, which say what was checked.
  private static func joined(_ sections: [TextPage], spare: Int, width: Int) -> TextPage {
    var page = TextPage(width: width)
    for (i, section) in sections.enumerated() {
      if i > 0, sections.count - i <= spare { page.blank() }
      page.append(section)
    }
    return page
  }

  /// What the report consists of, top to bottom; none of it is empty.
  private var sections: [TextPage] {
    let lead = Lead(report)
    return [
      section { self.writeHeading(of: lead, to: &$0) },
      section { self.writeCauses(of: lead, to: &$0) },
      section { self.writeProperties(besides: lead, to: &$0) },
      section { self.writeSummary(to: &$0) },
      section { self.writeNext(of: lead, to: &$0) },
    ].filter { $0.height > 0 }
  }

  private func section(_ write: (inout TextPage) -> Void) -> TextPage {
    var page = TextPage(width: options.width)
    write(&page)
    return page
  }

  /// Whether all lines are of one file, which need not be named with each.
  var isOneFile: Bool { places.isOneFile && context.inputs.count <= 1 }

  /// The line's place as shortly as it can be said.
  func place(_ position: SourcePosition) -> TextSpan {
    .location(places.location(position, isNamed: !isOneFile))
  }

  /// The group, where there are several, to stand before a sentence.
  func prefix(of group: GroupID) -> String {
    report.groups > 1 ? "group \(sentences.name(group)): " : ""
  }

  /// Writes sentences behind their places, so that the sentences stand below each other.
  func writeEntries(
    _ entries: [(place: TextSpan, sentence: [TextSpan])], maximum: Int, to page: inout TextPage
  ) {
    let widths = entries.map(\.place.text.count).filter { $0 + 4 + room.sentenceWidth <= options.width }
    let column = 2 + (widths.max() ?? 1) + 2
    for entry in entries { page.entry(entry.place, column: column, entry.sentence, maximum: maximum) }
  }
}
