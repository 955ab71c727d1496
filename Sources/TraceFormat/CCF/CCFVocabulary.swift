/// What a line says happened, in the words of CCF's `raft.h` and of its driver.
enum CCFFunction: Sendable {
  /// The driver's runner puts it in place of the first server's first lines: its start as leader, the first membership, a
  /// signature and their commit.
  case bootstrap
  case replicate
  case sendAppendEntries
  case receiveAppendEntries
  case executeAppendEntries
  case addConfiguration
  case commit
  case becomePreVoteCandidate
  case becomeCandidate
  case becomeLeader
  case becomeFollower
  case dropPending
  /// Any other message that is sent; its type says which.
  case send
  /// Any other message that arrives.
  case receive
  /// A function of another version.
  case other

  static let table = ByteKeyTable<CCFFunction>([
    "bootstrap": .bootstrap, "replicate": .replicate, "send_append_entries": .sendAppendEntries,
    "recv_append_entries": .receiveAppendEntries, "execute_append_entries_sync": .executeAppendEntries,
    "add_configuration": .addConfiguration, "commit": .commit,
    "become_pre_vote_candidate": .becomePreVoteCandidate, "become_candidate": .becomeCandidate,
    "become_leader": .becomeLeader, "become_follower": .becomeFollower, "drop_pending_to": .dropPending,
    "send_append_entries_response": .send, "send_request_vote": .send, "send_request_vote_response": .send,
    "send_request_pre_vote": .send, "send_request_pre_vote_response": .send,
    "send_propose_request_vote": .send, "recv_append_entries_response": .receive,
    "recv_request_vote": .receive, "recv_request_vote_response": .receive,
    "recv_request_pre_vote": .receive, "recv_request_pre_vote_response": .receive,
    "recv_propose_request_vote": .receive,
  ])
}

/// The types of messages, `RaftMsgType` in CCF's `raft_types.h`.
enum CCFMessageType: Sendable {
  case appendEntries
  case appendEntriesResponse
  case requestVote
  case requestVoteResponse
  case requestPreVote
  case requestPreVoteResponse
  case proposeRequestVote
  /// A type of another version.
  case other

  static let table = ByteKeyTable<CCFMessageType>([
    "raft_append_entries": .appendEntries, "raft_append_entries_response": .appendEntriesResponse,
    "raft_request_vote": .requestVote, "raft_request_vote_response": .requestVoteResponse,
    "raft_request_pre_vote": .requestPreVote, "raft_request_pre_vote_response": .requestPreVoteResponse,
    "raft_propose_request_vote": .proposeRequestVote,
  ])
}

/// What a server is in its view.
enum CCFLeadership: Sendable {
  /// A server that has heard of no view yet, or whose retirement is complete: it neither leads nor campaigns.
  case none
  case follower
  case preVoteCandidate
  case candidate
  case leader

  static let table = ByteKeyTable<CCFLeadership>([
    "None": .none, "Pending": .none, "Follower": .follower, "PreVoteCandidate": .preVoteCandidate,
    "Candidate": .candidate, "Leader": .leader,
  ])

  var role: Role {
    switch self {
    case .none, .follower: .follower
    case .preVoteCandidate: .preCandidate
    case .candidate: .candidate
    case .leader: .leader
    }
  }
}

/// The keys of the JSON, one table per object.
struct CCFKeys: Sendable {
  enum Top { case tag, time, message }
  enum Message {
    case function, state, packet, source, destination, view, index, arguments, configuration, configurations
  }
  enum State { case server, view, last, commit, leadership, membership }
  enum Packet {
    case type, term, index, previousIndex, previousTerm, termOfIndex, leaderCommit, lastLogIndex, success
    case lastCommittableIndex, lastCommittableTerm, voteGranted, electionType
  }
  enum Arguments { case index, configuration }
  enum Configuration { case index, servers }

  let top = ByteKeyTable<Top>(["tag": .tag, "h_ts": .time, "msg": .message])
  let message = ByteKeyTable<Message>([
    "function": .function, "state": .state, "packet": .packet, "from_node_id": .source,
    "to_node_id": .destination, "view": .view, "seqno": .index, "args": .arguments,
    "new_configuration": .configuration, "configurations": .configurations,
  ])
  let state = ByteKeyTable<State>([
    "node_id": .server, "my_node_id": .server, "current_view": .view, "last_idx": .last,
    "commit_idx": .commit, "leadership_state": .leadership, "membership_state": .membership,
  ])
  let packet = ByteKeyTable<Packet>([
    "msg": .type, "term": .term, "idx": .index, "prev_idx": .previousIndex, "prev_term": .previousTerm,
    "term_of_idx": .termOfIndex, "leader_commit_idx": .leaderCommit, "last_log_idx": .lastLogIndex,
    "success": .success, "last_committable_idx": .lastCommittableIndex,
    "term_of_last_committable_idx": .lastCommittableTerm, "vote_granted": .voteGranted,
    "election_type": .electionType,
  ])
  let arguments = ByteKeyTable<Arguments>(["idx": .index, "configuration": .configuration])
  let configuration = ByteKeyTable<Configuration>(["idx": .index, "nodes": .servers])
  let functions = CCFFunction.table
  let messageTypes = CCFMessageType.table
  let leaderships = CCFLeadership.table
}
