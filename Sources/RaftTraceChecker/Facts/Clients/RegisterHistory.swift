import TraceFormat

/// What clients did to one register, as far as one history tells.
struct RegisterHistory {
  private(set) var calls: [ClientCall] = []
  /// Operations that have not returned yet, by number.
  private var open: [UInt64: Int] = [:]
  /// Whether something was done to it that is neither a read nor a write nor a compare-and-swap.
  private(set) var hasUnknownEffects = false

  var hasReads: Bool { calls.contains { $0.found.map { $0 != ClientCall.toldNothing } ?? false } }

  mutating func call(_ operation: ClientOperation, at moment: Int, _ position: SourcePosition) {
    guard let effect = Self.effect(of: operation) else {
      if operation.action != .known(.read) { open[operation.request] = -1 }
      return
    }
    open[operation.request] = calls.count
    calls.append(
      ClientCall(
        effect: effect, called: moment, returned: Int.max, operation: operation, position: position))
  }

  mutating func answer(
    _ operation: ClientOperation, called: Int, at moment: Int, _ position: SourcePosition
  ) {
    let known = open.removeValue(forKey: operation.request)
    switch operation.outcome.value {
    case .failed:
      // It has not happened: as a read, it says nothing.
      if let known, known >= 0 { calls[known].effect = .read(ClientCall.toldNothing) }
    case .succeeded:
      if known == -1 { hasUnknownEffects = true }
      if operation.action == .known(.read), let value = operation.value.value {
        calls.append(
          ClientCall(
            effect: .read(value), called: called, returned: moment, operation: operation, position: position))
      } else if let known, known >= 0 {
        calls[known].returned = moment
        calls[known].operation = operation
        calls[known].position = position
      }
    case .indefinite, nil:
      if known == -1 { hasUnknownEffects = true }
    }
  }

  /// The operations in the order of their calls; nil where the register cannot be judged.
  func judged() -> [ClientCall]? {
    guard !hasUnknownEffects, !open.values.contains(-1) else { return nil }
    let told = calls.filter { $0.effect != .read(ClientCall.toldNothing) }.sorted { $0.called < $1.called }
    return hasUnseenWriter(told) ? nil : withoutIdleWrites(told)
  }

  /// Leaves out what may not have happened and wrote a value that nobody found: the answer is the same without it.
  private func withoutIdleWrites(_ calls: [ClientCall]) -> [ClientCall] {
    let found = Set(calls.compactMap(\.found))
    return calls.filter { call in
      if case .write(let value) = call.effect { !call.isIndefinite || found.contains(value) } else { true }
    }
  }

  /// Whether a value was found that no client of the history wrote, where it cannot have been there from the beginning.
  ///
  /// Somebody else writes it then, and may have written anything at any time. That the key is not there is no such value.
  private func hasUnseenWriter(_ calls: [ClientCall]) -> Bool {
    let written = Set(calls.compactMap(\.written))
    let firstReturn = calls.filter { $0.written != nil }.map(\.returned).min() ?? Int.max
    let foreign = calls.filter { call in
      call.found.map { $0 != ClientCall.absent && !written.contains($0) } ?? false
    }
    return foreign.contains { $0.called > firstReturn } || Set(foreign.compactMap(\.found)).count > 1
  }

  /// What a call does if it takes effect; nil where that is not known yet, or never.
  private static func effect(of operation: ClientOperation) -> ClientCall.Effect? {
    switch (operation.action.value, operation.value.value, operation.expected.value) {
    case (.write, let value?, _): .write(value)
    case (.compareAndSwap, let value?, let expected?): .swap(from: expected, to: value)
    case (.read, _, _), (.write, _, _), (.compareAndSwap, _, _), (nil, _, _): nil
    }
  }
}

extension ClientCall {
  /// The digest by which readers of histories say that a key is not there.
  static let absent = PayloadHash(0)
  fileprivate static let toldNothing = PayloadHash(UInt64.max)
}
