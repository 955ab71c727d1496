import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat
import TraceRendering

@Suite("Excerpts of logs checked again")
struct LogExcerptCheckTests {
  private static let folders = [
    "\(PackageFile.root)/samples/etcd-two-leaders",
    "\(SharedFiles.root ?? "")/logs/etcd-3.5/s8-wipe-majority",
    "\(SharedFiles.root ?? "")/logs/etcd-3.4/s8b-wipe-one-loses-commits",
  ]

  @Test("show the same violation", arguments: 0..<folders.count)
  func shown(_ number: Int) throws {
    guard number == 0 || SharedFiles.root != nil else { return }
    let folder = Self.folders[number]
    let ending = number == 0 ? ".log" : ".log.gz"
    let paths = (1...3).map { "\(folder)/n\($0)\(ending)" }
    let read = try TestTrace(paths: paths)
    let trace = recorded(read)
    let targets = ViolationTarget.all(of: trace.check(symbols: read.symbols))
    #expect(!targets.isEmpty)
    for target in targets {
      let result = EvidenceReduction(trace: trace, symbols: read.symbols, target: target).run().trace
      let excerpt = LogExcerpt(kept: result.lines.map(\.event.position), symbols: read.symbols)
      let again = try TestTrace(sources: excerpt.files.map { try source(of: $0, excerpt, read.symbols) })
      #expect(target.isShown(by: again.check()), "\(target)")
    }
  }

  private func source(_ lines: LineReader, _ text: inout LogExcerptText) throws -> [UInt8] {
    var output: [UInt8] = []
    while let line = try lines.next() {
      lines.withBytes(of: line) { text.take($0, into: &output) }
    }
    return output
  }

  private func source(of file: FileID, _ excerpt: LogExcerpt, _ symbols: TraceSymbols) throws -> ByteSource {
    var text = excerpt.text(of: file, isNumbered: false)
    let bytes = try source(LineReader(ByteSource(path: symbols[file])), &text)
    #expect(text.missingCount == 0)
    return ByteSource(bytes: bytes, name: symbols[file])
  }

  private func recorded(_ trace: TestTrace) -> RecordedTrace {
    var result = RecordedTrace(
      dialects: Array(repeating: SourceDialect(), count: (trace.lines.map(\.input).max() ?? -1) + 1))
    for line in trace.lines {
      result.dialects[line.input] = line.dialect
      result.lines.append(.init(line.event, input: line.input))
    }
    return result
  }
}
