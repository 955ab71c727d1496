/// How much a short report tells, from the most that is readable down to what no report may leave out.
struct ShortReportRoom: Sendable {
  /// Lines that led to the first wrong one, steps that come near, properties that broke besides.
  private(set) var causes = 5
  private(set) var nearMisses = 3
  private(set) var properties = 6
  /// The most lines of text for one of each; a step that comes near takes two.
  private(set) var causeLines = 3
  private(set) var nearMissLines = 4
  private(set) var propertyLines = 2
  private(set) var shownLines = 3
  /// What was not read, and what was not replayed.
  private(set) var remarks = 3
  private(set) var summaryLines = 2
  /// Whether each of the properties violated elsewhere is told, or only their number; whether it is told where the
  /// next refuted line is.
  private(set) var othersAreTold = true
  private(set) var nextLineIsTold = true
  /// The columns left at least for a sentence behind its place; a wider place stands on a line of its own.
  private(set) var sentenceWidth = 40
  /// Whether a command that is wider than a line goes on in the next.
  private(set) var commandsAreWhole = true
  /// Whether a cause is told with its file where there is only one.
  private(set) var causesNameFile = true
  /// Whether it is told which identity a server's name stands for.
  private(set) var identitiesAreTold = true

  private var stage = 0

  /// Tells one thing less; false where nothing more can go.
  mutating func shrink() -> Bool {
    guard stage < Self.stages.count else { return false }
    Self.stages[stage](&self)
    stage += 1
    return true
  }

  /// What can be had from `--details` goes before what proves the violation.
  private static let stages: [@Sendable (inout Self) -> Void] = [
    { $0.commandsAreWhole = false },
    { $0.propertyLines = 1 },
    { $0.causesNameFile = false },
    { $0.nearMisses = 2 },
    { $0.remarks = 2 },
    { $0.identitiesAreTold = false },
    { $0.causeLines = 2 },
    { $0.properties = 5 },
    { $0.causes = 4 },
    { $0.nearMisses = 1 },
    { $0.properties = 4 },
    { $0.causes = 3 },
    { $0.shownLines = 2 },
    { $0.properties = 3 },
    { $0.remarks = 1 },
    { $0.causeLines = 1 },
    { $0.nearMissLines = 2 },
    { $0.summaryLines = 1 },
    { $0.properties = 2 },
    { $0.causes = 2 },
    { $0.shownLines = 1 },
    { $0.properties = 1 },
    { $0.nextLineIsTold = false },
    { $0.othersAreTold = false },
    { $0.causes = 1 },
    { $0.sentenceWidth = 16 },
  ]
}
