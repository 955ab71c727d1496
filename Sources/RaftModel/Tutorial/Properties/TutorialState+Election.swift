/// What the tutorial's own assertion says of a state.
extension TutorialState {
  /// Raft §5.2 · the tutorial's `AtMostOneLeaderPerTerm`.
  var hasTwoLeadersOfATerm: Bool {
    for a in 0..<Self.serverCount where servers[a].mode == .leader {
      for b in 0..<a where servers[b].mode == .leader && servers[a].currentTerm == servers[b].currentTerm {
        return true
      }
    }
    return false
  }
}
