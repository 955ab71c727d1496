/// The vector clocks of a trace: a server's own events count, and a received message brings what its sender knew.
///
/// Mattern 1989, Fidge 1988. A clock that the source gave stands as it is, if it counts its own server.
struct ShiVizClocks {
  private var clocks: [ServerID: VectorClock] = [:]
  private var pairing = MessagePairing<VectorClock>()

  /// Whether an event can be given its clock; a receipt cannot before its sending was seen.
  func canAdvance(past event: TraceEvent) -> Bool {
    guard case .messageReceived(let message) = event.kind, event.givenClock == nil else { return true }
    return pairing.isWaiting(message, in: event.group)
  }

  /// The clock of the next event of its server.
  mutating func advance(past event: TraceEvent) -> VectorClock {
    let clock = event.givenClock ?? next(event)
    clocks[event.server] = clock
    switch event.kind {
    case .messageSent(let message): pairing.send(message, in: event.group, clock)
    case .messageDuplicated(let message): pairing.duplicate(message, in: event.group)
    default: break
    }
    return clock
  }

  private mutating func next(_ event: TraceEvent) -> VectorClock {
    var clock = clocks[event.server] ?? VectorClock([])
    if case .messageReceived(let message) = event.kind,
      let sent = pairing.receive(message, in: event.group)
    {
      clock = clock.merged(with: sent)
    }
    return clock.ticked(event.server)
  }
}

extension VectorClock {
  fileprivate func merged(with other: VectorClock) -> VectorClock {
    var merged = components
    for component in other.components {
      if let i = merged.firstIndex(where: { $0.server == component.server }) {
        merged[i].count = max(merged[i].count, component.count)
      } else {
        merged.append(component)
      }
    }
    return VectorClock(merged)
  }

  fileprivate func ticked(_ server: ServerID) -> VectorClock {
    var ticked = components
    if let i = ticked.firstIndex(where: { $0.server == server }) {
      ticked[i].count = ticked[i].count == .max ? .max : ticked[i].count + 1
    } else {
      ticked.append(Component(server: server, count: 1))
    }
    return VectorClock(ticked)
  }
}

extension TraceEvent {
  /// The clock that the source gave, where it is one of this event.
  fileprivate var givenClock: VectorClock? {
    guard let clock = clock.value, clock[server] > 0 else { return nil }
    return clock
  }
}
