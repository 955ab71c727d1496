import TraceFormat

/// Lines that are no native events, and the material to make more.
enum NativeWrongLines {
  /// Wrong in a way that the schema can tell.
  static let againstTheSchema = [
    #"[]"#, #"1"#, #"null"#, #""start""#, #"{}"#,
    #"{"server":"n1"}"#,
    #"{"event":"start"}"#,
    #"{"event":"Start","server":"n1"}"#,
    #"{"event":null,"server":"n1"}"#,
    #"{"event":"start","server":1}"#,
    #"{"event":"start","server":null}"#,
    #"{"event":"start","server":"n1","extra":1}"#,
    #"{"event":"start","server":"n1","group":7}"#,
    #"{"event":"start","server":"n1","before":{},"after":{}}"#,
    #"{"event":"start","server":"n1","after":[]}"#,
    #"{"event":"start","server":"n1","after":{"term":1}}"#,
    #"{"event":"start","server":"n1","after":{"currentTerm":-1}}"#,
    #"{"event":"start","server":"n1","after":{"currentTerm":1.5}}"#,
    #"{"event":"start","server":"n1","after":{"currentTerm":"1"}}"#,
    #"{"event":"start","server":"n1","after":{"currentTerm":18446744073709551616}}"#,
    #"{"event":"start","server":"n1","after":{"currentTerm":null}}"#,
    #"{"event":"start","server":"n1","after":{"role":"Leader"}}"#,
    #"{"event":"start","server":"n1","after":{"stateHash":255}}"#,
    #"{"event":"start","server":"n1","time":1712331329}"#,
    #"{"event":"start","server":"n1","time":"yesterday"}"#,
    #"{"event":"start","server":"n1","at":"n1.log"}"#,
    #"{"event":"start","server":"n1","at":"n1.log:0"}"#,
    #"{"event":"start","server":"n1","clock":{"n1":"3"}}"#,
    #"{"event":"start","server":"n1","clock":["n1"]}"#,
    #"{"event":"start","server":"n1","role":"leader"}"#,
    #"{"event":"committed","server":"n1"}"#,
    #"{"event":"committed","server":"n1","index":1,"payload":"x"}"#,
    #"{"event":"entriesAppended","server":"n1","entries":[{"term":1}]}"#,
    #"{"event":"entriesAppended","server":"n1","entries":[{"index":1,"value":"x"}]}"#,
    #"{"event":"entriesAppended","server":"n1","entries":[7]}"#,
    #"{"event":"entriesAppended","server":"n1","count":1,"isPartial":true}"#,
    #"{"event":"entriesAppended","server":"n1","count":9223372036854775808}"#,
    #"{"event":"configurationInUse","server":"n1","configuration":{"learners":[]}}"#,
    #"{"event":"configurationInUse","server":"n1","configuration":{"voters":"n1"}}"#,
    #"{"event":"configurationInUse","server":"n1","configuration":["n1"]}"#,
    #"{"event":"clientCalled","server":"n1","client":"c"}"#,
    #"{"event":"clientCalled","server":"n1","client":"c","request":1,"action":"delete"}"#,
    #"{"event":"leaseHeld","server":"n1","begin":"2024-04-05T15:35:29Z"}"#,
    #"{"event":"messageSent","server":"n1"}"#,
    #"{"event":"messageSent","server":"n1","message":{}}"#,
    #"{"event":"messageSent","server":"n1","message":{"type":"TimeoutNow"}}"#,
    #"{"event":"messageSent","server":"n1","message":{"from":"n1"}}"#,
    #"{"event":"messageSent","server":"n1","message":{"type":"MsgApp","from":"n1"}}"#,
    #"{"event":"messageSent","server":"n1","message":{"type":"TimeoutNow","from":"n1","success":true}}"#,
    #"{"event":"messageSent","server":"n1","message":{"type":"InstallSnapshotRequest","from":"n1"}}"#,
    #"{"event":"messageSent","server":"n1","message":{"type":"PreVoteResponse","from":"n1","voteGranted":1}}"#,
  ]

  /// A right value for each key of an event but `event` and `server`.
  static let valuesOfEventKeys = [
    "group": #""g""#, "role": #""leader""#, "candidate": #""n2""#, "leader": #""n2""#, "name": #""Anna""#,
    "term": "4", "index": "7", "lastLogIndex": "7", "lastLogTerm": "3", "payload": #""x""#,
    "termAndVote": "true",
    "entries": #"[{"index":7}]"#, "count": "2", "isPartial": "true", "configuration": #"{"voters":["n1"]}"#,
    "client": #""c""#, "request": "1", "action": #""read""#, "key": #""k""#, "value": #""v""#,
    "outcome": #""failed""#, "begin": #""2024-04-05T15:35:29Z""#, "end": #""2024-04-05T15:35:30Z""#,
    "message": #"{"type":"TimeoutNow","from":"n1"}"#, "before": #"{"role":"leader"}"#, "after": "{}",
    "clock": #"{"n1":1}"#, "time": #""2024-04-05T15:35:29Z""#, "at": #""n1.log:1""#,
  ]

  static func requiredKeys(_ name: EventName) -> [String] {
    switch name {
    case .start, .stop, .crash, .campaignStarted, .entriesAppended, .persisted, .observed: []
    case .serverNamed: ["name"]
    case .roleChanged: ["role"]
    case .voteGranted, .voteRefused, .preVoteGranted, .preVoteRefused: ["candidate"]
    case .leaderObserved: ["leader"]
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: ["message"]
    case .logTruncated, .committed, .applied, .snapshotTaken, .snapshotInstalled: ["index"]
    case .configurationProposed, .configurationInUse: ["configuration"]
    case .clientCalled, .clientReturned: ["client", "request"]
    case .leaseHeld: ["begin", "end"]
    }
  }

  /// A right value for each key of a message but `type` and `from`.
  static let valuesOfMessageKeys = [
    "to": #""n2""#, "term": "4", "lastLogIndex": "7", "lastLogTerm": "3", "isLeadershipTransfer": "false",
    "voteGranted": "true", "prevLogIndex": "6", "prevLogTerm": "3", "entries": "[]", "count": "2",
    "isPartial": "true", "leaderCommit": "5", "success": "false", "matchIndex": "7", "conflictIndex": "5",
    "conflictTerm": "2", "lastIncludedIndex": "5", "lastIncludedTerm": "2",
    "configuration": #"{"voters":[]}"#,
    "content": #""x""#, "isDone": "true", "context": #""r""#, "readIndex": "7",
  ]

  /// What the document has to speak of.
  static let allNames =
    EventName.allCases.map(\.rawValue) + MessageType.allCases.map(\.rawValue)
    + valuesOfEventKeys.keys.sorted()
    + valuesOfMessageKeys.keys.filter { $0 != "to" && $0 != "term" }.sorted()
    + [
      "event", "server", "type", "from", "to", "term", "currentTerm", "votedFor", "commitIndex",
      "lastApplied",
      "durableIndex", "snapshotIndex", "stateHash", "outgoingVoters", "voters", "format", "version",
      "dialect",
      "producer", "durability", "configurationUse", "isComplete", "reusesIdentities", "onEvidence", "atOnce",
      "onAppend", "onApply", "follower", "preCandidate", "candidate", "learner", "read", "write",
      "compareAndSwap", "succeeded", "failed", "indefinite",
    ]
}
