/// Where the values of a line's keys stand, for the keys that a mapping asks for.
///
/// Made once and filled anew for each line.
struct LineValues {
  /// The place of a value in the line, or where it had escapes in `decoded`.
  private struct Slot: BitwiseCopyable {
    var start = 0
    var end = 0
    var place = Place.absent
  }

  private enum Place: BitwiseCopyable { case absent, line, decoded }

  private let keys: ByteKeyTable<Int>
  private var slots: [Slot]
  private var decoded: [UInt8] = []

  /// Takes the names of the keys; the slot of a key is its place among them.
  init(keys: [String]) {
    self.keys = ByteKeyTable(keys.enumerated().map { ($1, $0) })
    slots = Array(repeating: Slot(), count: keys.count)
  }

  mutating func clear() {
    for i in slots.indices { slots[i].place = .absent }
    if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
  }

  /// Finds the values in a JSON object: strings decoded, all else as it is written.
  ///
  /// Bytes of strings that are no UTF-8 stay as they are: a program's other lines must not be lost for them.
  mutating func scan(json line: Span<UInt8>) throws(JSONError) {
    clear()
    var scanner = JSONScanner(toleratesInvalidUTF8: true)
    try scanner.enterObject(line)
    while let key = try scanner.nextKey(line) {
      guard let slot = keys.value(line, key) else {
        try scanner.skipValue(line)
        continue
      }
      if try scanner.kind(line) == .string {
        set(slot, to: try scanner.string(line), in: line)
      } else {
        let start = scanner.position
        try scanner.skipValue(line)
        slots[slot] = Slot(start: start, end: scanner.position, place: .line)
      }
    }
    try scanner.end(line)
  }

  private mutating func set(_ slot: Int, to string: JSONString, in line: Span<UInt8>) {
    guard string.hasEscapes else {
      slots[slot] = Slot(start: string.range.lowerBound, end: string.range.upperBound, place: .line)
      return
    }
    let start = decoded.count
    string.append(to: &decoded, from: line)
    slots[slot] = Slot(start: start, end: decoded.count, place: .decoded)
  }

  /// Finds the values of `key=value` pairs, from an offset of the line on; returns whether there was one.
  ///
  /// A value between quotation marks may hold blanks, and loses its backslashes.
  mutating func scan(pairs line: Span<UInt8>, from offset: Int) -> Bool {
    var position = offset
    var hasPairs = false
    while position < line.count {
      let start = position
      position = endOfKey(line, from: start)
      guard position < line.count, line[position] == UInt8(ascii: "="), position > start else {
        position += 1
        continue
      }
      hasPairs = true
      let slot = keys.value(line, start..<position)
      position = scanPair(line, from: position + 1, into: slot)
    }
    return hasPairs
  }

  /// Whether the line has the key.
  func hasValue(_ slot: Int) -> Bool { slots[slot].place != .absent }

  /// Lends a value; nil where the line has none.
  @inline(__always)
  func withValue<Result>(_ slot: Int, in line: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result? {
    let value = slots[slot]
    switch value.place {
    case .absent: return nil
    case .line: return body(line.extracting(value.start..<value.end))
    case .decoded: return body(decoded.span.extracting(value.start..<value.end))
    }
  }

  private func endOfKey(_ line: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < line.count, line[end] != UInt8(ascii: "="), line[end] != UInt8(ascii: " ") { end += 1 }
    return end
  }

  private mutating func scanPair(_ line: Span<UInt8>, from start: Int, into slot: Int?) -> Int {
    guard start < line.count, line[start] == UInt8(ascii: "\"") else {
      let end = line.endOfWord(from: start)
      if let slot { slots[slot] = Slot(start: start, end: end, place: .line) }
      return end + 1
    }
    let begin = decoded.count
    var position = start + 1
    while position < line.count, line[position] != UInt8(ascii: "\"") {
      if line[position] == UInt8(ascii: "\\"), position + 1 < line.count { position += 1 }
      if slot != nil { decoded.append(line[position]) }
      position += 1
    }
    if let slot { slots[slot] = Slot(start: begin, end: decoded.count, place: .decoded) }
    return position + 1
  }
}
