/// One match of a log's expression: where its parts stand in the lines that were joined.
struct ShiVizRecord {
  var host: Range<Int>
  var clock: Range<Int>
  var event: Range<Int>
  /// What other groups of the expression matched, by their names.
  var others: [(name: String, place: Range<Int>)] = []
  /// The last byte that belongs to it, plus one.
  var end: Int

  /// Nil where the lines hold none, or a group without which it says nothing took no part.
  init?(_ lines: [UInt8], _ expression: ShiVizExpression, beginningBefore limit: Int) {
    guard let groups = expression.firstMatch(in: lines.span, beginningBefore: limit) else { return nil }
    var places: [String: Range<Int>] = [:]
    end = 0
    for (name, place) in zip(expression.names, groups) {
      guard let place else { continue }
      end = max(end, place.upperBound)
      if ShiVizHeader.required.contains(name) { places[name] = place } else { others.append((name, place)) }
    }
    guard let host = places["host"], let clock = places["clock"], let event = places["event"] else {
      return nil
    }
    (self.host, self.clock, self.event) = (host, clock, event)
  }

  /// The counts of a clock, a JSON object, with the names of its hosts as they are written.
  static func counts(
    _ lines: [UInt8], _ place: Range<Int>
  ) throws(JSONError) -> [(host: [UInt8], count: UInt64)] {
    let text = lines.span.extracting(place)
    var scanner = JSONScanner()
    var counts: [(host: [UInt8], count: UInt64)] = []
    try scanner.enterObject(text)
    while let key = try scanner.nextKey(text) {
      counts.append((key.utf8(in: text), try scanner.unsignedInteger(text)))
    }
    try scanner.end(text)
    return counts
  }
}
