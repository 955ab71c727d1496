import RaftModel
import Testing
import TraceFormat

@Suite("Quorums, Raft §5.2, §5.3 and §6")
struct QuorumTests {
  private func servers(_ numbers: ClosedRange<UInt32>) -> [ServerID] { numbers.map { ServerID($0) } }

  @Test("A majority is more than half", arguments: [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
  func majority(_ voters: Int, _ needed: Int) {
    #expect(Quorum.majority(of: voters) == needed)
    let configuration = Configuration(voters: servers(1...UInt32(voters)))
    #expect(Quorum.isReached(in: configuration) { $0.rawValue <= UInt32(needed) })
    #expect(!Quorum.isReached(in: configuration) { $0.rawValue < UInt32(needed) })
  }

  @Test("Two majorities of one configuration have a server in common", arguments: 1...7)
  func overlap(_ voters: Int) {
    #expect(2 * Quorum.majority(of: voters) > voters)
  }

  @Test("A joint configuration needs a majority of both")
  func joint() {
    let configuration = Configuration(voters: servers(3...5), outgoingVoters: servers(1...3))
    #expect(!Quorum.isReached(in: configuration) { $0.rawValue >= 3 })
    #expect(!Quorum.isReached(in: configuration) { $0.rawValue <= 3 })
    #expect(Quorum.isReached(in: configuration) { [2, 3, 4].contains($0.rawValue) })
  }

  @Test("Learners do not count, and nobody is no quorum")
  func learners() {
    let configuration = Configuration(voters: servers(1...3), learners: servers(4...9))
    #expect(!Quorum.isReached(in: configuration) { $0.rawValue == 1 || $0.rawValue > 3 })
    #expect(!Quorum.isReached(in: Configuration(voters: [])) { _ in true })
  }
}
