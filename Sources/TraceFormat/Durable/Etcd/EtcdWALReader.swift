/// Reads a segment of the write-ahead log of an etcd server: what was on its disk, without times.
///
/// `file:line` counts records, from 1. Each segment is a history of its own: the first does not show what the next one overwrites.
public struct EtcdWALReader: TraceReader {
  /// A segment has 64 MB unless its last record was larger.
  private static let lengthMaximum = 1 << 29

  public let dialect = SourceDialect.durable(.onApply)
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let file: FileID
  private var telling: EtcdWALTelling
  private var bytes: [UInt8]?
  private var frames = EtcdWALFrames()
  private var hasEnded = false

  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    telling = EtcdWALTelling(symbols: symbols)
  }

  /// True where the bytes begin with the frames that every segment begins with: a check sum, and whose log it is.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    guard prefix.count > 24, prefix[7] & 0x78 == 0 else { return false }
    var frames = EtcdWALFrames()
    guard let first = try? frames.next(prefix), first.type == 4, first.data.isEmpty,
      let second = try? frames.next(prefix)
    else { return false }
    return second.type == 1
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    let bytes = try opened()
    for _ in 0..<256 {
      guard try readRecord(bytes.span, &events) else {
        hasEnded = true
        self.bytes = nil
        return false
      }
    }
    return true
  }

  private mutating func opened() throws(ReadingError) -> [UInt8] {
    if let bytes { return bytes }
    do throws(ReadingError) {
      let read = try lines.readToEnd(lengthMaximum: Self.lengthMaximum)
      bytes = read
      return read
    } catch {
      hasEnded = true
      throw error
    }
  }

  private mutating func readRecord(
    _ bytes: Span<UInt8>, _ events: inout [TraceEvent]
  ) throws(ReadingError) -> Bool {
    let offset: Int
    let expected: String
    let found: String
    do {
      guard let frame = try frames.next(bytes) else { return false }
      tally.lines += 1
      guard let record = try record(frame, bytes) else {
        tally.linesWithoutEvents += 1
        return true
      }
      if telling.tell(record, SourcePosition(file: file, line: UInt32(clamping: frames.count)), &events) {
        return true
      }
      (offset, found, expected) = (frames.offset, "no metadata", "whose log it is, before all else")
    } catch let fault as EtcdWALFrames.Fault {
      guard case .malformed(let place, let what, let wanted) = fault else { return false }
      (offset, found, expected) = (place, what, wanted)
    } catch let error as ProtobufError {
      (offset, found, expected) = (error.offset, "something else", error.expected)
    } catch {
      preconditionFailure("the frames throw their own errors")
    }
    hasEnded = true
    tally.badLines += 1
    throw ReadingError(
      file: lines.name, line: frames.count + 1,
      kind: .malformed(found: "\(found) at byte \(offset + 1)", expected: expected))
  }

  /// nil for a record that says nothing of Raft.
  private func record(
    _ frame: EtcdWALFrames.Frame, _ bytes: Span<UInt8>
  ) throws(ProtobufError) -> EtcdWALRecord? {
    var numbers: [UInt64] = [0, 0, 0, 0, 0]
    var data = frame.data.lowerBound..<frame.data.lowerBound
    var fields = ProtobufScanner(frame.data)
    while let (field, value) = try fields.next(bytes) {
      switch value {
      case .number(let number) where field < numbers.count: numbers[Int(field)] = number
      case .bytes(let range) where field == 4: data = range
      case .number, .bytes, .other: break
      }
    }
    switch frame.type {
    case 1: return .metadata(node: numbers[1])
    case 2:
      let digest = SHA1.prefix(of: bytes.extracting(data))
      return .entry(
        index: LogIndex(numbers[3]), term: Term(numbers[2]), payload: EtcdWALRecord.payload(digest.span))
    case 3: return .state(term: Term(numbers[1]), vote: numbers[2], commit: LogIndex(numbers[3]))
    case 5: return .snapshot(index: LogIndex(numbers[1]), term: Term(numbers[2]))
    default: return nil
    }
  }
}
