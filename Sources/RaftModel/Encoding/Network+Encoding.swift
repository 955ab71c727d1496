import TraceFormat

extension ClusterState {
  /// Appends the messages in an order that does not depend on when they were sent.
  @inline(__always)
  func encodeMessages(into bytes: inout StateBytes, _ renaming: Renaming, scratch: inout StateBytes) {
    let count = messageCount
    scratch.removeAll()
    var parts = InlineArray<20, Range<Int>>(repeating: 0..<0)
    for i in 0..<count {
      let begin = scratch.count
      message(at: i).encode(into: &scratch, renaming)
      let part = begin..<scratch.count
      var k = i
      while k > 0, scratch.isLess(part, than: parts[k - 1]) {
        parts[k] = parts[k - 1]
        k -= 1
      }
      parts[k] = part
    }
    bytes.append(UInt8(count))
    for i in 0..<count { bytes.append(scratch, from: parts[i].lowerBound, to: parts[i].upperBound) }
  }

}

extension Network {
  mutating func read(_ bytes: inout StateReader) {
    removeAll()
    for _ in 0..<bytes.byte() { send(Packet(&bytes)) }
  }
}

extension Packet {
  private static let flagBit: UInt8 = 0x80

  @inline(__always)
  fileprivate func encode(into bytes: inout StateBytes, _ renaming: Renaming) {
    bytes.append(kind.rawValue | (flag ? Self.flagBit : 0))
    bytes.append(renaming.place(of: source) << 4 | renaming.place(of: destination))
    bytes.append(number: term.rawValue)
    switch kind {
    case .requestVoteRequest, .preVoteRequest:
      bytes.append(number: lastLog.term.rawValue)
      bytes.append(number: lastLog.index.rawValue)
    case .requestVoteResponse, .preVoteResponse, .timeoutNow: break
    case .appendEntriesRequest:
      bytes.append(number: prevLog.term.rawValue)
      bytes.append(number: prevLog.index.rawValue)
      bytes.append(number: leaderCommit.rawValue)
      bytes.append(round)
      bytes.append(UInt8(entries.count))
      for i in 0..<entries.count { entries[i].encode(into: &bytes, renaming) }
    case .appendEntriesResponse:
      bytes.append(number: matchIndex.rawValue)
      bytes.append(round)
    case .installSnapshotRequest:
      bytes.append(number: snapshot.position.term.rawValue)
      bytes.append(number: snapshot.position.index.rawValue)
      bytes.append(word: snapshot.content)
      snapshot.membership.encode(into: &bytes, renaming)
    case .installSnapshotResponse: bytes.append(number: matchIndex.rawValue)
    }
  }

  fileprivate init(_ bytes: inout StateReader) {
    let kindAndFlag = bytes.byte()
    let ends = bytes.byte()
    let (i, j) = (ServerID(UInt32(ends >> 4)), ServerID(UInt32(ends & 15)))
    let flag = kindAndFlag & Self.flagBit != 0
    let term = Term(bytes.number())
    switch Kind(rawValue: kindAndFlag & ~Self.flagBit)! {
    case .requestVoteRequest:
      self = .requestVoteRequest(from: i, to: j, term: term, lastLog: LogPosition(&bytes), isTransfer: flag)
    case .preVoteRequest: self = .preVoteRequest(from: i, to: j, term: term, lastLog: LogPosition(&bytes))
    case .requestVoteResponse: self = .requestVoteResponse(from: i, to: j, term: term, voteGranted: flag)
    case .preVoteResponse: self = .preVoteResponse(from: i, to: j, term: term, voteGranted: flag)
    case .timeoutNow: self = .timeoutNow(from: i, to: j, term: term)
    case .appendEntriesRequest:
      let (prevLog, leaderCommit, round) = (LogPosition(&bytes), LogIndex(bytes.number()), bytes.byte())
      var entries = EntryList()
      for _ in 0..<bytes.byte() { entries.append(ServerLog.Entry(&bytes)) }
      self = .appendEntriesRequest(
        from: i, to: j, term: term, prevLog: prevLog, entries: entries, leaderCommit: leaderCommit,
        round: round)
    case .appendEntriesResponse:
      self = .appendEntriesResponse(
        from: i, to: j, term: term, success: flag, matchIndex: LogIndex(bytes.number()), round: bytes.byte())
    case .installSnapshotRequest:
      let (position, content) = (LogPosition(&bytes), bytes.word())
      self = .installSnapshotRequest(
        from: i, to: j, term: term,
        snapshot: ServerLog.SnapshotState(
          position: position, membership: Membership(&bytes), content: content))
    case .installSnapshotResponse:
      self = .installSnapshotResponse(from: i, to: j, term: term, matchIndex: LogIndex(bytes.number()))
    }
  }
}

extension LogPosition {
  fileprivate init(_ bytes: inout StateReader) {
    self.init(term: Term(bytes.number()), index: LogIndex(bytes.number()))
  }
}
