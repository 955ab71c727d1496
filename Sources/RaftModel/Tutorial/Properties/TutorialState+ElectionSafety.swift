/// At most one leader can be elected in a given term.
///
/// Raft §5.2, Figure 3 · the tutorial's `AtMostOneLeaderPerTerm`, which sees two leaders that lead at the same time.
extension TutorialState {
  func judgeElectionSafety(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for a in 0..<Self.serverCount where servers[a].mode == .leader && before.servers[a].mode != .leader {
      judgement = .held
      for b in 0..<Self.serverCount where b != a && servers[b].mode == .leader {
        guard servers[a].currentTerm == servers[b].currentTerm else { continue }
        return .violated(
          "\(Self.name(of: b)) and \(Self.name(of: a)) both lead term \(servers[a].currentTerm)")
      }
    }
    return judgement
  }
}
