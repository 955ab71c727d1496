/// The keys that depend on what happened.
extension NativeTraceWriter {
  mutating func writeDetails(of kind: EventKind) {
    switch kind {
    case .start, .stop, .crash, .campaignStarted, .observed: break
    case .serverNamed(let name): write("name", name)
    case .roleChanged(let role): write("role", .known(role))
    case .voteDecided(let vote): write(vote)
    case .leaderObserved(let leader): write("leader", leader)
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      write(message)
    case .entriesAppended(let batch): write(batch)
    case .logTruncated(let index): write("index", index)
    case .persisted(let persistence): write(persistence)
    case .committed(let commit):
      write("index", commit.index)
      write("term", commit.entryTerm)
    case .applied(let entry): writeKeys(of: entry)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot): write(snapshot)
    case .configurationProposed(let change), .configurationInUse(let change): write(change)
    case .clientCalled(let operation), .clientReturned(let operation): write(operation)
    case .leaseHeld(let lease):
      write("begin", .known(lease.begin))
      write("end", .known(lease.end))
    }
  }

  private mutating func write(_ vote: VoteDecision) {
    write("candidate", vote.candidate)
    write("term", vote.term)
    write("lastLogIndex", vote.lastLogIndex)
    write("lastLogTerm", vote.lastLogTerm)
  }

  private mutating func write(_ persistence: Persistence) {
    write("termAndVote", .known(persistence.coversTermAndVote))
    write("lastLogIndex", persistence.lastLogIndex)
  }

  private mutating func write(_ snapshot: Snapshot) {
    write("index", snapshot.lastIncludedIndex)
    write("term", snapshot.lastIncludedTerm)
    write("configuration", snapshot.configuration)
    write("payload", snapshot.content)
  }

  private mutating func write(_ change: ConfigurationChange) {
    write("configuration", .known(change.configuration))
    write("index", change.index)
  }

  private mutating func write(_ operation: ClientOperation) {
    write("client", operation.client)
    json.key("request")
    json.value(operation.request)
    if let action = operation.action.value {
      json.key("action")
      json.value(action.word)
    }
    if let key = operation.key.value { write("key", key) }
    write("value", operation.value)
    if let outcome = operation.outcome.value {
      json.key("outcome")
      json.value(outcome.word)
    }
    write("index", operation.index)
  }

  /// The keys `count`, `entries` and `isPartial`, as few as say it.
  mutating func write(_ batch: EntryBatch) {
    let batch = NativeBatch(batch)
    if let count = batch.count {
      json.key("count")
      json.value(count)
    }
    if let entries = batch.entries {
      json.key("entries")
      json.beginArray()
      for entry in entries {
        json.beginObject()
        writeKeys(of: entry)
        json.endObject()
      }
      json.endArray()
    }
    write("isPartial", Observed(batch.isPartial))
  }

  private mutating func writeKeys(of entry: LogEntry) {
    write("index", entry.index)
    write("term", entry.term)
    write("payload", entry.payload)
  }
}
