/// The records of a history, put into the order in which calls and returns happened, as far as one clock tells.
struct ClientHistory {
  private var records: [ClientRecord] = []

  /// Histories are held whole: a call may return as late as it likes.
  static let recordMaximum = 1 << 21

  var count: Int { records.count }

  mutating func append(_ record: ClientRecord) { records.append(record) }

  /// The events; each operation has a number of its own.
  ///
  /// Records of calls and returns stand in the order of the file. Records of whole operations are put in the order of their
  /// moments; a call and a return of the same moment overlap.
  func events(_ symbols: TraceSymbols) -> [TraceEvent] {
    let telling = ClientTelling(symbols: symbols, valuesHoldKeys: valuesHoldKeys)
    var moments: [Moment] = []
    var open: [NameID: Int] = [:]
    for i in records.indices {
      switch records[i].part {
      case .call:
        open[records[i].client] = i
        moments.append(Moment(at: Int64(i), isReturn: false, operation: i, record: i))
      case .answer:
        guard let call = open.removeValue(forKey: records[i].client) else { continue }
        moments.append(Moment(at: Int64(i), isReturn: true, operation: call, record: i))
      case .whole(let called, let returned, _):
        moments.append(Moment(at: called, isReturn: false, operation: i, record: i))
        if let returned { moments.append(Moment(at: returned, isReturn: true, operation: i, record: i)) }
      }
    }
    return moments.sorted().map { moment in
      moment.isReturn
        ? telling.answer(records[moment.record], to: records[moment.operation], number: moment.operation)
        : telling.call(records[moment.operation], number: moment.operation)
    }
  }

  private struct Moment: Comparable {
    var at: Int64
    var isReturn: Bool
    var operation: Int
    var record: Int

    static func < (a: Moment, b: Moment) -> Bool {
      if a.at != b.at { return a.at < b.at }
      if a.isReturn != b.isReturn { return b.isReturn }
      return a.record < b.record
    }
  }

  /// Whether values are pairs of a key and a value, as Jepsen's independent keys are: a read that is called shows it.
  private var valuesHoldKeys: Bool {
    var pairs = false
    for record in records where record.part == .call {
      switch (record.action.value, record.value) {
      case (.read, .pair(_, _, .nothing)), (.compareAndSwap, .pair(_, _, .pair)): pairs = true
      case (.read, _), (.compareAndSwap, _): return false
      case (.write, _), (nil, _): break
      }
    }
    return pairs
  }
}

/// Makes the events of a history from its records.
struct ClientTelling {
  let symbols: TraceSymbols
  let valuesHoldKeys: Bool

  func call(_ record: ClientRecord, number: Int) -> TraceEvent {
    var operation = operation(record, number)
    if record.action == .known(.read) {
      operation.value = .unknown
      operation.shownValue = .unknown
    }
    return event(record, record.calledAt, .clientCalled(operation))
  }

  func answer(_ record: ClientRecord, to call: ClientRecord, number: Int) -> TraceEvent {
    var operation = operation(call, number)
    switch record.part {
    case .answer(let outcome), .whole(_, _, let outcome): operation.outcome = .known(outcome)
    case .call: break
    }
    operation.index = record.index
    if record.action == .known(.read) { (operation.value, operation.shownValue) = value(value(of: record)) }
    return event(record, record.returnedAt, .clientReturned(operation))
  }

  private func event(_ record: ClientRecord, _ time: Observed<WallTime>, _ kind: EventKind) -> TraceEvent {
    TraceEvent(
      group: record.group, server: symbols.server(TraceSymbols.clientsName), position: record.position,
      kind: kind, time: time)
  }

  private func operation(_ record: ClientRecord, _ number: Int) -> ClientOperation {
    var operation = ClientOperation(
      client: record.client, request: UInt64(number), action: record.action, key: key(of: record))
    let own = value(of: record)
    if record.action == .known(.compareAndSwap) {
      swap(own, record.expected, &operation)
    } else {
      (operation.value, operation.shownValue) = value(own)
    }
    return operation
  }

  /// A compare-and-swap names both values in one pair, or the old one apart; otherwise it is not known what it does.
  private func swap(_ value: ClientValue, _ expected: ClientValue?, _ operation: inout ClientOperation) {
    if let expected {
      operation.expected = .known(expected.digest)
      (operation.value, operation.shownValue) = self.value(value)
    } else if case .pair(_, let old, let new) = value {
      operation.expected = .known(old.digest)
      (operation.value, operation.shownValue) = self.value(new)
    } else {
      operation.action = .unknown
    }
  }

  private func value(_ value: ClientValue) -> (Observed<PayloadHash>, Observed<NameID>) {
    (.known(value.digest), Observed(value.name))
  }

  private func key(of record: ClientRecord) -> Observed<NameID> {
    guard valuesHoldKeys else { return record.key }
    guard case .pair(_, let key, _) = record.value else { return .unknown }
    return Observed(key.name)
  }

  private func value(of record: ClientRecord) -> ClientValue {
    guard valuesHoldKeys, case .pair(_, _, let value) = record.value else { return record.value }
    return value
  }
}
