import TraceFormat

/// A small cluster that runs Raft correctly, in an order and with faults that a seed decides, and records all it does.
///
/// Raft Figure 2 and Figure 13. Messages are delayed, lost and doubled; servers crash and lose what they have not written,
/// with the messages that wait for it. A learner may come back with a blank disk.
public struct SimulatedCluster {
  /// What an implementation may do one way or the other.
  struct Habits {
    /// A change and its write are one step.
    var isDurableAtOnce: Bool
    /// Heartbeats say nothing of the log, and a stale AppendEntries is answered with the commit index (etcd).
    var isLikeEtcd: Bool
    /// A leader without answers steps down within its term (etcd's CheckQuorum).
    var stepsDown: Bool
    /// The last server is a learner, whose disk an operator wipes.
    var wipesLearner: Bool
  }

  var servers: [SimulatedServer]
  var network: [Message] = []
  var random: SeededRandom
  let habits: Habits
  let voters: [Int]
  var recording: Recording
  private var payloads: UInt64 = 0

  /// Runs a cluster for some hundred steps.
  ///
  /// - Returns: the trace of one file for each server, with the dialect that is true of it.
  public static func run(seed: UInt64) -> TestTrace {
    var cluster = SimulatedCluster(seed: seed)
    for _ in 0..<Int.random(in: 100...500, using: &cluster.random) { cluster.step() }
    return cluster.recording.trace
  }

  private init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    habits = Habits(
      isDurableAtOnce: random.isOnce(in: 2), isLikeEtcd: random.isOnce(in: 2),
      stepsDown: random.isOnce(in: 2), wipesLearner: random.isOnce(in: 3))
    let count = Int.random(in: 3...5, using: &random)
    servers = Array(repeating: SimulatedServer(), count: count)
    voters = Array(0..<(habits.wipesLearner ? count - 1 : count))
    var dialect = SourceDialect()
    dialect.isComplete = true
    dialect.durability = habits.isDurableAtOnce ? .atOnce : .onEvidence
    dialect.reusesIdentities = habits.wipesLearner
    recording = Recording(servers: count, voters: voters, dialect: dialect)
    for i in servers.indices {
      if habits.wipesLearner, i == count - 1 { servers[i].role = .learner }
      record(i, .start)
    }
  }

  private mutating func step() {
    let i = Int.random(in: servers.indices, using: &random)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<3: campaign(i)
    case 3..<45: deliver()
    case 45..<47: if !network.isEmpty { network.remove(at: Int.random(in: network.indices, using: &random)) }
    case 47..<57: propose()
    case 57..<75: replicate()
    case 75..<90: persist(i)
    case 90..<92: restart(i)
    case 92..<94: takeSnapshot(i)
    case 94: if habits.stepsDown, servers[i].role == .leader { become(i, .follower) }
    case 95: if habits.wipesLearner { wipeLearner() }
    default: record(i, .observed)
    }
    if habits.isDurableAtOnce { for server in servers.indices { write(server) } }
  }

  /// Records an event with what it changes; the observation is of before or of after.
  mutating func record(_ i: Int, _ kind: EventKind, _ change: (inout SimulatedServer) -> Void = { _ in }) {
    let before = servers[i]
    change(&servers[i])
    let isBefore = kind != .start && random.isOnce(in: 3)
    recording.add(i, kind, isBefore ? before : servers[i], isBefore ? .before : .after)
  }

  mutating func send(_ i: Int, to destination: Int, _ body: MessageBody) {
    let message = Message(
      source: recording.id(i), destination: .known(recording.id(destination)),
      term: .known(Term(servers[i].state.term)), body: body)
    record(i, .messageSent(message)) { $0.outbox.append(message) }
  }

  mutating func become(_ i: Int, _ role: Role) {
    record(i, .roleChanged(role)) { $0.role = role }
  }

  func isQuorum(_ agreeing: Int) -> Bool { agreeing > voters.count / 2 }

  private mutating func deliver() {
    guard !network.isEmpty else { return }
    let k = Int.random(in: network.indices, using: &random)
    let message = network[k]
    // What is not taken out arrives again.
    if !random.isOnce(in: 8) { network.remove(at: k) }
    receive(message)
  }

  private mutating func propose() {
    guard let i = leader else { return }
    append(i, count: Int.random(in: 1...3, using: &random))
  }

  /// A server that leads, perhaps a stale one.
  private var leader: Int? {
    mutating get {
      let leaders = servers.indices.filter { servers[$0].role == .leader }
      return leaders.isEmpty ? nil : random.element(of: leaders)
    }
  }

  mutating func append(_ i: Int, count: Int) {
    let first = servers[i].last + 1
    var entries: [LogEntry] = []
    var added: [SimulatedServer.Entry] = []
    for offset in 0..<UInt64(count) {
      payloads += 1
      added.append(.init(term: servers[i].state.term, payload: payloads))
      entries.append(Recording.entry(first + offset, added[added.count - 1]))
    }
    record(i, .entriesAppended(EntryBatch(entries))) { $0.state.log += added }
  }

  private mutating func replicate() {
    guard let i = leader else { return }
    let others = servers.indices.filter { $0 != i }
    sendEntries(i, to: random.element(of: others), isHeartbeat: random.isOnce(in: 4))
  }
}

/// Disks.
extension SimulatedCluster {
  private mutating func persist(_ i: Int) {
    if habits.isDurableAtOnce { return }
    if random.isOnce(in: 4) {
      record(i, .persisted(Persistence(coversTermAndVote: true))) {
        $0.disk.term = $0.state.term
        $0.disk.votedFor = $0.state.votedFor
      }
      return
    }
    let last = LogIndex(servers[i].last)
    record(i, .persisted(Persistence(coversTermAndVote: true, lastLogIndex: .known(last))))
    write(i)
  }

  private mutating func write(_ i: Int) {
    servers[i].disk = servers[i].state
    network += servers[i].outbox
    servers[i].outbox = []
    advanceCommit(i)
  }

  private mutating func restart(_ i: Int) {
    if random.isOnce(in: 2) { recording.add(i, .crash, servers[i], .before) }
    record(i, .start) { $0 = $0.restarted(as: $0.role == .learner ? .learner : .follower) }
  }

  /// The new server is another one: nothing that was meant for the old one reaches it, nor is it taken for the old one.
  private mutating func wipeLearner() {
    let i = servers.count - 1
    let id = recording.id(i)
    network.removeAll { $0.source == id || $0.destination == .known(id) }
    for server in servers.indices {
      servers[server].outbox.removeAll { $0.destination == .known(id) }
      servers[server].match[i] = nil
      servers[server].next[i] = servers[server].last + 1
    }
    record(i, .start) {
      $0 = SimulatedServer()
      $0.role = .learner
    }
  }

  private mutating func takeSnapshot(_ i: Int) {
    let index = servers[i].applied
    guard index > servers[i].state.snapshotIndex, let term = servers[i].term(at: index) else { return }
    let hash = servers[i].hash
    let snapshot = recording.snapshot(index, term: term, hash: hash)
    record(i, .snapshotTaken(snapshot)) {
      $0.compact(to: index)
      $0.state.snapshotHash = hash
    }
  }
}
