import TraceFormat

extension ClusterState {
  /// Appends the state as it is when servers are renamed.
  func encode(into bytes: inout StateBytes, _ renaming: Renaming, scratch: inout StateBytes) {
    for place in 0..<serverCount {
      self[renaming.server(at: place)].encode(into: &bytes, renaming, serverCount)
    }
    encodeMessages(into: &bytes, renaming, scratch: &scratch)
    history.encode(into: &bytes, renaming, self)
  }

  init(_ bytes: inout StateReader, serverCount: Int) {
    self.init(serverCount: serverCount, membership: .none)
    read(&bytes)
  }

  /// Becomes the state that was written into these bytes.
  mutating func read(_ bytes: inout StateReader) {
    for i in allServers { self[i] = ServerState(&bytes, serverCount: serverCount) }
    network.read(&bytes)
    history = HistoryVariables(&bytes, self)
  }
}

extension ServerState {
  /// Which parts follow; a part that has its initial value is left out.
  struct Parts: OptionSet {
    var rawValue: UInt8
    static let machine = Parts(rawValue: 1)
    static let snapshot = Parts(rawValue: 2)
    static let votes = Parts(rawValue: 4)
    static let progress = Parts(rawValue: 8)
    static let leading = Parts(rawValue: 16)
    static let extra = Parts(rawValue: 32)
    static let unapplied = Parts(rawValue: 64)
  }

  @inline(__always)
  private var hasProgress: Bool {
    for i in 0..<UInt32(ServerSet.capacity) {
      if nextIndex[ServerID(i)] != .zero || matchIndex[ServerID(i)] != .zero { return true }
    }
    return false
  }

  @inline(__always)
  private var parts: Parts {
    var parts: Parts = []
    if machine != 0 { parts.insert(.machine) }
    if log.snapshot.position != .zero { parts.insert(.snapshot) }
    if !votesGranted.isEmpty { parts.insert(.votes) }
    if hasProgress { parts.insert(.progress) }
    if transferTarget != nil || heartbeatRound != 0 || read.isPending { parts.insert(.leading) }
    if extra != 0 { parts.insert(.extra) }
    if lastApplied != commitIndex { parts.insert(.unapplied) }
    return parts
  }

  @inline(__always)
  fileprivate func encode(into bytes: inout StateBytes, _ renaming: Renaming, _ serverCount: Int) {
    let parts = parts
    bytes.append(parts.rawValue)
    bytes.append(role.rawValue << 4 | (votedFor.map { renaming.place(of: $0) + 1 } ?? 0))
    bytes.append(number: currentTerm.rawValue)
    bytes.append(number: commitIndex.rawValue)
    if parts.contains(.unapplied) { bytes.append(number: lastApplied.rawValue) }
    if parts.contains(.machine) { bytes.append(word: machine) }
    log.encode(into: &bytes, renaming)
    if parts.contains(.votes) { bytes.append(renaming.places(of: votesGranted)) }
    if parts.contains(.progress) {
      for place in 0..<serverCount {
        bytes.append(number: nextIndex[renaming.server(at: place)].rawValue)
        bytes.append(number: matchIndex[renaming.server(at: place)].rawValue)
      }
    }
    if parts.contains(.leading) {
      bytes.append(transferTarget.map { renaming.place(of: $0) + 1 } ?? 0)
      bytes.append(heartbeatRound)
      read.encode(into: &bytes, renaming)
    }
    if parts.contains(.extra) { bytes.append(word: extra) }
  }

  /// Reads a server that was written without renaming.
  init(_ bytes: inout StateReader, serverCount: Int) {
    let parts = Parts(rawValue: bytes.byte())
    let roleAndVote = bytes.byte()
    self.init(membership: .none)
    role = Role(rawValue: roleAndVote >> 4)!
    votedFor = StateReader.server(roleAndVote & 15)
    currentTerm = Term(bytes.number())
    commitIndex = LogIndex(bytes.number())
    lastApplied = parts.contains(.unapplied) ? LogIndex(bytes.number()) : commitIndex
    if parts.contains(.machine) { machine = bytes.word() }
    log = ServerLog(&bytes, hasSnapshot: parts.contains(.snapshot))
    if parts.contains(.votes) { votesGranted = ServerSet(bits: bytes.byte()) }
    if parts.contains(.progress) {
      for i in 0..<UInt32(serverCount) {
        nextIndex[ServerID(i)] = LogIndex(bytes.number())
        matchIndex[ServerID(i)] = LogIndex(bytes.number())
      }
    }
    if parts.contains(.leading) {
      transferTarget = StateReader.server(bytes.byte())
      heartbeatRound = bytes.byte()
      read = PendingRead(&bytes)
    }
    if parts.contains(.extra) { extra = bytes.word() }
  }
}

extension StateReader {
  /// A server written as its place and one, or 0 for none.
  static func server(_ byte: UInt8) -> ServerID? { byte == 0 ? nil : ServerID(UInt32(byte) - 1) }
}

extension PendingRead {
  fileprivate func encode(into bytes: inout StateBytes, _ renaming: Renaming) {
    bytes.append(isPending ? 1 : 0)
    guard isPending else { return }
    bytes.append(round)
    bytes.append(renaming.places(of: acknowledgedBy))
    bytes.append(number: readIndex.rawValue)
    bytes.append(number: requirement.rawValue)
  }

  fileprivate init(_ bytes: inout StateReader) {
    guard bytes.byte() == 1 else {
      self = .none
      return
    }
    let (round, acknowledgedBy) = (bytes.byte(), ServerSet(bits: bytes.byte()))
    self.init(readIndex: LogIndex(bytes.number()), round: round, requirement: LogIndex(bytes.number()))
    self.acknowledgedBy = acknowledgedBy
  }
}
