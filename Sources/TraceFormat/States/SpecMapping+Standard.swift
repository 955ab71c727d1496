extension SpecMapping {
  /// The names used by raft.tla and its descendants, SandTable, KRaft's and others' specifications, Quint and FizzBee.
  public static let standard: SpecMapping = {
    var mapping = SpecMapping()
    mapping.variables = standardVariables
    mapping.logFields = ["entries", "ents", "log", "items"]
    mapping.roles = standardRoles
    mapping.noneWords = [
      "Nil", "NULL", "None", "NoNode", "NoServer", "Nobody", "Unknown", "undefined", "no_vote",
    ]
    mapping.entryFields = [
      .term: ["term", "epoch", "entryTerm", "view"],
      .index: ["idx", "index", "logIndex", "entryIndex"],
    ]
    mapping.messageFields = standardMessageFields
    mapping.messageTypes = standardMessageTypes
    mapping.restartActions = ["restart", "crash", "reboot", "recover", "nodeFail"]
    mapping.lossActions = ["drop", "lose", "loss", "discard", "partition", "disconnect"]
    mapping.duplicationActions = ["duplicate", "dup"]
    mapping.dialect.isComplete = true
    mapping.dialect.isOrdered = true
    mapping.dialect.showsMessages = true
    mapping.dialect.durability = .atOnce
    mapping.dialect.configurationUse = .onAppend
    return mapping
  }()

  private static let standardVariables: [SpecConcept: [String]] = [
    .currentTerm: ["currentTerm", "currTerm", "curTerm", "currentEpoch", "term", "terms", "epoch"],
    .role: [
      "role", "roles", "raftState", "serverState", "nodeState", "leadershipState", "state", "status", "st",
    ],
    .votedFor: ["votedFor", "voteFor", "vote", "voted", "votes", "votedForID"],
    .log: ["log", "logs", "entries"],
    .commitIndex: [
      "commitIndex", "commitIdx", "commitIndices", "committedIndex", "commit", "highWatermark", "commitLen",
      "commitLength",
    ],
    .lastApplied: ["lastApplied", "appliedIndex", "lastAppliedIndex", "applied", "appliedIdx", "applyIndex"],
    .snapshotIndex: [
      "snapshotIndex", "snapshotLastIndex", "snapshotLastIdx", "lastIncludedIndex", "snapshotIdx",
      "lastSnapshotIndex",
    ],
    .snapshotTerm: ["snapshotTerm", "snapshotLastTerm", "lastIncludedTerm", "lastSnapshotTerm"],
    .logOffset: ["logOffset", "logBase", "logBaseIndex"],
    .configuration: ["configuration", "config", "membership"],
    .votesGranted: [
      "votesGranted", "votesReceived", "votesCount", "voteGranted", "grantedVotes", "voteCount",
    ],
    .votesResponded: ["votesResponded", "votesRequested"],
    .nextIndex: ["nextIndex", "nextIdx"],
    .matchIndex: ["matchIndex", "matchIdx"],
    .messages: [
      "messages", "msgs", "network", "net", "msg", "messagesInFlight", "inflight", "channels", "queues",
    ],
    .action: ["actionTaken", "lastAction"],
  ]

  private static let standardRoles: [(word: String, role: Role)] = [
    ("Follower", .follower), ("StateFollower", .follower), ("RoleFollower", .follower), ("F", .follower),
    ("Secondary", .follower), ("Unattached", .follower), ("Voted", .follower), ("Followed", .follower),
    ("Prospective", .preCandidate),
    ("Resigned", .follower),
    ("PreCandidate", .preCandidate), ("StatePreCandidate", .preCandidate), ("PreVote", .preCandidate),
    ("Candidate", .candidate), ("StateCandidate", .candidate), ("RoleCandidate", .candidate),
    ("C", .candidate),
    ("Leader", .leader), ("StateLeader", .leader), ("RoleLeader", .leader), ("L", .leader),
    ("Primary", .leader),
    ("Learner", .learner), ("Observer", .learner), ("NonVoter", .learner),
  ]

  private static let standardMessageFields: [SpecMessageField: [String]] = [
    .type: ["type", "mtype", "kind", "tag", "msgType", "messageType"],
    .source: ["source", "src", "from", "sender"],
    .destination: ["dest", "dst", "to", "destination", "receiver", "recipient"],
    .term: ["term", "epoch", "currentTerm"],
    .lastLogIndex: ["lastLogIndex", "lastLogIdx"],
    .lastLogTerm: ["lastLogTerm"],
    .isPreVote: ["preVote", "isPreVote", "preElection", "prevote"],
    .voteGranted: ["voteGranted", "granted", "grant"],
    .prevLogIndex: ["prevLogIndex", "prevLogIdx", "prevIndex", "prevIdx"],
    .prevLogTerm: ["prevLogTerm", "prevTerm"],
    .entries: ["entries", "ents"],
    .leaderCommit: [
      "leaderCommit", "commitIndex", "commitIdx", "leaderCommitIndex", "leaderCommitIdx", "commit",
    ],
    .success: ["success", "accepted", "succeeded"],
    .rejected: ["reject", "rejected"],
    .matchIndex: ["matchIndex", "matchIdx", "match", "curIdx"],
    .nextIndex: ["nextIndex", "nextIdx", "nextNodeIdx"],
    .conflictIndex: ["conflictIndex"],
    .conflictTerm: ["conflictTerm"],
    .lastIncludedIndex: [
      "lastIncludedIndex", "lastIncludedIdx", "snapshotIndex", "lastIdx", "snapshotLastIdx",
    ],
    .lastIncludedTerm: ["lastIncludedTerm", "snapshotTerm", "lastTerm", "snapshotLastTerm"],
  ]

  private static let standardMessageTypes: [(word: String, type: MessageType)] =
    words(
      .requestVoteRequest,
      [
        "RequestVoteRequest", "RequestVote", "RequestVoteReq", "VoteRequest", "VoteReq", "RV", "RVReq",
        "MsgVote",
      ])
    + words(
      .requestVoteResponse,
      [
        "RequestVoteResponse", "RequestVoteResp", "RequestVoteReply", "VoteResponse", "VoteResp", "VoteReply",
        "RVR",
        "RVResp", "MsgVoteResp",
      ])
    + words(
      .preVoteRequest,
      [
        "PreVoteRequest", "RequestPreVoteRequest", "PreVote", "RequestPreVote", "PreVoteReq", "MsgPreVote",
        "PV",
      ])
    + words(
      .preVoteResponse,
      ["PreVoteResponse", "RequestPreVoteResponse", "PreVoteResp", "PreVoteReply", "MsgPreVoteResp", "PVR"])
    + words(
      .appendEntriesRequest,
      [
        "AppendEntriesRequest", "AppendEntries", "AppendEntriesReq", "AppendRequest", "AppendReq", "AE",
        "AEReq",
        "MsgApp", "Heartbeat", "MsgHeartbeat", "HeartbeatRequest",
      ])
    + words(
      .appendEntriesResponse,
      [
        "AppendEntriesResponse", "AppendEntriesResp", "AppendEntriesReply", "AppendResponse", "AppendResp",
        "AER",
        "AEResp", "MsgAppResp", "NNI", "HeartbeatResponse", "MsgHeartbeatResp",
      ])
    + words(
      .installSnapshotRequest,
      ["InstallSnapshotRequest", "InstallSnapshot", "InstallSnapshotReq", "SnapshotRequest", "MsgSnap"])
    + words(
      .installSnapshotResponse,
      ["InstallSnapshotResponse", "InstallSnapshotResp", "InstallSnapshotReply", "SnapshotResponse"])
    + words(.timeoutNow, ["TimeoutNow", "TimeoutNowRequest", "MsgTimeoutNow", "ProposeVoteRequest"])

  private static func words(_ type: MessageType, _ words: [String]) -> [(word: String, type: MessageType)] {
    words.map { ($0, type) }
  }
}
