/// The messages in flight in a state, counted.
///
/// Specifications keep them as a set, a bag (a function from messages to counts), a list, or as queues by source and
/// destination.
struct SpecNetwork {
  struct Packet {
    /// Nil where the message is none of Raft's that are known.
    var message: Message?
    var isAddressedToItself: Bool
    var count: Int
  }

  /// By the message's value in canonical bytes.
  private(set) var packets: [[UInt8]: Packet] = [:]
  /// The keys in the order in which the state has them.
  private(set) var order: [[UInt8]] = []
  /// Whether a message that is sent twice may look as if it was sent once.
  private(set) var hidesRepetitions = false
  /// Whether everything in flight was understood.
  private(set) var isUnderstood = true
  /// Whether an acknowledgement tells where the follower's log ends.
  private(set) var showsLastIndexAsMatch = false
  /// Whether a server sends messages to itself.
  private(set) var asksItself = false

  init() {}

  init(_ value: SpecValue, _ reading: SpecReading) {
    collect(value, from: [], reading)
  }

  func count(_ key: [UInt8]) -> Int { packets[key]?.count ?? 0 }

  /// Goes down to the messages; `path` holds the servers that were keys on the way.
  private mutating func collect(_ value: SpecValue, from path: [ServerID], _ reading: SpecReading) {
    if let draft = SpecMessage(value, path, reading) {
      add(draft, value, path, 1)
      return
    }
    if let elements = value.elements, !elements.isEmpty, !isByServer(value, path, reading) {
      for element in elements {
        if path.isEmpty, element["seq"] == nil { hidesRepetitions = true }
        if case .set = value, element["seq"] == nil { hidesRepetitions = true }
        collect(element, from: path, reading)
      }
      return
    }
    for pair in value.pairs ?? [] { collect(pair, from: path, reading) }
    if value.pairs == nil, value.elements == nil { isUnderstood = false }
  }

  private mutating func collect(_ pair: SpecValue.Pair, from path: [ServerID], _ reading: SpecReading) {
    if let server = reading.serverID(pair.key), path.count < 2 {
      return collect(pair.value, from: path + [server], reading)
    }
    if let ends = pair.key.elements, ends.count == 2, path.isEmpty, let first = reading.serverID(ends[0]),
      let second = reading.serverID(ends[1])
    {
      return collect(pair.value, from: [first, second], reading)
    }
    guard let count = pair.value.integer, let draft = SpecMessage(pair.key, path, reading) else {
      isUnderstood = false
      return
    }
    add(draft, pair.key, path, Int(clamping: max(count, 0)))
  }

  /// Whether a sequence is a function from servers that are called by numbers from 1 on.
  private func isByServer(_ value: SpecValue, _ path: [ServerID], _ reading: SpecReading) -> Bool {
    guard case .sequence(let values) = value, path.count < 2, values.count == reading.layout.servers.count,
      reading.layout.servers == (1...values.count).map(String.init)
    else { return false }
    return values.allSatisfy {
      $0.elements != nil || $0.pairs != nil && SpecMessage($0, path, reading) == nil
    }
  }

  private mutating func add(_ draft: SpecMessage, _ value: SpecValue, _ path: [ServerID], _ count: Int) {
    if !draft.isKnown { isUnderstood = false }
    if draft.showsLastIndexAsMatch { showsLastIndexAsMatch = true }
    var key = value.canonical
    for server in path { key += [UInt8(ascii: "@")] + String(server.rawValue).utf8 }
    if packets[key] == nil {
      order.append(key)
      let isToItself = draft.message.map { .known($0.source) == $0.destination } ?? false
      if isToItself { asksItself = true }
      packets[key] = Packet(message: draft.message, isAddressedToItself: isToItself, count: 0)
    }
    packets[key]?.count += count
  }
}
