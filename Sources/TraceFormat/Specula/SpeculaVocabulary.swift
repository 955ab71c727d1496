/// What a line says happened, in the words of Specula's instrumentation of hashicorp/raft.
enum SpeculaEventName: Sendable {
  case becomeCandidate
  case becomeLeader
  case handleRequestVoteRequest
  case handleRequestVoteResponse
  case handleAppendEntriesRequest
  case advanceCommitIndex
  case proposeConfigChange
  /// Entries or a heartbeat, sent by a routine of its own.
  case sendAppendEntries
  /// An answer to either, taken by the same routine.
  case handleAppendEntriesResponse
  /// A name of another version.
  case other

  static let table = ByteKeyTable<SpeculaEventName>([
    "BecomeCandidate": .becomeCandidate, "BecomeLeader": .becomeLeader,
    "HandleRequestVoteRequest": .handleRequestVoteRequest,
    "HandleRequestVoteResponse": .handleRequestVoteResponse,
    "HandleAppendEntriesRequest": .handleAppendEntriesRequest, "AdvanceCommitIndex": .advanceCommitIndex,
    "ProposeConfigChange": .proposeConfigChange, "SendReplicateEntries": .sendAppendEntries,
    "SendHeartbeat": .sendAppendEntries, "HandleReplicateResponse": .handleAppendEntriesResponse,
    "HandleHeartbeatResponse": .handleAppendEntriesResponse,
  ])
}

/// The keys of the JSON, one table per object.
struct SpeculaKeys: Sendable {
  enum Top { case tag, time, event }
  enum Event { case name, server, state, message }
  enum State { case term, role, commit, lastLogIndex, lastLogTerm }
  enum Message {
    case subtype, term, source, destination, prevLogIndex, prevLogTerm, entries, commit, success, matchIndex
    case voteGranted, lastLogIndex, lastLogTerm
  }

  let top = ByteKeyTable<Top>(["tag": .tag, "ts": .time, "event": .event])
  let event = ByteKeyTable<Event>(["name": .name, "nid": .server, "state": .state, "msg": .message])
  let state = ByteKeyTable<State>([
    "term": .term, "role": .role, "commitIndex": .commit, "lastLogIndex": .lastLogIndex,
    "lastLogTerm": .lastLogTerm,
  ])
  let message = ByteKeyTable<Message>([
    "subtype": .subtype, "term": .term, "from": .source, "to": .destination, "prevLogIndex": .prevLogIndex,
    "prevLogTerm": .prevLogTerm, "entries": .entries, "commitIndex": .commit, "success": .success,
    "matchIndex": .matchIndex, "voteGranted": .voteGranted, "lastLogIndex": .lastLogIndex,
    "lastLogTerm": .lastLogTerm,
  ])
  let names = SpeculaEventName.table
  let roles = ByteKeyTable<Role>([
    "Follower": .follower, "Candidate": .candidate, "Leader": .leader,
  ])
}
