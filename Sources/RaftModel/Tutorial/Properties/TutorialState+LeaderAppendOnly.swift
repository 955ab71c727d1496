/// A leader never overwrites or deletes entries in its log.
///
/// Raft §5.3, Figure 3. Of a server that leads the same term before and after the step.
extension TutorialState {
  func judgeLeaderAppendOnly(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for index in 0..<Self.serverCount {
      let (old, new) = (before.servers[index], servers[index])
      guard old.mode == .leader, new.mode == .leader, old.currentTerm == new.currentTerm, old.log != new.log
      else { continue }
      judgement = .held
      if new.log.prefix(old.log.lastIndex) != old.log {
        return .violated(
          "\(Self.name(of: index)) leads term \(new.currentTerm) and its log goes from \(old.log) to \(new.log)"
        )
      }
    }
    return judgement
  }
}
