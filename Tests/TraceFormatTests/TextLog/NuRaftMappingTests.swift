import Testing

@testable import TraceFormat

/// What a log of NuRaft becomes.
@Suite struct NuRaftMappingTests {
  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "nuraft" })
  }

  @Test("Applied entries that are rolled back are committed entries that are removed")
  func lines() throws {
    let log = #"""
      2031.03.24 11:22:51.547113 [ 391 ] {} <Debug> RaftInstance: commit upto 530, current idx 528
      2031.03.23 17:35:31.305508 [ 1274 ] {} <Information> RaftInstance: rollback logs: 517 - 540, commit idx req 515, quick 539, sm 539, num log entries 1, current count 0
      2031.03.23 17:35:31.305529 [ 1274 ] {} <Warning> RaftInstance: rollback sm commit index from 539 to 516
      """#
    let expected = #"""
      1: known, no event: commit upto 530, current idx 528
      2: known, no event: rollback logs: 517 - 540, commit idx req 515, quick 539, sm 539, num log entries 1, current count 0
      3: observed server=n1.log after.commitIndex=539; logTruncated server=n1.log index=517
      """#
    #expect(try TextLogFixtures.lines(log, Self.mapping()).joined(separator: "\n") == expected)
  }
}
