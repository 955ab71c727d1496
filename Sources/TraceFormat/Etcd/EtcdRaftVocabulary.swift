/// What a line says happened, in the words of etcd's `state_trace.go`.
enum EtcdRaftEventName: Sendable {
  case initState
  case becomeFollower
  case becomeCandidate
  case becomeLeader
  case commit
  case replicate
  case changeConf
  case applyConfChange
  case ready
  /// Specula's extension: the application took entries.
  case applyEntries
  /// All `Send…`; the message's type says more than the name.
  case send
  /// All `Receive…`.
  case receive
  /// A name of another version of the library.
  case other

  static let table = ByteKeyTable<EtcdRaftEventName>([
    "InitState": .initState, "BecomeFollower": .becomeFollower, "BecomeCandidate": .becomeCandidate,
    "BecomeLeader": .becomeLeader, "Commit": .commit, "Replicate": .replicate, "ChangeConf": .changeConf,
    "ApplyConfChange": .applyConfChange, "Ready": .ready, "SendAppendEntriesRequest": .send,
    "SendAppendEntriesResponse": .send, "SendRequestVoteRequest": .send, "SendRequestVoteResponse": .send,
    "SendSnapshot": .send, "ManualSendSnapshot": .send, "ApplyEntries": .applyEntries,
    "ReceiveAppendEntriesRequest": .receive, "ReceiveAppendEntriesResponse": .receive,
    "ReceiveRequestVoteRequest": .receive, "ReceiveRequestVoteResponse": .receive,
    "ReceiveSnapshot": .receive,
  ])
}

/// The types of messages that the library traces.
enum EtcdRaftMessageType: Sendable {
  case msgApp
  case msgAppResp
  case msgHeartbeat
  case msgHeartbeatResp
  case msgSnap
  case msgVote
  case msgVoteResp
  /// A type that the library does not trace today.
  case other

  static let table = ByteKeyTable<EtcdRaftMessageType>([
    "MsgApp": .msgApp, "MsgAppResp": .msgAppResp, "MsgHeartbeat": .msgHeartbeat,
    "MsgHeartbeatResp": .msgHeartbeatResp, "MsgSnap": .msgSnap, "MsgVote": .msgVote,
    "MsgVoteResp": .msgVoteResp,
  ])
}

/// What a proposal wants of one server's membership.
enum EtcdRaftChangeAction: Sendable {
  case addVoter
  case removeServer
  case addLearner
  /// An action of another version of the library.
  case other

  static let table = ByteKeyTable<EtcdRaftChangeAction>([
    "AddNewServer": .addVoter, "RemoveServer": .removeServer, "AddLearner": .addLearner,
  ])
}

/// The keys of the JSON, one table per object.
struct EtcdRaftKeys: Sendable {
  enum Top { case tag, time, event }
  enum Event { case name, server, state, role, log, configuration, learners, message, properties }
  enum State { case term, vote, commit, snapshotIndex, snapshotTerm }
  enum Message { case type, term, source, destination, entries, logTerm, index, commit, reject, rejectHint }
  enum Change { case server, action }
  enum Property { case change, applied }

  let top = ByteKeyTable<Top>(["tag": .tag, "ts": .time, "event": .event])
  let event = ByteKeyTable<Event>([
    "name": .name, "nid": .server, "state": .state, "role": .role, "log": .log, "conf": .configuration,
    "learners": .learners, "msg": .message, "prop": .properties,
  ])
  let state = ByteKeyTable<State>([
    "term": .term, "vote": .vote, "commit": .commit, "snapshotIndex": .snapshotIndex,
    "snapshotTerm": .snapshotTerm,
  ])
  let message = ByteKeyTable<Message>([
    "type": .type, "term": .term, "from": .source, "to": .destination, "entries": .entries,
    "logTerm": .logTerm, "index": .index, "commit": .commit, "reject": .reject, "rejectHint": .rejectHint,
  ])
  let change = ByteKeyTable<Change>(["nid": .server, "action": .action])
  let property = ByteKeyTable<Property>(["cc": .change, "applied": .applied])
  let roles = ByteKeyTable<Role>([
    "StateFollower": .follower, "StateCandidate": .candidate, "StateLeader": .leader,
    "StatePreCandidate": .preCandidate,
  ])
  let events = EtcdRaftEventName.table
  let messageTypes = EtcdRaftMessageType.table
  let actions = EtcdRaftChangeAction.table
}
