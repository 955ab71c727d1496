import TraceFormat

/// Which memberships were there, and is anything odd about their members?
///
/// Raft §6, dissertation chapter 4.
struct MembershipTimeline {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    var findings = oddities()
    let configurations = configurations()
    findings += configurations
    guard !configurations.isEmpty else { return .notObservable(.membership, [.memberships]) }
    return StatisticsAnswer(.membership, findings, missing: group.missingLogs)
  }

  /// Each distinct membership once, as the server shows them that saw most; then what only others show.
  private func configurations() -> [Finding] {
    let order = group.servers.sorted { $0.configurations.uniqued.count > $1.configurations.uniqued.count }
    var seen: Set<ConfigurationID> = []
    var findings: [Finding] = []
    for history in order {
      for milestone in history.milestones {
        guard case .configuration(let id, let index) = milestone.kind, seen.insert(id).inserted else { continue }
        findings.append(
          Finding(.configuration) {
            $0.server = history.server
            $0.term = milestone.term
            $0.index = index
            $0.configuration = id
            $0.evidence = [milestone.stamp.position]
          })
      }
    }
    return findings
  }

  private func oddities() -> [Finding] {
    var findings: [Finding] = []
    for server in group.participants where !group.members.isEmpty && !group.members.contains(server) {
      let witness = group.servers.first { $0.server == server || $0.named[server] != nil }
      findings.append(
        Finding(.outsideConfiguration) {
          $0.server = server
          $0.evidence = (witness?.named[server] ?? witness?.first).map { [$0.position] } ?? []
        })
    }
    let loopbacks = group.participants.filter { isLoopback(group.symbols[$0]) }
    if loopbacks.count < group.participants.count {
      for server in loopbacks { findings.append(Finding(.loopbackName) { $0.server = server }) }
    }
    return findings
  }

  private func isLoopback(_ name: String) -> Bool {
    name.hasPrefix("127.") || name.hasPrefix("localhost") || name.hasPrefix("[::1]") || name == "::1"
  }
}
