import RaftTraceChecker

/// A fact that no event showed, and the properties that could not be decided for want of it.
struct LoggingWish {
  var fact: String
  var properties: [PropertyName]

  /// All wishes, what helps most properties first, otherwise in the order of the properties.
  static func all(in results: [PropertyResult]) -> [LoggingWish] {
    var wishes: [LoggingWish] = []
    for result in results where result.status == .notObservable {
      for fact in result.missing { add(fact, result.name, to: &wishes) }
    }
    let ranked = wishes.enumerated().sorted {
      ($1.element.properties.count, $0.offset) < ($0.element.properties.count, $1.offset)
    }
    return ranked.map(\.element)
  }

  private static func add(_ fact: String, _ property: PropertyName, to wishes: inout [LoggingWish]) {
    guard let i = wishes.firstIndex(where: { $0.fact == fact }) else {
      wishes.append(LoggingWish(fact: fact, properties: [property]))
      return
    }
    wishes[i].properties.append(property)
  }
}
