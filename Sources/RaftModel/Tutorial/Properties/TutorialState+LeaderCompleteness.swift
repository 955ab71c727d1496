/// A leader has every entry committed in earlier terms.
///
/// Raft §5.4, Figure 3. An entry counts as committed in the term that its server had then: see `TutorialHistory`.
extension TutorialState {
  func judgeLeaderCompleteness(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for server in 0..<Self.serverCount where servers[server].mode == .leader {
      let (old, leader) = (before.servers[server], servers[server])
      guard old.mode != .leader || old.log != leader.log || before.history != history else { continue }
      judgement = .held
      for index in stride(from: 1, through: history.entries.lastIndex, by: 1)
      where leader.currentTerm > history.term(at: index) && leader.log[index] != history.entries[index] {
        return .violated(
          "\(Self.name(of: server)) leads term \(leader.currentTerm) with \(leader.log), and "
            + "\(history.entries[index]) was committed at index \(index) in term \(history.term(at: index))")
      }
    }
    return judgement
  }
}
