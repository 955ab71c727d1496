/// Events that a new process may have printed before the line of its start, until the next event tells.
///
/// etcd prints `became follower` and then the state that it recovered: both are of the new life. A process prints each
/// such line once before its start, so a second one of a kind proves that the first was of the life before.
struct HeldEvents {
  private struct Held {
    let event: TraceEvent
    let rule: Int
  }

  private var held: [Held] = []

  /// Adds an event to the output, behind those of its server that it proves to be earlier.
  mutating func add(_ event: TraceEvent, rule: Int, mayPrecedeStart: Bool, to output: inout [TraceEvent]) {
    if mayPrecedeStart {
      let earlier = held.lastIndex { held in
        held.rule == rule && Self.areOfOne(held.event, event) && held.event.position != event.position
      }
      release(upTo: earlier, of: event, to: &output)
      held.append(Held(event: event, rule: rule))
    } else if event.kind == .start {
      output.append(event)
      release(upTo: held.indices.last, of: event, to: &output)
    } else {
      release(upTo: held.indices.last, of: event, to: &output)
      output.append(event)
    }
  }

  /// Adds the start of a life that no held event is of.
  mutating func addBehindAll(_ start: TraceEvent, to output: inout [TraceEvent]) {
    release(upTo: held.indices.last, of: start, to: &output)
    output.append(start)
  }

  /// Adds all that is held, at the input's end.
  mutating func releaseAll(to output: inout [TraceEvent]) {
    for held in held { output.append(held.event) }
    held = []
  }

  private mutating func release(upTo last: Int?, of event: TraceEvent, to output: inout [TraceEvent]) {
    guard let last else { return }
    var kept: [Held] = []
    for (i, one) in held.enumerated() {
      if i <= last, Self.areOfOne(one.event, event) {
        output.append(one.event)
      } else {
        kept.append(one)
      }
    }
    held = kept
  }

  private static func areOfOne(_ a: TraceEvent, _ b: TraceEvent) -> Bool {
    a.server == b.server && a.group == b.group
  }
}
