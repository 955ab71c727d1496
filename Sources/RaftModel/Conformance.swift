public import TraceFormat

/// Whether the steps of a variant are steps of Raft.
///
/// The same action is taken under Raft, and all is compared but the history variables and the room for variants.
public struct Conformance: Sendable {
  private let model: RaftModel

  /// - Parameter options: the parts of Raft that the variant has.
  public init(options: ModelOptions) {
    model = RaftModel(
      rules: Raft(options: options), bounds: Bounds(),
      initialState: ClusterState(serverCount: 1, membership: .none))
  }

  /// In what a step differs from Raft's; nil where Raft takes the same step.
  public func deviation(before: ClusterState, _ action: Action, after: ClusterState) -> Deviation? {
    var expected = before
    do {
      try model.take(action, from: before, into: &expected)
    } catch {
      return .notTaken(error)
    }
    for i in after.allServers {
      for field in ServerField.allCases where !field.isEqual(in: expected[i], after[i]) {
        return .field(field, of: i, found: after[i], expected: expected[i])
      }
    }
    for k in 0..<after.network.count where !expected.network.contains(after.network[k]) {
      return .sent(after.network[k])
    }
    for k in 0..<expected.network.count where !after.network.contains(expected.network[k]) {
      return .notSent(expected.network[k])
    }
    return nil
  }
}

/// In what a step of a variant differs from Raft's: the first difference found.
public enum Deviation: Sendable {
  /// Raft does not take the step; a requirement of it is not met.
  case notTaken(DisabledAction)
  /// A server is not as Raft would leave it.
  case field(ServerField, of: ServerID, found: ServerState, expected: ServerState)
  /// A message is in flight that Raft does not send.
  case sent(Packet)
  /// A message is missing that Raft sends, or keeps in flight.
  case notSent(Packet)

  /// The sentence for a person.
  public var sentence: String {
    switch self {
    case .notTaken(let disabled): "Raft does not take this step: it \(disabled.sentence)"
    case .field(let field, of: let i, let found, let expected):
      "\(field.rawValue) of \(i.modelName) is \(field.text(in: found)); by Raft's rules it is \(field.text(in: expected))"
    case .sent(let packet): "\(packet.route) is sent, which Raft does not send"
    case .notSent(let packet): "\(packet.route) is missing, which Raft sends"
    }
  }
}

/// One field of a server, by its name in Figure 2 where it has one.
public enum ServerField: String, CaseIterable, Sendable {
  case currentTerm, votedFor, role, log, commitIndex, lastApplied, votesGranted, nextIndex, matchIndex
  case transferTarget = "target of the transfer"
  case heartbeatRound = "round of heartbeats"
  case read = "pending read"
  case machine = "state machine"

  /// Whether two servers agree in the field.
  func isEqual(in a: ServerState, _ b: ServerState) -> Bool {
    switch self {
    case .currentTerm: a.currentTerm == b.currentTerm
    case .votedFor: a.votedFor == b.votedFor
    case .role: a.role == b.role
    case .log: a.log == b.log
    case .commitIndex: a.commitIndex == b.commitIndex
    case .lastApplied: a.lastApplied == b.lastApplied
    case .votesGranted: a.votesGranted == b.votesGranted
    case .nextIndex: a.nextIndex == b.nextIndex
    case .matchIndex: a.matchIndex == b.matchIndex
    case .transferTarget: a.transferTarget == b.transferTarget
    case .heartbeatRound: a.heartbeatRound == b.heartbeatRound
    case .read: a.read == b.read
    case .machine: a.machine == b.machine
    }
  }

  /// The value as a person reads it.
  func text(in server: ServerState) -> String {
    switch self {
    case .currentTerm: "\(server.currentTerm)"
    case .votedFor: server.votedFor?.modelName ?? "none"
    case .role: "\(server.role)"
    case .log: Self.text(server.log)
    case .commitIndex: "\(server.commitIndex)"
    case .lastApplied: "\(server.lastApplied)"
    case .votesGranted: Self.text(server.votesGranted)
    case .nextIndex: Self.text(server.nextIndex)
    case .matchIndex: Self.text(server.matchIndex)
    case .transferTarget: server.transferTarget?.modelName ?? "none"
    case .heartbeatRound: "\(server.heartbeatRound)"
    case .read: Self.text(server.read)
    case .machine: "\(server.machine)"
    }
  }

  private static func text(_ servers: ServerSet) -> String {
    servers.isEmpty ? "empty" : "{" + servers.map(\.modelName).joined(separator: ", ") + "}"
  }

  private static func text(_ table: ServerTable) -> String {
    let indices = (0..<UInt32(ServerSet.capacity)).map { "\(table[ServerID($0)])" }
    return "[" + indices.joined(separator: ", ") + "]"
  }

  private static func text(_ read: PendingRead) -> String {
    guard read.isPending else { return "none" }
    return "one of index \(read.readIndex) in round \(read.round), confirmed by \(text(read.acknowledgedBy))"
  }

  private static func text(_ log: ServerLog) -> String {
    var parts: [String] = []
    if log.snapshot.position != .zero {
      let voters = text(log.snapshot.membership.voters)
      parts.append(
        "a snapshot to \(log.snapshot.position.index) of term \(log.snapshot.position.term) with voters \(voters)"
      )
    }
    var index = log.firstIndex
    while let entry = log[index] {
      let kind = entry.isMembership ? "configuration" : entry.isNoOperation ? "empty" : "command"
      parts.append("\(index): \(kind) of term \(entry.term)")
      index = index.next
    }
    return parts.isEmpty ? "empty" : parts.joined(separator: ", ")
  }
}

extension Packet {
  /// The message in words: "requestVoteResponse n2 → n1 of term 3".
  fileprivate var route: String { "\(kind) \(source.modelName) → \(destination.modelName) of term \(term)" }
}
