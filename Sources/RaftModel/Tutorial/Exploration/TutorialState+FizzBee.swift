/// What FizzBee tells states of the tutorial apart by.
extension TutorialState {
  /// Equal for states that FizzBee takes for one.
  ///
  /// The thread that ran last, all threads in any order, the servers and the variables of the model. Not: the arguments of
  /// calls, and how often actions were begun.
  var fizzBeeKey: [UInt8] {
    var threads: [[UInt64]] = []
    for slot in 0..<Self.threadMaximum where self.threads[slot].isRunning {
      threads.append(self.threads[slot].fizzBeeWords)
    }
    var words = self.threads[Int(current)].isRunning ? self.threads[Int(current)].fizzBeeWords : [0]
    for thread in threads.sorted(by: { $0.lexicographicallyPrecedes($1) }) { words += thread }
    for server in 0..<Self.serverCount {
      words += [servers[server].words.0, servers[server].words.1, servers[server].log.bits]
    }
    words += [UInt64(nextCommand), history.entries.bits]
    return words.withUnsafeBytes { [UInt8]($0) }
  }

  /// The servers that wait for an answer of another one.
  var waitingServers: [Int] { (0..<Self.serverCount).filter { isWaiting($0) } }
}

extension TutorialThread {
  /// A parallel loop remembers what its servers looked like when it was entered.
  fileprivate var fizzBeeWords: [UInt64] {
    let words = wordsWithoutArguments
    var result = [words.0, words.1, words.2]
    for server in 0..<TutorialState.serverCount where caller.range & 1 << UInt8(server) != 0 {
      result.append(looksOnEntry[server])
    }
    return result
  }
}
