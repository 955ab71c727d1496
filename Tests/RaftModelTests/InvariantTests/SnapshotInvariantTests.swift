import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Invariants of snapshots")
struct SnapshotInvariantTests {
  private func at(_ index: UInt64, term: UInt64 = 1) -> LogPosition {
    LogPosition(term: Term(term), index: LogIndex(index))
  }

  /// n1 leads term 1, and has committed two of three entries; n2 has the first, n3 none.
  private func led() throws -> ModelCluster {
    var cluster = ModelCluster(3) { $0.hasSnapshots = true }
    try cluster.elect(n1, by: n2)
    for _ in 0..<2 { try cluster.take(.clientAppend(n1)) }
    try cluster.replicate(n1, to: n2)
    try cluster.take(.clientAppend(n1))
    return cluster
  }

  private func taking() throws -> StepSketch {
    var cluster = try led()
    return try StepSketch(&cluster, .takeSnapshot(n1))
  }

  private func sending() throws -> StepSketch {
    var cluster = try led()
    try cluster.take(.takeSnapshot(n1))
    cluster[n1].nextIndex[n3] = LogIndex(1)
    return try StepSketch(&cluster, .sendInstallSnapshot(from: n1, to: n3))
  }

  /// n3 receives the snapshot of n1.
  private func installing(_ prepare: (inout ModelCluster) -> Void = { _ in }) throws -> StepSketch {
    var cluster = try led()
    try cluster.take(.takeSnapshot(n1))
    cluster[n1].nextIndex[n3] = LogIndex(1)
    try cluster.take(.sendInstallSnapshot(from: n1, to: n3))
    prepare(&cluster)
    let request = try #require(cluster.messages(.installSnapshotRequest).first)
    return try StepSketch(&cluster, .receive(request))
  }

  @Test(
    "A snapshot covers what is committed and applied, and has the state machine and the configuration of its end"
  )
  func taken() throws {
    check(SnapshotCommitted.self, heldBy: try taking()) {
      $0.after[n1].log = ServerLog(snapshot: .init(position: self.at(2, term: 0), membership: .none))
    }
    check(SnapshotCommitted.self, heldBy: try taking()) {
      $0.after[n1].log = ServerLog(snapshot: .init(position: self.at(3), membership: .none))
    }
    check(CompactionBound.self, heldBy: try taking()) { $0.before[n1].lastApplied = LogIndex(1) }
    check(CompactionBound.self, heldBy: try taking()) { $0.after[n1].log.truncate(from: LogIndex(3)) }
    check(SnapshotContent.self, heldBy: try taking()) { $0.before[n1].machine &+= 1 }
    check(SnapshotKeepsTermVote.self, heldBy: try taking()) { $0.after[n1].votedFor = nil }
    check(SnapshotConfig.self, heldBy: try taking()) {
      let snapshot = $0.after[n1].log.snapshot
      $0.after[n1].log = ServerLog(
        snapshot: .init(
          position: snapshot.position, membership: Membership(voters: ServerSet([n1])),
          content: snapshot.content))
    }
  }

  @Test("A snapshot is sent where entries are discarded, as it is")
  func sent() throws {
    check(SnapshotIffNeeded.self, heldBy: try sending()) { $0.before[n1].nextIndex[n3] = LogIndex(3) }
    check(ReplicationTruthful.self, heldBy: try sending()) {
      $0.before[n1].log = ServerLog(snapshot: .init(position: self.at(1), membership: .none))
    }
    check(SameSnapshotSameHash.self, heldBy: try sending()) {
      let snapshot = $0.after[n1].log.snapshot
      $0.after[n2].log = ServerLog(
        snapshot: .init(position: snapshot.position, membership: snapshot.membership, content: 1))
    }
  }

  @Test("A snapshot is installed as it is, and takes nothing back")
  func installed() throws {
    check(InstallExact.self, heldBy: try installing()) { $0.after[n3].machine &+= 1 }
    check(InstallExact.self, heldBy: try installing()) { $0.after[n3].log = $0.before[n3].log }
    check(InstallNoRegress.self, heldBy: try installing()) { $0.before[n3].lastApplied = LogIndex(3) }
    check(InstallNoRegress.self, heldBy: try installing()) { $0.before[n3].commitIndex = LogIndex(2) }
    let agreeing: (inout ModelCluster) -> Void = { $0.set(n3, term: 1, log: [1, 1, 1]) }
    check(InstallNoRegress.self, heldBy: try installing(agreeing)) {
      $0.after[n3].log.truncate(from: LogIndex(3))
    }
    let differing: (inout ModelCluster) -> Void = { $0.set(n3, term: 1, log: [0, 0, 0]) }
    check(InstallNoRegress.self, heldBy: try installing(differing)) {
      $0.after[n3].log.append(.command(term: Term(1), from: n1))
    }
    check(SnapshotKeepsTermVote.self, heldBy: try installing()) { $0.after[n3].votedFor = n3 }
    check(AckTruthful.self, heldBy: try installing()) { $0.after[n3] = $0.before[n3] }
  }
}
