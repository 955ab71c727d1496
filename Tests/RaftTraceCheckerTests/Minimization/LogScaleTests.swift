import Testing
import TraceFormat

@testable import RaftTraceChecker

@Suite("Shorter numberings of a log")
struct LogScaleTests {
  private let scale = LogScale(kept: [LogIndex(3), LogIndex(5), LogIndex(9)])

  @Test("An index that does not count is taken together with the last before it that does")
  func numbers() {
    let numbers = (UInt64(0)...10).map { scale(LogIndex($0)).rawValue }
    #expect(numbers == [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3])
    #expect((UInt64(0)...10).filter { scale.keeps(LogIndex($0)) } == [3, 5, 9])
  }

  @Test("What is cut from an index on leaves what lies before it")
  func following() {
    for index in UInt64(1)...10 {
      #expect(scale.following(LogIndex(index)) == scale(LogIndex(index - 1)).next)
    }
  }

  @Test("A position in front of the first entry has no term, and one that is not shown stays so")
  func positions() {
    #expect(scale.position(.known(LogIndex(2)), .known(Term(7))) == (.known(.zero), .known(.zero)))
    #expect(scale.position(.known(LogIndex(2)), .unknown) == (.known(.zero), .unknown))
    #expect(scale.position(.known(LogIndex(6)), .known(Term(7))) == (.known(LogIndex(2)), .known(Term(7))))
    #expect(scale.position(.unknown, .known(Term(7))) == (.unknown, .known(Term(7))))
  }

  @Test("Of a batch the entries that count are left, and its number is theirs")
  func batch() {
    let entries = (UInt64(4)...9).map { LogEntry(index: LogIndex($0), term: .known(Term(2))) }
    let short = scale.batch(EntryBatch(entries))
    #expect(short.entries.map(\.index) == [LogIndex(2), LogIndex(3)])
    #expect(short.count == .known(2))
    #expect(!scale.batch(EntryBatch(count: .unknown, entries: entries)).count.isKnown)
  }
}
