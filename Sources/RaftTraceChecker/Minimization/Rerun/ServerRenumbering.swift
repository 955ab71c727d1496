import RaftModel
import TraceFormat

/// Other numbers for the servers of an action.
struct ServerRenumbering {
  private var numbers: [ServerID]

  /// - Parameter order: the servers in the order of their new numbers; others come behind them.
  init(_ order: [ServerID], of serverCount: Int) {
    let all = order + (0..<UInt32(serverCount)).map { ServerID($0) }.filter { !order.contains($0) }
    numbers = Array(repeating: ServerID(0), count: serverCount)
    for (number, server) in all.enumerated() { numbers[Int(server.rawValue)] = ServerID(UInt32(number)) }
  }

  subscript(server: ServerID) -> ServerID { numbers[Int(server.rawValue)] }

  subscript(action: Action) -> Action {
    switch action {
    case .electionTimeout(let i): .electionTimeout(self[i])
    case .clientAppend(let i): .clientAppend(self[i])
    case .sendAppendEntries(from: let i, to: let j): .sendAppendEntries(from: self[i], to: self[j])
    case .sendHeartbeat(from: let i, to: let j): .sendHeartbeat(from: self[i], to: self[j])
    case .receive(let packet, let again): .receive(self[packet], again: again)
    case .lose(let packet): .lose(self[packet])
    case .restart(let i): .restart(self[i])
    case .stepDown(let i): .stepDown(self[i])
    case .apply(let i): .apply(self[i])
    case .takeSnapshot(let i): .takeSnapshot(self[i])
    case .sendInstallSnapshot(from: let i, to: let j): .sendInstallSnapshot(from: self[i], to: self[j])
    case .changeMembership(let i, to: let target): .changeMembership(self[i], to: self[target])
    case .leaveJointMembership(let i): .leaveJointMembership(self[i])
    case .transferLeadership(from: let i, to: let j): .transferLeadership(from: self[i], to: self[j])
    case .abortTransfer(let i): .abortTransfer(self[i])
    case .requestRead(let i): .requestRead(self[i])
    }
  }

  private subscript(servers: ServerSet) -> ServerSet { ServerSet(servers.map { self[$0] }) }

  private subscript(membership: Membership) -> Membership {
    Membership(
      voters: self[membership.voters], outgoingVoters: self[membership.outgoingVoters],
      learners: self[membership.learners])
  }

  private subscript(entry: ServerLog.Entry) -> ServerLog.Entry {
    if let membership = entry.membership { return .membership(term: entry.term, self[membership]) }
    guard let origin = entry.commandOrigin else { return entry }
    return .command(term: entry.term, from: self[origin])
  }

  private subscript(packet: Packet) -> Packet {
    let (i, j, term) = (self[packet.source], self[packet.destination], packet.term)
    return switch packet.kind {
    case .requestVoteRequest:
      .requestVoteRequest(from: i, to: j, term: term, lastLog: packet.lastLog, isTransfer: packet.isTransfer)
    case .requestVoteResponse:
      .requestVoteResponse(from: i, to: j, term: term, voteGranted: packet.voteGranted)
    case .preVoteRequest: .preVoteRequest(from: i, to: j, term: term, lastLog: packet.lastLog)
    case .preVoteResponse: .preVoteResponse(from: i, to: j, term: term, voteGranted: packet.voteGranted)
    case .appendEntriesRequest:
      .appendEntriesRequest(
        from: i, to: j, term: term, prevLog: packet.prevLog, entries: self[packet.entries],
        leaderCommit: packet.leaderCommit, round: packet.round)
    case .appendEntriesResponse:
      .appendEntriesResponse(
        from: i, to: j, term: term, success: packet.success, matchIndex: packet.matchIndex,
        round: packet.round)
    case .installSnapshotRequest:
      .installSnapshotRequest(from: i, to: j, term: term, snapshot: self[packet.snapshot])
    case .installSnapshotResponse:
      .installSnapshotResponse(from: i, to: j, term: term, matchIndex: packet.matchIndex)
    case .timeoutNow: .timeoutNow(from: i, to: j, term: term)
    }
  }

  private subscript(snapshot: ServerLog.SnapshotState) -> ServerLog.SnapshotState {
    var snapshot = snapshot
    snapshot.membership = self[snapshot.membership]
    return snapshot
  }

  private subscript(entries: EntryList) -> EntryList {
    var result = EntryList()
    for k in 0..<entries.count { result.append(self[entries[k]]) }
    return result
  }
}
