import TraceFormat

/// A server's commit index never lies beyond the end of its log.
///
/// Raft Figure 2 · etcd: "tocommit is out of range [lastIndex]".
///
/// Both must be shown at one moment; between two lines the log may have grown.
struct CommitLeLast: FactProperty {
  static let description = PropertyDescription(
    name: .commitLeLast,
    sentence: "a server's commit index never lies beyond the end of its log",
    reference: "Raft Figure 2",
    why: """
      A server can only commit what it holds. A commit index beyond the log says that entries were lost which this server \
      had acknowledged, or that a commit index was taken over without looking at the log.
      """,
    needs: ["commit index and last log index together"])

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let commit = event.observation.commitIndex.value ?? event.commitAfter,
      let last = event.observation.lastHeldIndex
    else { return }
    findings.tested()
    guard commit > last else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .commitBeyondLog(event.server, commitIndex: commit, lastLogIndex: last),
        witnesses: [
          event.witness(.committed(commit, entryTerm: .unknown)),
          event.witness(.logEnd(event.observation.logEnd)),
        ], firstUnexplained: event.position))
  }
}

extension TraceEvent {
  /// The commit index that a commit reaches, when the observation is of the moment after it.
  fileprivate var commitAfter: LogIndex? {
    guard observation.moment == .after, case .committed(let commit) = kind else { return nil }
    return commit.index
  }
}
