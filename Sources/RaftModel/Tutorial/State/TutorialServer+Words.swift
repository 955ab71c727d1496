/// A server as numbers: equal servers, equal numbers.
extension TutorialServer {
  /// All fields but the log.
  var words: (UInt64, UInt64) {
    var fields = UInt64(currentTerm) | UInt64(vote) << 8 | UInt64(mode.rawValue) << 16
    fields |= UInt64(leader) << 24 | UInt64(commitIndex) << 32
    var indices: UInt64 = 0
    for server in 0..<TutorialState.serverCount {
      indices |= UInt64(nextIndex[server]) << UInt64(8 * server)
      indices |= UInt64(matchIndex[server]) << UInt64(8 * server + 32)
    }
    return (fields, indices)
  }

  /// Tells looks of a server apart, but for chance (2⁻⁶⁴); never 0.
  var look: UInt64 {
    let (fields, indices) = words
    var look: UInt64 = 1
    for word in [fields, indices, log.bits] {
      look = (look ^ word) &* 0x9e37_79b9_7f4a_7c15
      look ^= look >> 29
    }
    return look | 1
  }
}
