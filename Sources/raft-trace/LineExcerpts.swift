import Glibc
import RaftTraceChecker
import TraceFormat

/// The lines of the original files that a minimized trace consists of, each with its number.
struct LineExcerpts {
  /// The excerpt of one file.
  struct Excerpt {
    var file: String
    var bytes: [UInt8]
  }

  private(set) var excerpts: [Excerpt] = []

  /// Reads the files again for the lines that the events come from; files without one have no excerpt.
  init(of trace: RecordedTrace, symbols: TraceSymbols, files: RereadableFiles) throws {
    let kept = Self.lines(of: trace, symbols)
    if let stranger = kept.keys.sorted().first(where: { !files.names.contains($0) }) {
      throw Console.fail(
        "lines of \(ReadingError.escape(stranger)) are needed, which is not among the files: give the logs themselves",
        .missingInput)
    }
    for (number, name) in files.names.enumerated() {
      guard let lines = kept[name] else { continue }
      do throws(ReadingError) {
        let reader = LineReader(try files.source(number))
        excerpts.append(Excerpt(file: name, bytes: try Self.text(of: lines, in: reader)))
      } catch {
        throw Console.fail(error.description, ExitStatus(error))
      }
    }
  }

  /// All excerpts, each behind its file's name.
  var joined: [UInt8] {
    Array(
      excerpts.map { Array("==> \(ReadingError.escape($0.file)) <==\n".utf8) + $0.bytes }
        .joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Writes a file for each, of the original's name, into the folder, which is made where it is missing.
  func write(toFolder folder: String) throws {
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw Console.cannotWrite(folder) }
    let names = excerpts.map { Self.baseName($0.file) }
    for (number, excerpt) in excerpts.enumerated() {
      let isUnique = names.count { $0 == names[number] } == 1
      let name = isUnique ? names[number] : "\(number + 1)-\(names[number])"
      try Console.write(excerpt.bytes, toFile: folder + name)
    }
  }

  /// The name without its folders, and without the ending of a compressed file.
  private static func baseName(_ path: String) -> String {
    if path == ByteSource.standardInputName { return "standard-input" }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = [".gz", ".zst"].first { name.hasSuffix($0) && name.count > $0.count }
    return ending.map { String(name.dropLast($0.count)) } ?? name
  }

  /// The numbers of the lines by file, in order.
  private static func lines(of trace: RecordedTrace, _ symbols: TraceSymbols) -> [String: [Int]] {
    var lines: [String: Set<Int>] = [:]
    for line in trace.lines where line.event.position.line > 0 {
      lines[symbols[line.event.position.file], default: []].insert(Int(line.event.position.line))
    }
    return lines.mapValues { $0.sorted() }
  }

  /// The lines with their numbers, and for those between how many there are.
  private static func text(of lines: [Int], in reader: LineReader) throws(ReadingError) -> [UInt8] {
    var text: [UInt8] = []
    let width = lines.last.map { String($0).count } ?? 1
    var (next, skipped) = (0, 0)
    while true {
      let line: LineReader.Line
      do throws(ReadingError) {
        guard let found = try reader.next() else { break }
        line = found
      } catch {
        guard error.linesBehindAreReadable else { throw error }
        skipped += 1
        continue
      }
      guard next < lines.count, lines[next] == line.number else {
        skipped += 1
        continue
      }
      text += gap(skipped, width)
      text += Array("\(padded(line.number, width))  ".utf8)
      reader.withBytes(of: line) { bytes in for i in bytes.indices { text.append(bytes[i]) } }
      text.append(UInt8(ascii: "\n"))
      (next, skipped) = (next + 1, 0)
    }
    return text + gap(skipped, width)
  }

  private static func gap(_ count: Int, _ width: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    let lines = count == 1 ? "1 line" : "\(count) lines"
    return Array("\(String(repeating: " ", count: width))  … \(lines)\n".utf8)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(width - digits.count, 0)) + digits
  }
}
