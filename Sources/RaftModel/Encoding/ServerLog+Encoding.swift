import TraceFormat

extension ServerLog {
  @inline(__always)
  func encode(into bytes: inout StateBytes, _ renaming: Renaming) {
    if snapshot.position != .zero {
      bytes.append(number: snapshot.position.term.rawValue)
      bytes.append(number: snapshot.position.index.rawValue)
      bytes.append(word: snapshot.content)
    }
    snapshot.membership.encode(into: &bytes, renaming)
    bytes.append(UInt8(count))
    for slot in 0..<count { entry(atSlot: slot).encode(into: &bytes, renaming) }
  }

  init(_ bytes: inout StateReader, hasSnapshot: Bool) {
    var snapshot = SnapshotState(membership: .none)
    if hasSnapshot {
      snapshot.position = LogPosition(term: Term(bytes.number()), index: LogIndex(bytes.number()))
      snapshot.content = bytes.word()
    }
    snapshot.membership = Membership(&bytes)
    self.init(snapshot: snapshot)
    for _ in 0..<bytes.byte() { append(Entry(&bytes)) }
  }
}

extension Membership {
  @inline(__always)
  func encode(into bytes: inout StateBytes, _ renaming: Renaming) {
    bytes.append(renaming.places(of: voters) | (outgoingVoters.isEmpty && learners.isEmpty ? 0 : 0x80))
    guard !outgoingVoters.isEmpty || !learners.isEmpty else { return }
    bytes.append(renaming.places(of: outgoingVoters))
    bytes.append(renaming.places(of: learners))
  }

  init(_ bytes: inout StateReader) {
    let voters = bytes.byte()
    self.init(voters: ServerSet(bits: voters & 0x7f))
    guard voters & 0x80 != 0 else { return }
    outgoingVoters = ServerSet(bits: bytes.byte())
    learners = ServerSet(bits: bytes.byte())
  }
}

extension ServerLog.Entry {
  private static let membershipMark: UInt8 = 0xff
  private static let noOperationMark: UInt8 = 0xfe

  func encode(into bytes: inout StateBytes, _ renaming: Renaming) {
    bytes.append(number: term.rawValue)
    if let membership {
      bytes.append(Self.membershipMark)
      membership.encode(into: &bytes, renaming)
    } else {
      bytes.append(commandOrigin.map { renaming.place(of: $0) } ?? Self.noOperationMark)
    }
  }

  init(_ bytes: inout StateReader) {
    let term = Term(bytes.number())
    let mark = bytes.byte()
    switch mark {
    case Self.membershipMark: self = .membership(term: term, Membership(&bytes))
    case Self.noOperationMark: self = .noOperation(term: term)
    default: self = .command(term: term, from: ServerID(UInt32(mark)))
    }
  }
}
