import RaftModel
import TraceFormat

extension ModelWords {
  /// A message with all its fields.
  func message(_ packet: Packet) -> Message {
    Message(
      source: self[packet.source], destination: .known(self[packet.destination]), term: .known(packet.term),
      body: body(packet))
  }

  private func body(_ packet: Packet) -> MessageBody {
    switch packet.kind {
    case .requestVoteRequest:
      .requestVoteRequest(
        RequestVoteRequest(
          lastLogIndex: .known(packet.lastLog.index), lastLogTerm: .known(packet.lastLog.term),
          isLeadershipTransfer: .known(packet.isTransfer)))
    case .requestVoteResponse:
      .requestVoteResponse(RequestVoteResponse(voteGranted: .known(packet.voteGranted)))
    case .preVoteRequest:
      .preVoteRequest(
        PreVoteRequest(lastLogIndex: .known(packet.lastLog.index), lastLogTerm: .known(packet.lastLog.term)))
    case .preVoteResponse: .preVoteResponse(PreVoteResponse(voteGranted: .known(packet.voteGranted)))
    case .appendEntriesRequest: .appendEntriesRequest(request(packet))
    case .appendEntriesResponse: .appendEntriesResponse(response(packet))
    case .installSnapshotRequest:
      .installSnapshotRequest(
        InstallSnapshotRequest(snapshot: snapshot(packet.snapshot), isDone: .known(true)))
    case .installSnapshotResponse: .installSnapshotResponse(snapshotResponse(packet))
    case .timeoutNow: .timeoutNow
    }
  }

  private func request(_ packet: Packet) -> AppendEntriesRequest {
    let first = packet.prevLog.index.rawValue + 1
    let entries = (0..<packet.entries.count).map {
      entry(packet.entries[$0], at: LogIndex(first + UInt64($0)))
    }
    return AppendEntriesRequest(
      prevLogIndex: .known(packet.prevLog.index), prevLogTerm: .known(packet.prevLog.term),
      entries: EntryBatch(entries), leaderCommit: .known(packet.leaderCommit))
  }

  /// The model's one index is, in an answer that says no, the one that was refused.
  private func response(_ packet: Packet) -> AppendEntriesResponse {
    packet.success
      ? AppendEntriesResponse(success: .known(true), matchIndex: .known(packet.matchIndex))
      : AppendEntriesResponse(success: .known(false), conflictIndex: .known(packet.matchIndex))
  }

  /// Index 0 says no.
  private func snapshotResponse(_ packet: Packet) -> InstallSnapshotResponse {
    packet.matchIndex > .zero
      ? InstallSnapshotResponse(success: .known(true), matchIndex: .known(packet.matchIndex))
      : InstallSnapshotResponse(success: .known(false))
  }
}
