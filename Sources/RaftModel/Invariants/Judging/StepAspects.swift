/// What a step is about: what happened, what it changed at the server at which it happened, and what that server sent.
///
/// An invariant names the aspects that can break it, so that a step is shown only to the invariants that it concerns.
public struct StepAspects: OptionSet, Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: Int) { rawValue = 1 << UInt64(bit) }

  /// Every step has it.
  public static let step = StepAspects(bit: 0)

  // What is different at the server after the step.
  public static let term = StepAspects(bit: 1)
  public static let vote = StepAspects(bit: 2)
  public static let role = StepAspects(bit: 3)
  /// The entries or the snapshot.
  public static let log = StepAspects(bit: 4)
  public static let snapshot = StepAspects(bit: 5)
  public static let commitIndex = StepAspects(bit: 6)
  /// `lastApplied` or the state machine.
  public static let applied = StepAspects(bit: 7)
  public static let votesGranted = StepAspects(bit: 8)
  public static let nextIndex = StepAspects(bit: 9)
  public static let matchIndex = StepAspects(bit: 10)
  public static let transferTarget = StepAspects(bit: 11)
  /// The pending read, the round of heartbeats, or the number of reads served.
  public static let read = StepAspects(bit: 12)

  // What happened.
  public static let electionTimeout = StepAspects(bit: 16)
  public static let clientAppend = StepAspects(bit: 17)
  public static let sendAppendEntries = StepAspects(bit: 18)
  public static let lose = StepAspects(bit: 19)
  public static let restart = StepAspects(bit: 20)
  public static let stepDown = StepAspects(bit: 21)
  public static let apply = StepAspects(bit: 22)
  public static let takeSnapshot = StepAspects(bit: 23)
  public static let sendInstallSnapshot = StepAspects(bit: 24)
  public static let changeMembership = StepAspects(bit: 25)
  public static let leaveJointMembership = StepAspects(bit: 26)
  public static let transferLeadership = StepAspects(bit: 27)
  public static let abortTransfer = StepAspects(bit: 28)
  public static let requestRead = StepAspects(bit: 29)
  public static let sendHeartbeat = StepAspects(bit: 30)

  /// A message of this kind was handled.
  public static func received(_ kind: Packet.Kind) -> StepAspects {
    StepAspects(bit: 32 + Int(kind.rawValue))
  }

  /// A message of any kind was handled.
  public static let receivedAny = StepAspects(rawValue: 0x1ff << 32)

  /// A message of this kind was sent that was not in flight before.
  public static func sent(_ kind: Packet.Kind) -> StepAspects { StepAspects(bit: 48 + Int(kind.rawValue)) }

  public static let sentAny = StepAspects(rawValue: 0x1ff << 48)
}

extension StepAspects {
  /// What happened.
  init(_ action: Action) {
    switch action {
    case .electionTimeout: self = .electionTimeout
    case .clientAppend: self = .clientAppend
    case .sendAppendEntries: self = .sendAppendEntries
    case .receive(let packet, again: _): self = .received(packet.kind)
    case .sendHeartbeat: self = .sendHeartbeat
    case .lose: self = .lose
    case .restart: self = .restart
    case .stepDown: self = .stepDown
    case .apply: self = .apply
    case .takeSnapshot: self = .takeSnapshot
    case .sendInstallSnapshot: self = .sendInstallSnapshot
    case .changeMembership: self = .changeMembership
    case .leaveJointMembership: self = .leaveJointMembership
    case .transferLeadership: self = .transferLeadership
    case .abortTransfer: self = .abortTransfer
    case .requestRead: self = .requestRead
    }
  }

  /// What is different in a server.
  @inline(__always)
  init(from before: ServerState, to after: ServerState) {
    var aspects: StepAspects = []
    if before.currentTerm != after.currentTerm { aspects.insert(.term) }
    if before.votedFor != after.votedFor { aspects.insert(.vote) }
    if before.role != after.role { aspects.insert(.role) }
    if before.log.snapshot != after.log.snapshot { aspects.insert([.snapshot, .log]) }
    if before.log != after.log { aspects.insert(.log) }
    if before.commitIndex != after.commitIndex { aspects.insert(.commitIndex) }
    if before.lastApplied != after.lastApplied || before.machine != after.machine { aspects.insert(.applied) }
    if before.votesGranted != after.votesGranted { aspects.insert(.votesGranted) }
    if before.nextIndex != after.nextIndex { aspects.insert(.nextIndex) }
    if before.matchIndex != after.matchIndex { aspects.insert(.matchIndex) }
    if before.transferTarget != after.transferTarget { aspects.insert(.transferTarget) }
    if before.read != after.read || before.heartbeatRound != after.heartbeatRound { aspects.insert(.read) }
    self = aspects
  }
}
