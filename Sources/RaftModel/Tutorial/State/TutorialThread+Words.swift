/// A thread as numbers: equal threads, equal numbers.
extension TutorialThread {
  typealias Words = (UInt64, UInt64, UInt64, UInt64)

  /// Everything that decides what the thread can still do.
  var words: Words {
    let (position, locals, entries) = ownWords
    let call = UInt64(callee.range) | UInt64(callee.item) << 8
    let arguments =
      UInt64(argumentTerm) << 16 | UInt64(argumentIndex) << 24 | UInt64(argumentLogTerm) << 32
      | UInt64(argumentCommit) << 40 | UInt64(logIndex) << 48
    return (position, locals, entries, call | arguments)
  }

  /// What FizzBee's hash of a thread covers: places and local variables, but not the arguments of a call.
  var wordsWithoutArguments: Words {
    let (position, locals, entries) = ownWords
    return (position, locals, entries, 0)
  }

  private var ownWords: (UInt64, UInt64, UInt64) {
    let position =
      UInt64(caller.place) | UInt64(caller.server) << 8 | UInt64(caller.range) << 16
      | UInt64(caller.item) << 24 | UInt64(callee.place) << 32 | UInt64(callee.server) << 40
      | UInt64(action.rawValue) << 48
    let locals =
      UInt64(term) | UInt64(count) << 8 | UInt64(answer) << 16 | UInt64(entry.rawValue) << 24
      | UInt64(newLogIndex) << 32 | UInt64(prevLogIndex) << 40 | UInt64(prevLogTerm) << 48
    return (position, locals, entries.bits)
  }

  init(words: Words) {
    func byte(_ word: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word >> UInt64(8 * index)) }
    caller = Frame(
      place: byte(words.0, 0), server: byte(words.0, 1), range: byte(words.0, 2), item: byte(words.0, 3))
    callee = Frame(
      place: byte(words.0, 4), server: byte(words.0, 5), range: byte(words.3, 0), item: byte(words.3, 1))
    action = TutorialAction(rawValue: byte(words.0, 6)) ?? .electionTimeout
    term = byte(words.1, 0)
    count = byte(words.1, 1)
    answer = byte(words.1, 2)
    entry = TutorialEntry(rawValue: byte(words.1, 3))
    newLogIndex = byte(words.1, 4)
    prevLogIndex = byte(words.1, 5)
    prevLogTerm = byte(words.1, 6)
    entries = TutorialLog(bits: words.2)
    argumentTerm = byte(words.3, 2)
    argumentIndex = byte(words.3, 3)
    argumentLogTerm = byte(words.3, 4)
    argumentCommit = byte(words.3, 5)
    logIndex = byte(words.3, 6)
  }
}
