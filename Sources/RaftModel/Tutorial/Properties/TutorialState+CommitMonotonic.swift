/// A server's commit index never decreases while it runs.
///
/// Raft Figure 2 (volatile state).
extension TutorialState {
  func judgeCommitMonotonic(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for index in 0..<Self.serverCount {
      let (old, new) = (before.servers[index].commitIndex, servers[index].commitIndex)
      if new < old {
        return .violated("the commit index of \(Self.name(of: index)) goes from \(old) to \(new)")
      }
      if new > old { judgement = .held }
    }
    return judgement
  }
}
