public import TraceFormat

/// One side of a comparison: the events of each of its servers, kept in memory.
///
/// It takes about a hundred bytes an event, at most `wordMaximum` words in all. Law 5 is kept by that bound: what comes
/// behind it is counted, said and not compared.
public struct ComparedTrace {
  /// The most words of eight bytes that one side keeps: half a gigabyte, some five million events.
  public static let wordMaximum = 1 << 26

  public let symbols: TraceSymbols
  /// The events that were read, and of these how many there was no room for.
  public private(set) var eventCount = 0
  public private(set) var eventsWithoutRoom = 0
  var histories: [ServerHistory] = []
  private(set) var payloads = PayloadSample()
  private var numbers: [UInt64: Int] = [:]
  private var taker = FieldTaker()
  private var wordCount = 0
  private let wordMaximum: Int

  public init(symbols: TraceSymbols, wordMaximum: Int = Self.wordMaximum) {
    self.symbols = symbols
    self.wordMaximum = wordMaximum
  }

  /// Takes the next event; those of one server come in the order of its lines.
  public mutating func append(_ event: TraceEvent) {
    eventCount += 1
    let number = history(of: event.server, in: event.group)
    guard wordCount < wordMaximum else {
      histories[number].cut()
      eventsWithoutRoom += 1
      return
    }
    let before = histories[number].words.count
    histories[number].append(event, taker: &taker)
    wordCount += histories[number].words.count - before
    payloads.note(event.kind)
  }

  private mutating func history(of server: ServerID, in group: GroupID) -> Int {
    let key = UInt64(group.rawValue) << 32 | UInt64(server.rawValue)
    if let number = numbers[key] { return number }
    numbers[key] = histories.count
    histories.append(ServerHistory(group: group, server: server))
    return histories.count - 1
  }
}

/// Some of the payloads that a trace shows, to see whether two traces are of the same ones.
struct PayloadSample {
  private static let maximum = 4096
  /// The digest of no bytes, which the first entry of any leader may have.
  private static let empty = PayloadHash(of: [UInt8]().span)

  private(set) var hashes: Set<UInt64> = []

  mutating func note(_ kind: EventKind) {
    guard hashes.count < Self.maximum else { return }
    switch kind {
    case .entriesAppended(let batch): for entry in batch.entries { note(entry) }
    case .applied(let entry): note(entry)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .logTruncated, .persisted,
      .committed, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  private mutating func note(_ entry: LogEntry) {
    if let payload = entry.payload.value, payload != Self.empty { hashes.insert(payload.rawValue) }
  }

  /// Whether at least half of the payloads of the side that shows fewer are shown by the other side too.
  ///
  /// Entries that every run makes alike, as of a change of members, then do not make two runs comparable.
  func isShared(with other: PayloadSample) -> Bool {
    let fewer = min(hashes.count, other.hashes.count)
    return fewer > 0 && hashes.intersection(other.hashes).count * 2 >= fewer
  }
}
