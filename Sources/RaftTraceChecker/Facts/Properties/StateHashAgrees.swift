import TraceFormat

/// State machines that have applied the same entries are equal.
///
/// Raft §5.4.3 (State Machine Safety), seen at the state machine · etcd: HashKV.
struct StateHashAgrees: FactProperty {
  static let description = PropertyDescription(
    name: .stateHashAgrees,
    sentence: "state machines that have applied the same entries have the same hash",
    reference: "Raft §5.4.3, Figure 3",
    why: """
      Replicas that applied the same log must be equal. Where they are not, an entry was applied twice, lost or applied \
      differently – also when the logs themselves agree.
      """,
    needs: ["hashes of two state machines at one index"])

  private struct Key: MixedKey {
    var group: Int
    var index: LogIndex

    var mixed: UInt64 { (index.rawValue ^ UInt64(group).mixed).mixed }
  }

  private struct Hashed {
    var hash: PayloadHash
    var position: SourcePosition
    var server: ServerID
  }

  private var hashes = BoundedTable<Key, Hashed>(capacity: 1 << 16)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let hash = event.observation.stateHash.value, let index = event.observation.lastApplied.value else {
      return
    }
    let now = Hashed(hash: hash, position: event.position, server: event.server)
    let known = hashes.update(Key(group: context.group, index: index), initial: now) { $0 }
    guard known.position != now.position else { return }
    findings.tested()
    guard known.hash != hash else { return }
    let first = Witness(
      position: known.position, server: known.server, statement: .stateHash(index, known.hash))
    findings.violate(
      Violation(
        property: Self.name, group: event.group, clash: .stateHashesDiffer(index, known.hash, hash),
        witnesses: [first, event.witness(.stateHash(index, hash))]))
  }
}
