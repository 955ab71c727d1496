public import TraceFormat

/// The lines of the original logs that bear the events of a reduced trace.
///
/// Lines are copied byte by byte, so that an excerpt without numbers is a log that can be checked again.
public struct LogExcerpt {
  /// The files with a kept line, in the order of their names.
  public let files: [FileID]
  private let lines: [FileID: [UInt32]]

  /// - Parameter kept: where the kept events stand; line 0 is no line and is passed over.
  public init(kept: [SourcePosition], symbols: TraceSymbols) {
    var lines: [FileID: Set<UInt32>] = [:]
    for position in kept where position.line > 0 { lines[position.file, default: []].insert(position.line) }
    self.lines = lines.mapValues { $0.sorted() }
    files = lines.keys.sorted { symbols[$0] < symbols[$1] }
  }

  /// The numbers of the lines that are needed of a file, rising.
  public func lines(of file: FileID) -> [UInt32] { lines[file] ?? [] }

  /// Begins the excerpt of a file, which then takes the file's lines one by one.
  public func text(of file: FileID, isNumbered: Bool) -> LogExcerptText {
    LogExcerptText(lines(of: file), isNumbered: isNumbered)
  }
}

/// Makes the excerpt of one file: takes its lines from the first on and gives those that are kept.
public struct LogExcerptText {
  private let kept: [UInt32]
  private let isNumbered: Bool
  private let width: Int
  /// How many of the kept lines were given.
  private var given = 0
  /// How many lines were taken.
  private var line: UInt32 = 0
  /// How many lines were passed over since the last kept one.
  private var passed = 0

  init(_ kept: [UInt32], isNumbered: Bool) {
    self.kept = kept
    self.isNumbered = isNumbered
    width = String(kept.last ?? 0).utf8.count
  }

  /// Whether no line behind is needed; the rest of the file need not be read.
  public var isComplete: Bool { given == kept.count }

  /// How many kept lines the file did not have, as one that was cut since.
  public var missingCount: Int { kept.count - given }

  /// Takes the file's next line, without its end, and adds what the excerpt has of it to the output.
  ///
  /// With numbers, a gap becomes a line of its own: `… 1,204 lines`.
  public mutating func take(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    line += 1
    guard given < kept.count, kept[given] == line else {
      passed += 1
      return
    }
    if isNumbered {
      writeGap(into: &output)
      let number = String(line)
      output.append(contentsOf: String(repeating: " ", count: width - number.utf8.count).utf8)
      output.append(contentsOf: number.utf8)
      output.append(contentsOf: "  ".utf8)
    }
    bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    output.append(UInt8(ascii: "\n"))
    given += 1
    passed = 0
  }

  /// Ends the file, of which all lines were taken.
  public mutating func finish(into output: inout [UInt8]) {
    if isNumbered { writeGap(into: &output) }
    passed = 0
  }

  private func writeGap(into output: inout [UInt8]) {
    guard passed > 0 else { return }
    let indentation = String(repeating: " ", count: width + 2)
    output.append(contentsOf: "\(indentation)… \(Numerals.count(passed, "line"))\n".utf8)
  }
}
