import ArgumentParser
import Glibc
import TraceFormat

/// Writes traces in raft-trace's own format.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Read traces of any format and write one in raft-trace's own (NDJSON); each event keeps its file and line."
  )

  @OptionGroup var input: InputOptions

  @Option(name: [.customShort("o"), .long], help: "File to write; standard output if absent.")
  var output = "-"

  func run() throws {
    let symbols = TraceSymbols()
    var trace = try input.open(symbols: symbols)
    let destination = try OutputFile(output)
    // A dialect is complete once the first batch has been read, and it goes into the header.
    var events: [TraceEvent] = []
    _ = trace.read(into: &events)
    let dialects = try trace.files.indices.map { try input.dialect(trace.dialect(of: $0)) }
    var writer = NativeTraceWriter(symbols: symbols, dialect: SourceDialect(common: dialects))
    repeat {
      writer.write(events)
      events.removeAll(keepingCapacity: true)
      if writer.byteCount > 1 << 20 { try destination.write(writer.takeBytes()) }
    } while trace.read(into: &events) != nil
    try destination.write(writer.takeBytes())
    for file in trace.files { Console.say(errorsOf: file, continued: input.keepGoing) }
    if !trace.wasReadToEnd { throw ExitStatus.malformedInput.code }
  }
}

/// A file that is written piece by piece, or standard output where the path is `-`.
final class OutputFile {
  private let descriptor: CInt
  private let path: String

  init(_ path: String) throws {
    self.path = path
    descriptor =
      path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Console.cannotWrite(path) }
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws { try Console.write(bytes, to: descriptor, name: path) }
}
