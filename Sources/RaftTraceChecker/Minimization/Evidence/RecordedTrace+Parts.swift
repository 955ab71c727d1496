import TraceFormat

extension RecordedTrace {
  /// The check of some lines alone, named by their places in rising order.
  ///
  /// A line that could not be read stays between the lines that stood before and behind it.
  func checkPart(
    _ places: [Int], symbols: TraceSymbols, layers: Set<CheckLayer>
  ) -> CheckReport {
    var checker = TraceChecker(symbols: symbols, layers: layers)
    var nextGap = 0
    for place in places {
      while nextGap < gaps.count, gaps[nextGap].before <= place {
        checker.noteGap(dialect: dialects[gaps[nextGap].input], input: gaps[nextGap].input)
        nextGap += 1
      }
      let line = lines[place]
      checker.consider(line.event, dialect: dialects[line.input], input: line.input)
    }
    return checker.finish()
  }

  /// The trace of some lines alone, each at its own position.
  ///
  /// Of the lines that could not be read those remain that stand between two kept lines of their input.
  func part(_ places: [Int]) -> RecordedTrace {
    var result = RecordedTrace(dialects: dialects)
    result.lines = places.map { lines[$0] }
    for gap in gaps {
      let before = places.firstIndex { $0 >= gap.before } ?? places.count
      let hasEarlier = places[..<before].contains { lines[$0].input == gap.input }
      let hasLater = places[before...].contains { lines[$0].input == gap.input }
      if hasEarlier && hasLater { result.gaps.append((before: before, input: gap.input)) }
    }
    return result
  }

  /// The same lines as one input, as a single file would hold them; nil where two inputs tell of one file.
  ///
  /// The dialect is what is true of every input. Lines of one server in two inputs have no order, and what keeps them apart
  /// in one input is the file that they are from.
  func joined() -> RecordedTrace? {
    var inputs: [FileID: Int] = [:]
    for line in lines
    where inputs.updateValue(line.input, forKey: line.event.position.file) ?? line.input != line.input {
      return nil
    }
    var result = RecordedTrace(dialects: [SourceDialect(common: dialects)])
    result.lines = lines.map { Line($0.event) }
    result.gaps = gaps.map { (before: $0.before, input: 0) }
    return result
  }

  /// The same lines of sources that may have left out others.
  func withdrawing(_ claims: TraceClaims) -> RecordedTrace {
    var result = self
    for i in result.dialects.indices {
      if claims.contains(.isComplete) { result.dialects[i].isComplete = false }
      if claims.contains(.showsMessages) { result.dialects[i].showsMessages = false }
    }
    return result
  }

  /// Whether the source of a line shows every message.
  func showsMessages(of place: Int) -> Bool { dialects[lines[place].input].showsMessages }

  /// What any of the sources claims of the lines that it does not have.
  var claims: TraceClaims {
    var claims: TraceClaims = []
    if dialects.contains(where: \.isComplete) { claims.insert(.isComplete) }
    if dialects.contains(where: \.showsMessages) { claims.insert(.showsMessages) }
    return claims
  }
}

/// What a dialect says of lines that are not there: that nothing happened that they would have told.
struct TraceClaims: OptionSet {
  var rawValue: UInt8

  static let isComplete = TraceClaims(rawValue: 1)
  static let showsMessages = TraceClaims(rawValue: 2)
}
