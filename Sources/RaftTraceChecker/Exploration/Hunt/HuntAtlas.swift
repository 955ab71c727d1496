import RaftModel
import TraceFormat

/// A state that a walk reached, and how.
struct HuntPlace: Sendable {
  var state: ClusterState
  var actions: [Action]
}

/// What kinds of steps the walks of a hunt have met, how often, and where each was met first.
///
/// Bugs wait behind rare events, and what follows on a rare event is rarer still: a walk that begins where something rare has
/// just happened gets there sooner than one from the initial state, as fuzzers that are guided by coverage do.
struct HuntAtlas: Sendable {
  private var walkCounts: [UInt64: Int] = [:]
  private var places: [(situation: UInt64, place: HuntPlace)] = []

  func isNew(_ situation: UInt64) -> Bool { walkCounts[situation] == nil }

  mutating func record(_ outcome: HuntWalk.Outcome) {
    for (situation, place) in outcome.discoveries where walkCounts[situation] == nil {
      walkCounts[situation] = 0
      places.append((situation, place))
    }
    for situation in outcome.situations { walkCounts[situation, default: 0] += 1 }
  }

  /// One of the places: of some drawn at random that with the rarest event; nil as long as there is none.
  func place(_ random: inout SplitMix64) -> HuntPlace? {
    guard !places.isEmpty else { return nil }
    var best = random.below(places.count)
    for _ in 0..<3 {
      let other = random.below(places.count)
      if walkCounts[places[other].situation]! < walkCounts[places[best].situation]! { best = other }
    }
    return places[best].place
  }

  /// The kind of a step: what happens, to a server in what condition, and what it changes there.
  static func situation(before: ClusterState, _ action: Action, after: ClusterState) -> UInt64 {
    var key = SituationKey()
    guard let i = action.server else { return 0 }
    let (old, new) = (before[i], after[i])
    key.add(number(of: action), below: 32)
    if let packet = action.received {
      let index = packet.prevLog.index
      key.add(Int(packet.kind.rawValue), below: 9)
      key.add(packet.voteGranted)
      key.add(packet.term, comparedWith: old.currentTerm)
      key.add(index, comparedWith: old.log.snapshot.position.index)
      key.add(index, comparedWith: old.commitIndex)
      key.add(index, comparedWith: old.log.lastIndex)
      key.add(packet.lastNewIndex, comparedWith: old.log.lastIndex)
      key.add(old.log.term(at: index) == packet.prevLog.term)
      key.add(packet.entries.isEmpty)
      key.add(packet.round > 0)
      let other = before[packet.source]
      key.add(other.log.lastIndex, comparedWith: old.log.lastIndex)
      key.add(other.membership == old.membership)
      key.add(index, comparedWith: old.matchIndex[packet.source])
    }
    key.add(Int(old.role.rawValue), below: 5)
    key.add(Int(new.role.rawValue), below: 5)
    key.add(new.log.lastIndex, comparedWith: old.log.lastIndex)
    key.add(new.log.lastTerm == old.log.lastTerm)
    key.add(new.log.snapshot == old.log.snapshot)
    key.add(new.commitIndex, comparedWith: old.commitIndex)
    key.add(new.votedFor == old.votedFor)
    key.add(old.log.membershipIndex, comparedWith: old.commitIndex)
    key.add(old.membership.isJoint)
    key.add(old.membership.voters.contains(i))
    key.add(old.membership.learners.contains(i))
    key.add(new.membership == old.membership)
    key.add(old.log.snapshot.position.index > .zero)
    key.add(old.log.count > 0)
    key.add(new.log.count > 0)
    key.add(new.log.membershipIndex > .zero)
    key.add(old.read.isPending)
    key.add(old.transferTarget != nil)
    key.add(old.extra != 0)
    return key.value
  }

  private static func number(of action: Action) -> Int {
    switch action {
    case .electionTimeout: 0
    case .clientAppend: 1
    case .sendAppendEntries: 2
    case .sendHeartbeat: 3
    case .receive(_, let again): again ? 4 : 5
    case .lose: 6
    case .restart: 7
    case .stepDown: 8
    case .apply: 9
    case .takeSnapshot: 10
    case .sendInstallSnapshot: 11
    case .changeMembership: 12
    case .leaveJointMembership: 13
    case .transferLeadership: 14
    case .abortTransfer: 15
    case .requestRead: 16
    }
  }
}

/// A number made of small numbers.
private struct SituationKey {
  private(set) var value: UInt64 = 0

  mutating func add(_ number: Int, below bound: UInt64) { value = value &* bound &+ UInt64(number) }

  mutating func add(_ isTrue: Bool) { add(isTrue ? 1 : 0, below: 2) }

  mutating func add<T: Comparable>(_ a: T, comparedWith b: T) { add(a < b ? 0 : a == b ? 1 : 2, below: 3) }
}
