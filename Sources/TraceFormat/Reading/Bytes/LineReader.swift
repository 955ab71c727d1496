import Glibc

/// The lines of a source, numbered from 1, in bounded memory.
///
/// A line ends with `\n` or `\r\n`; what follows the last of them is a line too.
public final class LineReader {
  /// A place in the reader's buffer, valid until the next line is asked for.
  public struct Line: Equatable, Sendable {
    /// Counted from 1; lines that are too long count too.
    public let number: Int
    /// False where the input ends without a newline: the line may have been cut.
    public let isTerminated: Bool
    fileprivate let range: Range<Int>

    /// The length in bytes, without the newline.
    public var count: Int { range.count }
  }

  /// The longest line in bytes that is read unless told otherwise: 16 MiB.
  public static let lineLengthMaximumDefault = 16 << 20

  /// Names the input in messages, as the user gave it.
  public var name: String { source.name }

  /// The length in bytes of the buffer, which grows with the longest line.
  public var bufferLength: Int { buffer.count }

  private let source: ByteSource
  private let lineLengthMaximum: Int
  private var buffer: [UInt8]
  /// The bytes of the buffer that belong to no line yet.
  private var unread = 0..<0
  private var number = 0
  private var sourceHasEnded = false
  private var failure: ReadingError?

  /// Reads `bufferLength` bytes at a time; the buffer grows up to twice the longest line.
  public init(
    _ source: ByteSource, lineLengthMaximum: Int = lineLengthMaximumDefault, bufferLength: Int = 1 << 20
  ) {
    precondition(lineLengthMaximum >= 0 && bufferLength > 0, "lengths are positive")
    self.source = source
    self.lineLengthMaximum = lineLengthMaximum
    buffer = [UInt8](repeating: 0, count: bufferLength)
  }

  /// Moves to the next line; nil at the end.
  ///
  /// Throws `lineTooLong` for one line, and the lines behind it can be read. What the source throws comes once, after
  /// the last byte that could be read, and is followed by nil.
  public func next() throws(ReadingError) -> Line? {
    var searched = 0
    while true {
      if let newline = newline(behind: searched) { return try line(upTo: newline) }
      searched = unread.count
      if searched > lineLengthMaximum + 1 { throw skipLine() }
      if !fill() { return try lastLine() }
    }
  }

  /// Why the source ends behind the latest line, where that is a fault: the line may be cut because of it.
  public var faultBehind: ReadingError? { failure }

  /// Lends the bytes of the latest line, without its newline.
  public func withBytes<Result, Failure: Error>(
    of line: Line, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(line.number == number, "line \(line.number) is gone, the reader is at \(number)")
    return try buffer.withUnsafeBufferPointer { (buffer) throws(Failure) in
      try body(Span(_unsafeElements: buffer).extracting(line.range))
    }
  }

  /// Returns up to `count` of the next bytes without consuming them; fewer only where the input ends.
  ///
  /// Serves guessing the format, before the first line is asked for.
  public func prefix(_ count: Int) -> [UInt8] {
    while unread.count < count, fill() {}
    return Array(buffer[unread].prefix(count))
  }

  /// Returns all bytes that are left, newlines too, for formats that have no lines.
  ///
  /// Throws `inputTooLong` past a maximum, and what the source throws.
  public func readToEnd(lengthMaximum: Int) throws(ReadingError) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat {
      bytes += buffer[unread]
      unread = unread.upperBound..<unread.upperBound
      guard bytes.count <= lengthMaximum else {
        throw ReadingError(file: name, kind: .inputTooLong(maximum: lengthMaximum))
      }
    } while fill()
    if let failure { throw failure }
    return bytes
  }

  private func newline(behind searched: Int) -> Int? {
    let start = unread.lowerBound + searched
    return buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0a, unread.upperBound - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func line(upTo newline: Int) throws(ReadingError) -> Line {
    number += 1
    let start = unread.lowerBound
    let end = newline > start && buffer[newline - 1] == 0x0d ? newline - 1 : newline
    unread = newline + 1..<unread.upperBound
    guard end - start <= lineLengthMaximum else { throw tooLong(end - start) }
    return Line(number: number, isTerminated: true, range: start..<end)
  }

  /// Returns what is left behind the last newline, then the failure of the source, then nil.
  private func lastLine() throws(ReadingError) -> Line? {
    guard unread.isEmpty else {
      number += 1
      let range = unread
      unread = range.upperBound..<range.upperBound
      guard range.count <= lineLengthMaximum else { throw tooLong(range.count) }
      return Line(number: number, isTerminated: false, range: range)
    }
    guard let failure else { return nil }
    self.failure = nil
    throw failure
  }

  /// Consumes a line without keeping it.
  private func skipLine() -> ReadingError {
    number += 1
    var length = 0
    var last: UInt8 = 0
    while true {
      if let newline = newline(behind: 0) {
        if newline > unread.lowerBound { last = buffer[newline - 1] }
        length += newline - unread.lowerBound - (last == 0x0d ? 1 : 0)
        unread = newline + 1..<unread.upperBound
        return tooLong(length)
      }
      length += unread.count
      if !unread.isEmpty { last = buffer[unread.upperBound - 1] }
      unread = unread.upperBound..<unread.upperBound
      if !fill() { return tooLong(length) }
    }
  }

  private func tooLong(_ length: Int) -> ReadingError {
    ReadingError(file: name, line: number, kind: .lineTooLong(length: length, maximum: lineLengthMaximum))
  }

  /// Adds bytes behind the unread ones; false at the end of the source or where it fails.
  private func fill() -> Bool {
    if sourceHasEnded { return false }
    makeRoom()
    let end = unread.upperBound
    do throws(ReadingError) {
      let count = try source.read(into: &buffer, from: end)
      unread = unread.lowerBound..<end + count
      sourceHasEnded = count == 0
    } catch {
      failure = error
      sourceHasEnded = true
    }
    return !sourceHasEnded
  }

  /// Moves the unread bytes to the front and doubles the buffer where they fill more than half of it.
  private func makeRoom() {
    let count = unread.count
    if unread.lowerBound > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        memmove(base, base + unread.lowerBound, count)
      }
      unread = 0..<count
    }
    if count > buffer.count / 2 { buffer += repeatElement(0, count: buffer.count) }
  }
}
