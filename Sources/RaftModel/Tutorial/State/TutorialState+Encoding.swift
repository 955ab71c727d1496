/// A state as bytes: equal states, equal bytes.
extension TutorialState {
  /// Puts the threads in the order of their numbers, since nothing but FizzBee's own counts depends on it.
  mutating func orderThreads() {
    for end in 1..<Self.threadMaximum {
      var slot = end
      while slot > 0, threads[slot].words > threads[slot - 1].words {
        threads.swapAt(slot, slot - 1)
        slot -= 1
      }
    }
    for slot in 0..<Self.threadMaximum { threads[slot].looksOnEntry = SIMD4() }
    current = 0
  }

  /// Appends all that decides what can still happen; the threads must be in order.
  func encode(into bytes: inout StateBytes) {
    for index in 0..<Self.serverCount {
      let server = servers[index]
      let (fields, indices) = server.words
      bytes.append(fields, count: 5)
      bytes.append(indices, count: 3)
      bytes.append(indices >> 32, count: 3)
      bytes.append(server.log)
    }
    bytes.append(nextCommand)
    for action in 0..<TutorialAction.allCases.count { bytes.append(begun[action]) }
    bytes.append(history.entries)
    for index in stride(from: 1, through: history.entries.lastIndex, by: 1) {
      bytes.append(history.term(at: index))
    }
    bytes.append(UInt8(runningCount))
    for slot in 0..<runningCount {
      let words = threads[slot].words
      bytes.append(words.0, count: 7)
      bytes.append(words.1, count: 7)
      bytes.append(TutorialLog(bits: words.2))
      bytes.append(words.3, count: 7)
    }
  }

  /// The state of which these are the bytes.
  init(_ bytes: inout StateReader) {
    for index in 0..<Self.serverCount {
      servers[index] = TutorialServer(
        fields: bytes.take(5), nextIndices: bytes.take(3), matchIndices: bytes.take(3), log: bytes.takeLog())
    }
    nextCommand = bytes.byte()
    for action in 0..<TutorialAction.allCases.count { begun[action] = bytes.byte() }
    let committed = bytes.takeLog()
    for index in stride(from: 1, through: committed.lastIndex, by: 1) {
      history.commit(committed, upTo: index, term: bytes.byte())
    }
    for slot in 0..<Int(bytes.byte()) {
      threads[slot] = TutorialThread(
        words: (bytes.take(7), bytes.take(7), bytes.takeLog().bits, bytes.take(7)))
    }
  }
}

extension StateBytes {
  fileprivate mutating func append(_ word: UInt64, count: Int) {
    for byte in 0..<count { append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
  }

  fileprivate mutating func append(_ log: TutorialLog) {
    append(UInt8(log.lastIndex))
    append(log.bits, count: log.lastIndex)
  }
}

extension StateReader {
  fileprivate mutating func take(_ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<count { word |= UInt64(byte()) << UInt64(8 * index) }
    return word
  }

  fileprivate mutating func takeLog() -> TutorialLog { TutorialLog(bits: take(Int(byte()))) }
}

extension TutorialServer {
  fileprivate init(fields: UInt64, nextIndices: UInt64, matchIndices: UInt64, log: TutorialLog) {
    currentTerm = UInt8(truncatingIfNeeded: fields)
    vote = UInt8(truncatingIfNeeded: fields >> 8)
    mode = Mode(rawValue: UInt8(truncatingIfNeeded: fields >> 16)) ?? .follower
    leader = UInt8(truncatingIfNeeded: fields >> 24)
    commitIndex = UInt8(truncatingIfNeeded: fields >> 32)
    for server in 0..<TutorialState.serverCount {
      nextIndex[server] = UInt8(truncatingIfNeeded: nextIndices >> UInt64(8 * server))
      matchIndex[server] = UInt8(truncatingIfNeeded: matchIndices >> UInt64(8 * server))
    }
    self.log = log
  }
}
