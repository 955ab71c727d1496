import RaftModel
import TraceFormat

/// Leaves out of a run that breaks an invariant the steps without which it is broken too.
///
/// When steps are left out, a later message is another one, as terms and indices shift; so its step takes the message in
/// flight that is most like it.
struct BehaviorReduction: ReductionProblem {
  struct Broken {
    var invariant: PropertySummary
    var reason: String
    var behavior: Behavior
    var actions: [Action]
  }

  private let model: RaftModel

  init(_ model: RaftModel) { self.model = model }

  /// The steps that matter; nil where the run breaks nothing.
  ///
  /// The invariant may become another one on the way, as a shorter way to harm is what is wanted.
  func reduce(_ actions: [Action]) -> [Action]? {
    guard var reduction = Reduction(self, start: actions) else { return nil }
    repeat { DeltaDebugging.reduce(&reduction) } while removeCopies(&reduction)
    return reduction.current
  }

  /// Has messages handled once, where that breaks an invariant too; returns whether any is.
  private func removeCopies(_ reduction: inout Reduction<BehaviorReduction>) -> Bool {
    let version = reduction.version
    for i in reduction.current.indices {
      guard i < reduction.current.count, case .receive(let packet, again: true) = reduction.current[i] else {
        continue
      }
      var candidate = reduction.current
      candidate[i] = .receive(packet)
      if let executed = reduction.attempt(candidate) { reduction.replace(with: executed) }
    }
    return reduction.version != version
  }

  func attempt(_ candidate: [Action]) -> [Action]? { replay(candidate)?.actions }

  /// Takes the actions that can be taken, up to the first step that breaks an invariant; nil where none does.
  func replay(_ actions: [Action]) -> Broken? {
    var behavior = Behavior(initialState: model.initialState)
    var taken: [Action] = []
    for wanted in actions {
      let before = behavior.lastState
      guard let action = counterpart(of: wanted, in: before) else { continue }
      var after = before
      do { try model.take(action, in: &after) } catch { continue }
      behavior.append(action, after)
      taken.append(action)
      if let (invariant, reason) = model.firstViolation(before: before, action, after: after) {
        return Broken(invariant: invariant, reason: reason, behavior: behavior, actions: taken)
      }
    }
    return nil
  }

  /// The action itself, or of a message that is not in flight the most similar one that is; nil for none.
  private func counterpart(of action: Action, in state: ClusterState) -> Action? {
    guard case .receive(let wanted, let again) = action, !state.network.contains(wanted) else {
      return action
    }
    var best: (packet: Packet, distance: UInt64)?
    for k in 0..<state.network.count {
      let packet = state.network[k]
      guard packet.kind == wanted.kind, packet.source == wanted.source,
        packet.destination == wanted.destination
      else { continue }
      let distance =
        Self.distance(packet.term.rawValue, wanted.term.rawValue) * 16
        + Self.distance(packet.lastNewIndex.rawValue, wanted.lastNewIndex.rawValue)
        + (packet.flag == wanted.flag ? 0 : 8)
      if best.map({ distance < $0.distance }) ?? true { best = (packet, distance) }
    }
    return best.map { .receive($0.packet, again: again) }
  }

  private static func distance(_ a: UInt64, _ b: UInt64) -> UInt64 { a < b ? b - a : a - b }
}
