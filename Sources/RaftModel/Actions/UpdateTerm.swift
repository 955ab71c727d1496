public import TraceFormat

extension RaftRules {
  /// Server `i` sees a term above its own in a request or a response: it adopts it and becomes follower.
  ///
  /// Raft §5.1 and Figure 2 (All Servers) · raft.tla `UpdateTerm`.
  public func updateTerm(_ i: ServerID, to term: Term, in state: inout ClusterState) {
    state[i].forgetCampaignAndLeadership()
    state[i].currentTerm = term
    state[i].votedFor = nil
    state[i].role = .follower
  }

  /// Whether a receiver whose term is lower adopts that of a message.
  ///
  /// Raft §5.1 and Figure 2 (All Servers).
  public func adoptsTerm(of packet: Packet) -> Bool { packet.bindsReceiver }
}

extension Packet {
  /// Whether the term of the message is the sender's; that of a pre-vote, and of a grant of one, is not yet anyone's.
  ///
  /// Dissertation §9.6.
  public var bindsReceiver: Bool {
    kind != .preVoteRequest && !(kind == .preVoteResponse && voteGranted)
  }
}
