/// What is remembered of messages that were sent, until they are received.
///
/// A message is known again by all that is shown of it. Of several that look the same, the first sent is the first received.
struct MessagePairing<Sending> {
  private struct Key: Hashable {
    var group: GroupID
    var message: Message
  }

  /// The latest sendings that are remembered: a message that comes later than that has lost its sending.
  private let capacity: Int
  private var waiting: [Key: [(number: Int, sending: Sending)]] = [:]
  /// The keys of the latest sendings, in order; those of numbers below `first` are forgotten.
  private var keys: [Key] = []
  private var first = 0

  init(capacity: Int = 1 << 16) { self.capacity = capacity }

  mutating func send(_ message: Message, in group: GroupID, _ sending: Sending) {
    let key = Key(group: group, message: message)
    waiting[key, default: []].append((first + keys.count, sending))
    keys.append(key)
    if keys.count == 2 * capacity { forgetOlderHalf() }
  }

  /// The network delivers one more copy of what was sent.
  mutating func duplicate(_ message: Message, in group: GroupID) {
    if let sending = waiting[Key(group: group, message: message)]?.first?.sending {
      send(message, in: group, sending)
    }
  }

  func isWaiting(_ message: Message, in group: GroupID) -> Bool {
    waiting[Key(group: group, message: message)] != nil
  }

  /// The sending of a message that is received; nil where none was seen.
  mutating func receive(_ message: Message, in group: GroupID) -> Sending? {
    let key = Key(group: group, message: message)
    guard let sending = waiting[key]?.first?.sending else { return nil }
    drop(key)
    return sending
  }

  private mutating func forgetOlderHalf() {
    for (offset, key) in keys[..<capacity].enumerated() where waiting[key]?.first?.number == first + offset {
      drop(key)
    }
    keys.removeFirst(capacity)
    first += capacity
  }

  private mutating func drop(_ key: Key) {
    waiting[key]?.removeFirst()
    if waiting[key]?.isEmpty == true { waiting[key] = nil }
  }
}
