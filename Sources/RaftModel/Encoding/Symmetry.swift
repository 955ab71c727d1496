import TraceFormat

/// Room for what the encoding of a state needs beside its bytes; one for each thread.
public struct EncodingScratch: ~Copyable {
  fileprivate var messages = StateBytes()
  fileprivate var best = StateBytes()
  fileprivate var attempt = StateBytes()

  public init() {}
}

extension ClusterState {
  /// Appends the state under the names it has.
  func encodeAsNamed(into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    encode(into: &bytes, Renaming(), scratch: &scratch.messages)
  }

  /// Appends the least encoding of the state under all renamings of its servers.
  ///
  /// Raft treats all servers alike, so states that differ only in names have the same future. Servers are put in the order
  /// of a signature that does not depend on names; those whose signatures are equal are tried in every order. So two states
  /// get the same bytes exactly if one is the other renamed.
  func encodeUpToRenaming(into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    let signatures = ServerSignatures(of: self)
    var renaming = signatures.order(count: serverCount)
    guard signatures.hasTie(in: renaming, count: serverCount) else {
      encode(into: &bytes, renaming, scratch: &scratch.messages)
      return
    }
    scratch.best.removeAll()
    tryOrders(from: 0, signatures, &renaming, &scratch)
    bytes.append(scratch.best, from: 0, to: scratch.best.count)
  }

  /// Tries all orders of the servers from a place on that keep the signatures sorted.
  private func tryOrders(
    from place: Int, _ signatures: ServerSignatures, _ renaming: inout Renaming,
    _ scratch: inout EncodingScratch
  ) {
    guard place < serverCount else {
      scratch.attempt.removeAll()
      encode(into: &scratch.attempt, renaming, scratch: &scratch.messages)
      if scratch.best.count == 0 || scratch.attempt.isLess(than: scratch.best) {
        scratch.best.replace(with: scratch.attempt)
      }
      return
    }
    var other = place
    while other < serverCount,
      signatures[renaming.server(at: other)] == signatures[renaming.server(at: place)]
    {
      renaming.swapPlaces(place, other)
      tryOrders(from: place + 1, signatures, &renaming, &scratch)
      renaming.swapPlaces(place, other)
      other += 1
    }
  }
}

/// For each server a number that depends on what it is and how it stands to the others, but on no name.
struct ServerSignatures: BitwiseCopyable {
  private var values: InlineArray<7, UInt64>

  subscript(server: ServerID) -> UInt64 { values[Int(server.rawValue)] }

  init(of state: ClusterState) {
    var alone = InlineArray<7, UInt64>(repeating: 0)
    for i in state.allServers { alone[Int(i.rawValue)] = Self.signature(i, state[i]) }
    values = alone
    for i in state.allServers { addRelations(of: i, state[i], state, alone) }
    for k in 0..<state.messageCount { add(state.message(at: k), alone) }
    for k in 0..<state.history.leaderCount {
      let leader = state.history.leader(at: k)
      values[Int(leader.server)] &+= StateBytes.mix(UInt64(leader.term) ^ 0x51)
    }
  }

  /// What a server is without regard to the others.
  @inline(__always)
  private static func signature(_ i: ServerID, _ server: ServerState) -> UInt64 {
    let vote: UInt64 = server.votedFor == nil ? 0 : server.votedFor == i ? 1 : 2
    var hash = StateBytes.mix(
      server.currentTerm.rawValue << 24 ^ server.commitIndex.rawValue << 8 ^ UInt64(server.role.rawValue) << 2
        ^ vote)
    hash = StateBytes.mix(
      hash ^ server.log.snapshot.position.index.rawValue << 32 ^ server.log.lastIndex.rawValue)
    for slot in 0..<server.log.count {
      let entry = server.log.entry(atSlot: slot)
      let kind: UInt64 = entry.isMembership ? 1 : entry.isNoOperation ? 2 : entry.commandOrigin == i ? 3 : 4
      hash = StateBytes.mix(hash ^ entry.term.rawValue << 3 ^ kind)
    }
    return hash
  }

  /// How a server stands to the others by its own fields.
  @inline(__always)
  private mutating func addRelations(
    of i: ServerID, _ server: ServerState, _ state: ClusterState, _ alone: InlineArray<7, UInt64>
  ) {
    var sum: UInt64 = 0
    if let candidate = server.votedFor { sum &+= StateBytes.mix(alone[Int(candidate.rawValue)] ^ 0x11) }
    let membership = server.membership
    for j in membership.voters { sum &+= StateBytes.mix(alone[Int(j.rawValue)] ^ (j == i ? 0x22 : 0x23)) }
    for j in server.votesGranted { sum &+= StateBytes.mix(alone[Int(j.rawValue)] ^ 0x33) }
    if server.role == .leader {
      for j in state.allServers {
        let progress = server.nextIndex[j].rawValue << 16 ^ server.matchIndex[j].rawValue << 1
        sum &+= StateBytes.mix(alone[Int(j.rawValue)] ^ progress)
      }
    }
    values[Int(i.rawValue)] = StateBytes.mix(values[Int(i.rawValue)] ^ sum)
  }

  @inline(__always)
  private mutating func add(_ packet: Packet, _ alone: InlineArray<7, UInt64>) {
    let content = StateBytes.mix(
      packet.term.rawValue << 24 ^ packet.prevLog.index.rawValue << 12 ^ UInt64(packet.entries.count) << 8
        ^ UInt64(packet.kind.rawValue) << 1 ^ (packet.flag ? 1 : 0))
    let (source, destination) = (Int(packet.source.rawValue), Int(packet.destination.rawValue))
    values[source] &+= StateBytes.mix(content ^ alone[destination] ^ 0x44)
    values[destination] &+= StateBytes.mix(content ^ alone[source] ^ 0x55)
  }

  /// The servers by rising signature.
  func order(count: Int) -> Renaming {
    var renaming = Renaming()
    for i in 1..<max(count, 1) {
      var k = i
      while k > 0, self[renaming.server(at: k)] < self[renaming.server(at: k - 1)] {
        renaming.swapPlaces(k, k - 1)
        k -= 1
      }
    }
    return renaming
  }

  func hasTie(in renaming: Renaming, count: Int) -> Bool {
    for k in 1..<max(count, 1) where self[renaming.server(at: k)] == self[renaming.server(at: k - 1)] {
      return true
    }
    return false
  }
}
