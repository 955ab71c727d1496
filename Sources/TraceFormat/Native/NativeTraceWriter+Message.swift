/// Messages, one function per RPC.
extension NativeTraceWriter {
  mutating func write(_ message: Message) {
    json.key("message")
    json.beginObject()
    json.key("type")
    json.value(message.body.type.rawValue)
    write("from", message.source)
    if let destination = message.destination.value { write("to", destination) }
    write("term", message.term)
    write(message.body)
    json.endObject()
  }

  private mutating func write(_ body: MessageBody) {
    switch body {
    case .requestVoteRequest(let request): write(request)
    case .requestVoteResponse(let response): write("voteGranted", response.voteGranted)
    case .preVoteRequest(let request):
      write("lastLogIndex", request.lastLogIndex)
      write("lastLogTerm", request.lastLogTerm)
    case .preVoteResponse(let response): write("voteGranted", response.voteGranted)
    case .appendEntriesRequest(let request): write(request)
    case .appendEntriesResponse(let response): write(response)
    case .installSnapshotRequest(let request): write(request)
    case .installSnapshotResponse(let response):
      write("success", response.success)
      write("matchIndex", response.matchIndex)
    case .timeoutNow: break
    case .readIndexRequest(let request): write("context", request.context)
    case .readIndexResponse(let response):
      write("context", response.context)
      write("readIndex", response.readIndex)
    }
  }

  private mutating func write(_ request: RequestVoteRequest) {
    write("lastLogIndex", request.lastLogIndex)
    write("lastLogTerm", request.lastLogTerm)
    write("isLeadershipTransfer", request.isLeadershipTransfer)
  }

  private mutating func write(_ request: AppendEntriesRequest) {
    write("prevLogIndex", request.prevLogIndex)
    write("prevLogTerm", request.prevLogTerm)
    write(request.entries)
    write("leaderCommit", request.leaderCommit)
  }

  private mutating func write(_ response: AppendEntriesResponse) {
    write("success", response.success)
    write("matchIndex", response.matchIndex)
    write("conflictIndex", response.conflictIndex)
    write("conflictTerm", response.conflictTerm)
  }

  private mutating func write(_ request: InstallSnapshotRequest) {
    write("lastIncludedIndex", request.snapshot.lastIncludedIndex)
    write("lastIncludedTerm", request.snapshot.lastIncludedTerm)
    write("configuration", request.snapshot.configuration)
    write("content", request.snapshot.content)
    write("isDone", request.isDone)
  }
}
