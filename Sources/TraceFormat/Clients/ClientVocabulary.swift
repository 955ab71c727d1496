/// The words that histories of clients use, in JSON and in EDN.
struct ClientVocabulary: Sendable {
  enum Key {
    case type, client, function, key, value, expected, called, returned, time, isAcknowledged, outcome, index, group
  }

  /// What the key `type` says of a record.
  enum RecordType { case invoke, ok, fail, info }

  let keys = ByteKeyTable<Key>([
    "type": .type, "process": .client, "client": .client, "f": .function, "k": .key, "key": .key, "v": .value,
    "value": .value, "expected": .expected, "old": .expected, "invoke": .called, "invoked": .called,
    "call": .called, "start": .called, "done": .returned, "return": .returned, "returned": .returned,
    "end": .returned, "time": .time, "ok": .isAcknowledged, "outcome": .outcome, "index": .index,
    "rev": .index, "revision": .index, "seq": .index, "sequence": .index, "group": .group, "stream": .group,
    "queue": .group, "shard": .group, "partition": .group, "topic": .group,
  ])
  let types = ByteKeyTable<RecordType>(["invoke": .invoke, "ok": .ok, "fail": .fail, "info": .info])
  let actions = ByteKeyTable<ClientOperation.Action>([
    "read": .read, "get": .read, "r": .read, "write": .write, "put": .write, "w": .write,
    "cas": .compareAndSwap, "compare-and-set": .compareAndSwap, "compare-and-swap": .compareAndSwap,
    "compareAndSwap": .compareAndSwap,
  ])
  let outcomes = ByteKeyTable<ClientOperation.Outcome>([
    "ok": .succeeded, "succeeded": .succeeded, "success": .succeeded, "fail": .failed, "failed": .failed,
    "info": .indefinite, "unknown": .indefinite, "indefinite": .indefinite, "timeout": .indefinite,
  ])
}

extension ClientVocabulary.RecordType {
  var part: ClientRecord.Part {
    switch self {
    case .invoke: .call
    case .ok: .answer(.succeeded)
    case .fail: .answer(.failed)
    case .info: .answer(.indefinite)
    }
  }
}
