/// A document of JSON that holds a behavior, read as a whole, and its lines.
///
/// JSON of TLC, Apalache and Quint is one document, in one line or in many: it cannot be read line by line.
struct StateDocument {
  /// The longest document in bytes that is read: 256 MiB.
  static let lengthMaximum = 256 << 20

  private(set) var bytes: [UInt8] = []
  /// Offsets at which lines begin.
  private var lineStarts: [Int] = []
  /// Names the input in messages.
  let name: String

  /// Reads all lines.
  init(_ lines: LineReader, tally: inout ReadingTally) throws(ReadingError) {
    name = lines.name
    while let line = try lines.next() {
      tally.lines += 1
      lineStarts.append(bytes.count)
      lines.withBytes(of: line) { span in
        span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      }
      bytes.append(UInt8(ascii: "\n"))
      guard bytes.count <= Self.lengthMaximum else {
        throw ReadingError(file: lines.name, kind: .inputTooLong(maximum: Self.lengthMaximum))
      }
    }
  }

  /// The number of the line that an offset lies in.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low, 1)
  }

  /// Says where in the file an error lies.
  func reading(_ error: JSONError) -> ReadingError {
    let line = line(at: error.offset)
    var result = error.reading(file: name, line: line)
    let start = lineStarts.isEmpty ? 0 : lineStarts[line - 1]
    result.column = error.offset - start + 1
    return result
  }
}
