/// The kinds of messages, named as in the Raft paper and the dissertation.
public enum MessageType: String, CaseIterable, Sendable {
  case requestVoteRequest = "RequestVoteRequest"
  case requestVoteResponse = "RequestVoteResponse"
  case preVoteRequest = "PreVoteRequest"
  case preVoteResponse = "PreVoteResponse"
  case appendEntriesRequest = "AppendEntriesRequest"
  case appendEntriesResponse = "AppendEntriesResponse"
  case installSnapshotRequest = "InstallSnapshotRequest"
  case installSnapshotResponse = "InstallSnapshotResponse"
  case timeoutNow = "TimeoutNow"
  case readIndexRequest = "ReadIndexRequest"
  case readIndexResponse = "ReadIndexResponse"
}

extension MessageBody {
  public var type: MessageType {
    switch self {
    case .requestVoteRequest: .requestVoteRequest
    case .requestVoteResponse: .requestVoteResponse
    case .preVoteRequest: .preVoteRequest
    case .preVoteResponse: .preVoteResponse
    case .appendEntriesRequest: .appendEntriesRequest
    case .appendEntriesResponse: .appendEntriesResponse
    case .installSnapshotRequest: .installSnapshotRequest
    case .installSnapshotResponse: .installSnapshotResponse
    case .timeoutNow: .timeoutNow
    case .readIndexRequest: .readIndexRequest
    case .readIndexResponse: .readIndexResponse
    }
  }
}
