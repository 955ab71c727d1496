import TraceFormat

extension HistoryVariables {
  /// Appends what was remembered; a vote that its server remembers too is left out.
  @inline(__always)
  func encode(into bytes: inout StateBytes, _ renaming: Renaming, _ state: ClusterState) {
    bytes.append(restartCount)
    bytes.append(readCount)
    bytes.append(UInt8(leaderCount))
    for i in 0..<leaderCount {
      bytes.append(number: UInt64(leader(at: i).term))
      bytes.append(renaming.place(of: ServerID(UInt32(leader(at: i).server))))
    }
    bytes.append(number: committedBase.index.rawValue)
    if committedBase.index > .zero { bytes.append(number: committedBase.term.rawValue) }
    bytes.append(UInt8(committedCount))
    for i in 0..<committedCount {
      bytes.append(number: UInt64(committed(at: i).term))
      committed(at: i).entry.encode(into: &bytes, renaming)
    }
    for place in 0..<state.serverCount {
      let server = renaming.server(at: place)
      let vote = vote(at: Int(server.rawValue))
      if vote.matches(state[server]) {
        bytes.append(Self.ownVote)
      } else {
        bytes.append(vote.term == 0 ? 0 : renaming.place(of: ServerID(UInt32(vote.candidate))) + 1)
        bytes.append(number: UInt64(vote.term))
      }
    }
  }

  init(_ bytes: inout StateReader, _ state: ClusterState) {
    self.init()
    restartCount = bytes.byte()
    readCount = bytes.byte()
    for _ in 0..<bytes.byte() {
      let term = Term(bytes.number())
      recordLeader(ServerID(UInt32(bytes.byte())), of: term)
    }
    let base = LogIndex(bytes.number())
    if base > .zero { forgetCommitted(upTo: LogPosition(term: Term(bytes.number()), index: base)) }
    for _ in 0..<bytes.byte() {
      let term = Term(bytes.number())
      recordCommitted(ServerLog.Entry(&bytes), at: lastCommitted.next, in: term)
    }
    for i in 0..<UInt32(state.serverCount) {
      let server = ServerID(i)
      let mark = bytes.byte()
      if mark == Self.ownVote {
        if let candidate = state[server].votedFor {
          recordVote(of: server, for: candidate, in: state[server].currentTerm)
        }
      } else {
        let term = Term(bytes.number())
        if let candidate = StateReader.server(mark) { recordVote(of: server, for: candidate, in: term) }
      }
    }
  }

  private static let ownVote: UInt8 = 0xff
}

extension HistoryVariables.Vote {
  /// Whether the server's own memory says the same.
  fileprivate func matches(_ server: ServerState) -> Bool {
    guard let candidate = server.votedFor else { return term == 0 }
    return term > 0 && UInt64(term) == server.currentTerm.rawValue
      && UInt32(self.candidate) == candidate.rawValue
  }
}
