import TraceFormat

/// Who is electable: whose log do the logs of a majority not refuse?
///
/// Raft §5.4.1. Judged by the log ends that were shown last, one a server. An end behind which the server led, or heard of a
/// leader, is known no more, unless the source shows every append.
struct Electable {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    let voters = group.voters
    let known = voters.compactMap { server -> (server: ServerID, end: LogEnd, at: Stamp)? in
      guard let history = group.history(of: server), let at = history.lastLogAt,
        history.lastLog.index.isKnown || history.lastLog.term.isKnown, !history.logMayHaveGrown
      else { return nil }
      return (server, history.lastLog, at)
    }
    guard known.count >= 2 else { return .notObservable(.electable, [.logEnds] + group.missingLogs) }
    var findings: [Finding] = []
    var electable: [ServerID] = []
    var isOpen = false
    for own in known {
      let refusing = known.filter { own.end.isCertainlyBehind($0.end) }
      let open = voters.count - known.count + known.filter { $0.server != own.server && !own.end.isComparable(to: $0.end) }.count
      let willing = voters.count - refusing.count
      if willing < group.majority {
        findings.append(finding(.notElectable, own) { $0.others = refusing.map(\.server) })
      } else if willing - open >= group.majority {
        electable.append(own.server)
        findings.append(finding(.electable, own) { $0.others = [] })
      } else {
        isOpen = true
      }
    }
    if let only = electable.first, electable.count == 1, !isOpen, known.count == voters.count,
      findings.contains(where: { $0.kind == .notElectable }),
      !group.campaigns.contains(where: { $0.server == only })
    {
      findings.insert(Finding(.electableNeverCampaigned) { $0.server = only }, at: 0)
    }
    let lacks: [Lack] = isOpen || known.count < voters.count ? [.logEnds] : []
    return findings.isEmpty
      ? .notObservable(.electable, [.logEnds] + group.missingLogs)
      : StatisticsAnswer(.electable, findings, missing: lacks + group.missingLogs)
  }

  private func finding(
    _ kind: FindingKind, _ own: (server: ServerID, end: LogEnd, at: Stamp), _ change: (inout Finding) -> Void
  ) -> Finding {
    Finding(kind) {
      $0.server = own.server
      $0.index = own.end.index.value
      $0.term = own.end.term.value
      $0.evidence = [own.at.position]
      change(&$0)
    }
  }
}

extension ServerRecord {
  /// Whether the server led or heard of a leader behind the line that showed the end of its log.
  var logMayHaveGrown: Bool {
    guard !isComplete, let shown = lastLogAt?.position else { return false }
    return segments.contains { segment in
      guard segment.leader != nil, segment.last.position.file == shown.file else { return false }
      if segment.leads { return segment.last.position > shown }
      return segment.leaderSign.map { $0.position > shown } ?? false
    }
  }
}
