import TraceFormat

/// A write that was acknowledged to a client keeps its place in the log.
///
/// Raft §8; dissertation §6.3 · Vanlightly: LeaderHasAllAckedValues.
///
/// Decided where answers name the index of the entry (or the revision, or the sequence number) that holds the write. A write
/// that is called after another was acknowledged comes behind it in every log that holds both. Where it gets the same place or
/// an earlier one, the log that it went into lacked the first.
///
/// Equal places count only for different writes: who repeats a write may be told the place of the first one. Only histories of
/// clients are judged, each by its own order.
struct AckedSurvives: FactProperty {
  static let description = PropertyDescription(
    name: .ackedSurvives,
    sentence: "a write that was acknowledged to a client is never lost",
    reference: "Raft §8; dissertation §6.3",
    why: """
      An acknowledgement is the promise that a write is committed and will be in the log of every later leader. A later write \
      that gets the place of an acknowledged one in the log shows that this log never held it.
      """,
    needs: ["an answer to a client that names the log index of its write"])

  private struct Log: Hashable {
    var file: FileID
    var group: GroupID
  }

  private struct Acknowledged {
    var index: LogIndex
    var operation: ClientOperation
    var position: SourcePosition
  }

  private struct Call: Hashable {
    var file: FileID
    var request: UInt64
  }

  /// The highest index that was acknowledged so far, by log.
  private var highest: [Log: Acknowledged] = [:]
  /// What was acknowledged before a call that has not returned yet.
  private var before: [Call: Acknowledged] = [:]

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.symbols.areClients(event.server) else { return }
    let log = Log(file: event.position.file, group: event.group)
    switch event.kind {
    case .clientCalled(let operation) where operation.action == .known(.write):
      before[Call(file: log.file, request: operation.request)] = highest[log]
    case .clientReturned(let operation) where operation.action == .known(.write):
      let earlier = before.removeValue(forKey: Call(file: log.file, request: operation.request))
      guard operation.outcome == .known(.succeeded), let index = operation.index.value else { return }
      let now = Acknowledged(index: index, operation: operation, position: event.position)
      if let earlier, loses(earlier, now, &findings) {
        violate(earlier, now, event, &findings)
        // What follows is compared with the log as it is now: each loss is told once.
        highest[log] = now
        before = before.filter { $0.key.file != log.file }
      } else if index > highest[log]?.index ?? .zero {
        highest[log] = now
      }
    default: return
    }
  }

  private func loses(_ earlier: Acknowledged, _ now: Acknowledged, _ findings: inout Findings) -> Bool {
    findings.tested()
    return now.index < earlier.index
      || now.index == earlier.index && differ(now.operation, earlier.operation)
  }

  private func violate(
    _ earlier: Acknowledged, _ now: Acknowledged, _ event: TraceEvent, _ findings: inout Findings
  ) {
    let first = Witness(
      position: earlier.position, server: event.server, statement: .clientAnswered(earlier.operation))
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .acknowledgedWriteLost(earlier.index, earlier.operation.key.value, laterIndex: now.index),
        witnesses: [first, event.witness(.clientAnswered(now.operation))], firstUnexplained: event.position))
  }

  private func differ(_ a: ClientOperation, _ b: ClientOperation) -> Bool {
    Observed.bothKnownAndDifferent(a.key, b.key) || Observed.bothKnownAndDifferent(a.value, b.value)
  }
}

extension Observed where Value: Equatable {
  fileprivate static func bothKnownAndDifferent(_ a: Self, _ b: Self) -> Bool {
    guard let a = a.value, let b = b.value else { return false }
    return a != b
  }
}
