public import TraceFormat

extension SpecValue {
  /// A record with these fields, in this order.
  public static func record(_ fields: KeyValuePairs<String, SpecValue>) -> SpecValue {
    .function(fields.map { Pair(.text($0.key), $0.value) })
  }

  /// A function of the servers n1, n2, ….
  public static func byServer(_ values: [SpecValue]) -> SpecValue {
    .function(values.enumerated().map { Pair(.text("n\($0.offset + 1)"), $0.element) })
  }

  /// A bag: each value with the number of its occurrences.
  public static func bag(_ values: [SpecValue]) -> SpecValue {
    var pairs: [Pair] = []
    for value in values {
      if let place = pairs.firstIndex(where: { $0.key == value }),
        case .integer(let count) = pairs[place].value
      {
        pairs[place].value = .integer(count + 1)
      } else {
        pairs.append(Pair(value, .integer(1)))
      }
    }
    return pairs.isEmpty ? .sequence([]) : .function(pairs)
  }
}
