import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "CCF: traces of real runs", .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct CCFRealTraceTests {
  private static let files = SharedFiles.files(in: "traces/ccf", endingIn: [".ndjson.gz"])

  @Test(
    "Every line becomes an event, the format is recognized, and the clock never goes back", arguments: files)
  func everyLine(file: String) throws {
    let reading = CCFReading(try ByteSource(path: file))
    #expect(reading.errors.isEmpty)
    #expect(Set(reading.events.map(\.position.line)).count == reading.tally.lines)
    #expect(reading.dialect.isOrdered)
    #expect(!reading.kinds.contains(.observed))
    let prefix = try ByteSource(path: file).prefix(4096)
    let isRecognized = CCFTraceReader.recognizes(prefix.span)
    #expect(isRecognized)
  }

  @Test("Of each entry that is appended the term is known, and it follows the log", arguments: files)
  func appends(file: String) throws {
    var ends: [ServerID: LogIndex] = [:]
    for event in CCFReading(try ByteSource(path: file)).events {
      switch event.kind {
      case .start: ends[event.server] = .zero
      case .logTruncated(let index):
        #expect(index <= ends[event.server] ?? .zero)
        ends[event.server] = index.previous
      case .entriesAppended(let batch):
        #expect(batch.entries.first?.index == ends[event.server]?.next)
        #expect(batch.isWhole && batch.entries.allSatisfy(\.term.isKnown))
        ends[event.server] = batch.entries.last?.index
      case .committed(let commit): #expect(commit.entryTerm.isKnown)
      default: break
      }
      if let last = event.observation.lastLogIndex.value, event.observation.moment == .after {
        #expect(last == ends[event.server], "line \(event.position.line)")
      }
    }
  }
}
