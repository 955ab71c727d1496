/// Terms in a log never decrease.
///
/// Raft §5.3: a leader's entries have its term, and terms only grow.
extension TutorialState {
  func judgeLogWellFormed(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for server in 0..<Self.serverCount where servers[server].log != before.servers[server].log {
      let log = servers[server].log
      judgement = .held
      for index in stride(from: 2, through: log.lastIndex, by: 1) where log[index].term < log[index - 1].term
      {
        return .violated("the log of \(Self.name(of: server)) is \(log)")
      }
    }
    return judgement
  }
}
