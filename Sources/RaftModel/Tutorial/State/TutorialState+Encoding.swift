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
  func encode(into bytes: inout [UInt8]) {
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
    for slot in 0..<Self.threadMaximum where threads[slot].isRunning {
      let words = threads[slot].words
      bytes.append(words.0, count: 7)
      bytes.append(words.1, count: 7)
      bytes.append(TutorialLog(bits: words.2))
      bytes.append(words.3, count: 7)
    }
  }

  /// The state of which these are the bytes.
  init(decoding bytes: ArraySlice<UInt8>) {
    var bytes = bytes
    for index in 0..<Self.serverCount {
      servers[index] = TutorialServer(
        fields: bytes.take(5), nextIndices: bytes.take(3), matchIndices: bytes.take(3), log: bytes.takeLog())
    }
    nextCommand = UInt8(bytes.take(1))
    for action in 0..<TutorialAction.allCases.count { begun[action] = UInt8(bytes.take(1)) }
    let committed = bytes.takeLog()
    for index in stride(from: 1, through: committed.lastIndex, by: 1) {
      history.commit(committed.prefix(index), upTo: index, term: UInt8(bytes.take(1)))
    }
    var slot = 0
    while !bytes.isEmpty {
      threads[slot] = TutorialThread(words: (bytes.take(7), bytes.take(7), bytes.takeLog().bits, bytes.take(7)))
      slot += 1
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ word: UInt64, count: Int) {
    for byte in 0..<count { append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
  }

  fileprivate mutating func append(_ log: TutorialLog) {
    append(UInt8(log.lastIndex))
    append(log.bits, count: log.lastIndex)
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func take(_ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for (index, byte) in prefix(count).enumerated() { word |= UInt64(byte) << UInt64(8 * index) }
    removeFirst(count)
    return word
  }

  fileprivate mutating func takeLog() -> TutorialLog { TutorialLog(bits: take(Int(take(1)))) }
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
