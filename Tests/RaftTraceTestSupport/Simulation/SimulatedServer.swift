import TraceFormat

/// One server of a simulated cluster: Figure 2's state, of which what is persistent lies in `disk` once it is written.
struct SimulatedServer {
  /// Raft Figure 2 (persistent state) with Figure 13's snapshot.
  struct Persistent {
    var term: UInt64 = 0
    var votedFor: Int?
    var snapshotIndex: UInt64 = 0
    var snapshotTerm: UInt64 = 0
    /// The hash of the state machine at `snapshotIndex`.
    var snapshotHash: UInt64 = 0
    /// The entries behind the snapshot.
    var log: [Entry] = []
  }

  struct Entry {
    var term: UInt64
    var payload: UInt64
  }

  var state = Persistent()
  var disk = Persistent()
  var role = Role.follower
  var leader: Int?
  var commit: UInt64 = 0
  var applied: UInt64 = 0
  var hash: UInt64 = 0
  var votes: Set<Int> = []
  var next: [Int: UInt64] = [:]
  var match: [Int: UInt64] = [:]
  /// Messages that wait until what they promise is on disk.
  var outbox: [Message] = []

  var last: UInt64 { state.snapshotIndex + UInt64(state.log.count) }

  func term(at index: UInt64) -> UInt64? {
    if index == state.snapshotIndex { return state.snapshotTerm }
    guard index > state.snapshotIndex, index <= last else { return nil }
    return state.log[Int(index - state.snapshotIndex) - 1].term
  }

  func entry(at index: UInt64) -> Entry { state.log[Int(index - state.snapshotIndex) - 1] }

  var lastTerm: UInt64 { term(at: last) ?? 0 }

  mutating func truncate(from index: UInt64) {
    state.log.removeLast(Int(last - index + 1))
  }

  mutating func compact(to index: UInt64) {
    state.snapshotTerm = term(at: index) ?? 0
    state.log.removeFirst(Int(index - state.snapshotIndex))
    state.snapshotIndex = index
  }

  /// What a process has that begins with what is on disk.
  func restarted(as role: Role) -> SimulatedServer {
    var server = SimulatedServer()
    server.state = disk
    server.disk = disk
    server.role = role
    server.commit = disk.snapshotIndex
    server.applied = disk.snapshotIndex
    server.hash = disk.snapshotHash
    return server
  }
}
