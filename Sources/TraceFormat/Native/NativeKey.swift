/// The keys of one kind of object in the native format, one case per key and named as it.
protocol NativeKey: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
  /// What an error calls such a key, as "a key of an event".
  static var title: String { get }
}

extension NativeKey {
  /// The key as a line shows it.
  var name: String { "\(self)" }

  static var vocabulary: NativeVocabulary<Self> { NativeVocabulary(title, allCases.map { ($0.name, $0) }) }
}

/// The keys of an event.
enum EventKey: UInt8, NativeKey {
  case event, server, group
  case role, candidate, leader, name, term, index, lastLogIndex, lastLogTerm, payload, termAndVote
  case entries, count, isPartial, configuration
  case client, request, action, key, value, outcome, begin, end
  case message, before, after
  case clock, time, at

  static var title: String { "a key of an event" }
}

/// The keys of a message.
enum MessageKey: UInt8, NativeKey {
  case type, from, to, term
  case lastLogIndex, lastLogTerm, isLeadershipTransfer, voteGranted
  case prevLogIndex, prevLogTerm, entries, count, isPartial, leaderCommit
  case success, matchIndex, conflictIndex, conflictTerm
  case lastIncludedIndex, lastIncludedTerm, configuration, content, isDone
  case context, readIndex

  static var title: String { "a key of a message" }
}

/// The keys of an observation.
enum ObservationKey: UInt8, NativeKey {
  case currentTerm, votedFor, role, leader, lastLogIndex, lastLogTerm, commitIndex, lastApplied
  case durableIndex, snapshotIndex, stateHash, configuration

  static var title: String { "a key of an observation" }
}

/// The keys of an entry of the log.
enum EntryKey: UInt8, NativeKey {
  case index, term, payload

  static var title: String { "a key of an entry" }
}

/// The keys of a membership.
enum ConfigurationKey: UInt8, NativeKey {
  case voters, outgoingVoters, learners

  static var title: String { "a key of a configuration" }
}

/// The keys of the first line.
enum HeaderKey: UInt8, NativeKey {
  case format, version, dialect, producer

  static var title: String { "a key of the header" }
}

/// The keys of the header's dialect.
enum DialectKey: UInt8, NativeKey {
  case durability, configurationUse, isComplete, reusesIdentities, isOrdered, showsMessages, divergences

  static var title: String { "a key of the dialect" }
}

/// Some keys of one kind of object, one bit each.
struct KeySet<Key: NativeKey>: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  init(arrayLiteral keys: Key...) {
    for key in keys { insert(key) }
  }

  /// False where the key was there already.
  @discardableResult
  mutating func insert(_ key: Key) -> Bool {
    let bit: UInt64 = 1 << UInt64(key.rawValue)
    defer { bits |= bit }
    return bits & bit == 0
  }

  func contains(_ key: Key) -> Bool { bits & 1 << UInt64(key.rawValue) != 0 }

  /// The first of these keys that the other set has not.
  @inline(__always)
  func first(notIn other: Self) -> Key? {
    let stray = bits & ~other.bits
    return stray == 0 ? nil : Key(rawValue: UInt8(stray.trailingZeroBitCount))
  }

  func union(_ other: Self) -> Self {
    var result = self
    result.bits |= other.bits
    return result
  }

  /// The names of the keys, in the order of their declaration, and what else there is.
  func list(or other: String) -> String {
    let names = Key.allCases.filter { contains($0) }.map(\.name)
    return names.isEmpty ? other : names.joined(separator: ", ") + " or " + other
  }
}
