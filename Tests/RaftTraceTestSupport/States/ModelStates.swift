public import RaftModel
public import TraceFormat

/// Behaviors of a model as sequences of states, with the variables that raft.tla has.
public struct ModelStates {
  private let serverCount: Int

  public init(serverCount: Int) { self.serverCount = serverCount }

  /// The states of a behavior; of the actions the names of those that a reader looks at.
  public func states(_ behavior: Behavior) -> [SpecState] {
    var states = [state(behavior.initialState, nil, 1)]
    for (i, step) in behavior.steps.enumerated() {
      states.append(state(step.after, name(of: step.action), i + 2))
    }
    return states
  }

  /// One state at a line.
  public func state(_ cluster: ClusterState, _ action: String?, _ line: Int) -> SpecState {
    let servers = cluster.allServers.map { cluster[$0] }
    var variables: [String: SpecValue] = [:]
    variables["currentTerm"] = .byServer(servers.map { .integer(Int64($0.currentTerm.rawValue)) })
    variables["votedFor"] = .byServer(servers.map { $0.votedFor.map { name($0) } ?? .text("Nil") })
    variables["state"] = .byServer(servers.map { .text(role($0.role)) })
    variables["commitIndex"] = .byServer(servers.map { .integer(Int64($0.commitIndex.rawValue)) })
    variables["lastApplied"] = .byServer(servers.map { .integer(Int64($0.lastApplied.rawValue)) })
    variables["snapshotIndex"] = .byServer(
      servers.map { .integer(Int64($0.log.snapshot.position.index.rawValue)) })
    variables["snapshotTerm"] = .byServer(
      servers.map { .integer(Int64($0.log.snapshot.position.term.rawValue)) })
    variables["log"] = .byServer(servers.map { log($0.log) })
    variables["config"] = .byServer(servers.map { members($0.membership) })
    variables["messages"] = .set((0..<cluster.network.count).map { message(cluster.network[$0]) })
    var state = SpecState(
      variables: variables, action: action, position: SourcePosition(file: FileID(0), line: UInt32(line)))
    state.parameters = []
    return state
  }

  private func name(_ server: ServerID) -> SpecValue { .text("n\(server.rawValue + 1)") }

  private func name(of action: Action) -> String {
    switch action {
    case .lose: "DropMessage"
    case .restart: "Restart"
    case .receive(_, let again): again ? "ReceiveAgain" : "Receive"
    default: "Act"
    }
  }

  private func members(_ membership: Membership) -> SpecValue {
    .sequence([.set(membership.voters.map { name($0) }), .set(membership.outgoingVoters.map { name($0) })])
  }

  private func role(_ role: Role) -> String {
    switch role {
    case .follower: "Follower"
    case .preCandidate: "PreCandidate"
    case .candidate: "Candidate"
    case .leader: "Leader"
    case .learner: "Learner"
    }
  }

  private func log(_ log: ServerLog) -> SpecValue {
    var entries: [SpecValue] = []
    var index = log.firstIndex
    while let entry = log[index] {
      entries.append(self.entry(entry))
      index = index.next
    }
    return .sequence(entries)
  }

  private func entry(_ entry: ServerLog.Entry) -> SpecValue {
    let value =
      if entry.isNoOperation { "noop" } else if let m = entry.membership {
        "m\(m.voters.bits)_\(m.outgoingVoters.bits)_\(m.learners.bits)"
      } else { "v\(entry.commandOrigin?.rawValue ?? 0)" }
    return .record(["term": .integer(Int64(entry.term.rawValue)), "value": .text(value)])
  }

  private func message(_ packet: Packet) -> SpecValue {
    var pairs: [SpecValue.Pair] = []
    func add(_ field: String, _ value: SpecValue) { pairs.append(SpecValue.Pair(.text(field), value)) }
    func add(_ field: String, _ value: UInt64) { add(field, .integer(Int64(value))) }
    add("mterm", packet.term.rawValue)
    add("msource", name(packet.source))
    add("mdest", name(packet.destination))
    switch packet.kind {
    case .requestVoteRequest, .preVoteRequest:
      add("mtype", .text(packet.kind == .requestVoteRequest ? "RequestVoteRequest" : "PreVoteRequest"))
      add("mlastLogIndex", packet.lastLog.index.rawValue)
      add("mlastLogTerm", packet.lastLog.term.rawValue)
      add("mtransfer", .boolean(packet.isTransfer))
    case .requestVoteResponse, .preVoteResponse:
      add("mtype", .text(packet.kind == .requestVoteResponse ? "RequestVoteResponse" : "PreVoteResponse"))
      add("mvoteGranted", .boolean(packet.voteGranted))
    case .appendEntriesRequest:
      add("mtype", .text("AppendEntriesRequest"))
      add("mprevLogIndex", packet.prevLog.index.rawValue)
      add("mprevLogTerm", packet.prevLog.term.rawValue)
      add("mentries", .sequence((0..<packet.entries.count).map { entry(packet.entries[$0]) }))
      add("mcommitIndex", packet.leaderCommit.rawValue)
      add("mround", UInt64(packet.round))
    case .appendEntriesResponse:
      add("mtype", .text("AppendEntriesResponse"))
      add("msuccess", .boolean(packet.success))
      add("mmatchIndex", packet.matchIndex.rawValue)
      add("mround", UInt64(packet.round))
    case .installSnapshotRequest:
      add("mtype", .text("InstallSnapshotRequest"))
      add("mlastIncludedIndex", packet.snapshot.position.index.rawValue)
      add("mlastIncludedTerm", packet.snapshot.position.term.rawValue)
      add("mcontent", UInt64(packet.snapshot.content))
    case .installSnapshotResponse:
      add("mtype", .text("InstallSnapshotResponse"))
      add("mmatchIndex", packet.matchIndex.rawValue)
    case .timeoutNow: add("mtype", .text("TimeoutNow"))
    }
    return .function(pairs)
  }
}
