extension SpecServer {
  /// Whether only what is volatile differs from an earlier state, and is as it was at first (Raft Figure 2).
  func forgets(what earlier: SpecServer, asIn first: SpecServer) -> Bool {
    role == .known(.follower) && currentTerm == earlier.currentTerm && votedFor == earlier.votedFor
      && log == earlier.log && snapshot == earlier.snapshot && volatile == first.volatile
      && volatile.contains { $0 != nil } && commitIndex == first.commitIndex
      && lastApplied == first.lastApplied
      && (earlier.role != .known(.follower) || commitIndex != earlier.commitIndex)
  }

  /// Whether, in one term, a vote or an acknowledgement of another server was added.
  func counts(more earlier: SpecServer, except own: String) -> Bool {
    guard currentTerm == earlier.currentTerm, role == earlier.role else { return false }
    if let votes = volatile[0]?.elements, earlier.volatile[0]?.elements != nil {
      if votes.contains(where: { vote in
        vote.name.map { $0 != own && !earlier.hasVote(of: $0) } ?? false
      }) {
        return true
      }
    }
    guard role == .known(.leader), let matches = volatile[3]?.pairs else { return false }
    return matches.contains { pair in
      guard let name = pair.key.name, name != own, let new = pair.value.integer,
        let old = earlier.match(of: name)
      else { return false }
      return new > old
    }
  }

  /// Whether a candidate has counted a vote; true where that is not shown.
  func hasVote(of voter: String) -> Bool {
    guard let elements = volatile[0]?.elements else { return true }
    return elements.contains { $0.name == voter }
  }

  /// What a leader knows to match at a server, in the specification's count.
  func match(of server: String) -> Int64? {
    volatile[3]?.pairs?.first { $0.key.name == server }?.value.integer
  }
}
