import TraceFormat

/// Clients see each key as one register, on which each operation takes effect at one moment between its call and its return.
///
/// Herlihy, Wing: Linearizability (1990) · Raft §8; dissertation §6.3.
///
/// Keys are judged apart: a history is linearizable if it is for each key. An operation whose outcome is not known may have
/// taken effect at any later moment, or never; one that failed has not. The first value of a key is not known. A key is not
/// judged where something else than a read, a write or a compare-and-swap was done to it, where it holds values that no client of
/// the history wrote, where two histories tell of it, and where too many operations are open at a time.
struct Linearizability: FactProperty {
  static let description = PropertyDescription(
    name: .linearizability,
    sentence: "clients see each key as one register that changes at one moment within each write",
    reference: "Raft §8; dissertation §6.3",
    why: """
      A client that was told that its write is done, or has read a value, must not find an older one afterwards. Where it does, a \
      server answered from a state that the cluster had left, or the write was lost.
      """,
    needs: ["reads and writes of one key by clients, with their values"])

  /// The most operations that are held; what comes behind them is not judged.
  static let operationMaximum = 1 << 20

  private struct Key: Hashable {
    var group: GroupID
    /// nil: the history is of one register.
    var key: NameID?
  }

  private struct Call: Hashable {
    var file: FileID
    var request: UInt64
  }

  private struct Register {
    var file: FileID
    var group: GroupID
    var history = RegisterHistory()
    var isTold = true
  }

  private var numbers: [Key: Int] = [:]
  private var registers: [Register] = []
  private var calledAt: [Call: Int] = [:]
  private var moments = 0
  private var operations = 0
  /// Files with an operation on a key that is not known: it may have been any.
  private var unclearFiles: Set<FileID> = []
  private var filesWithKeys: Set<FileID> = []

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.symbols.areClients(event.server), operations < Self.operationMaximum else { return }
    let file = event.position.file
    moments += 1
    switch event.kind {
    case .clientCalled(let operation):
      operations += 1
      calledAt[Call(file: file, request: operation.request)] = moments
      let register = register(operation, event)
      registers[register].history.call(operation, at: moments, event.position)
    case .clientReturned(let operation):
      guard let called = calledAt.removeValue(forKey: Call(file: file, request: operation.request)) else {
        return
      }
      let register = register(operation, event)
      registers[register].history.answer(operation, called: called, at: moments, event.position)
    default: return
    }
  }

  private mutating func register(_ operation: ClientOperation, _ event: TraceEvent) -> Int {
    let file = event.position.file
    if operation.key.isKnown {
      filesWithKeys.insert(file)
    } else if operation.action == .unknown {
      unclearFiles.insert(file)
    }
    let key = Key(group: event.group, key: operation.key.value)
    let number = numbers[key] ?? registers.count
    if number == registers.count {
      numbers[key] = number
      registers.append(Register(file: file, group: event.group))
    }
    if registers[number].file != file { registers[number].isTold = false }
    return number
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {
    for register in registers {
      let isClear = !unclearFiles.contains(register.file) || !filesWithKeys.contains(register.file)
      guard register.isTold, isClear, let calls = register.history.judged() else {
        if register.history.hasReads { findings.lacks("a key that only clients of one history write") }
        continue
      }
      judge(calls, register.group, symbols, &findings)
    }
  }

  private func judge(
    _ calls: [ClientCall], _ group: GroupID, _ symbols: TraceSymbols, _ findings: inout Findings
  ) {
    let facts = calls.count { $0.found != nil && !$0.isIndefinite }
    guard facts > 0 else { return }
    var search = LinearizabilitySearch(calls)
    switch search.run() {
    case .linearizable: findings.tested(facts)
    case .tooConcurrent: findings.lacks("a key with at most 64 operations open at a time")
    case .refuted(let last):
      findings.tested(facts)
      let refuted = RefutedHistory(calls, last: last).calls
      let clients = symbols.server(TraceSymbols.clientsName)
      let shown = refuted.suffix(Self.witnessMaximum)
      findings.violate(
        Violation(
          property: Self.name, group: group,
          clash: .notLinearizable(calls[last].operation.key.value, operations: refuted.count),
          witnesses: shown.map { call in
            Witness(
              position: call.position, server: clients,
              statement: call.isIndefinite ? .clientCalled(call.operation) : .clientAnswered(call.operation))
          }, firstUnexplained: calls[last].position))
    }
  }

  private static let witnessMaximum = 12
}
