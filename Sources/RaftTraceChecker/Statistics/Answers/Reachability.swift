import TraceFormat

/// Whom did each server's messages reach?
///
/// A line of the receiver, or of a voter's decision, is evidence; that none is shown is evidence of nothing where the
/// receiver's lines show no message of anybody.
struct Reachability {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    let servers = group.participants.filter { group.history(of: $0) != nil || group.members.contains($0) }
    guard servers.count > 1 || !selfRefusals().isEmpty, group.servers.contains(where: { !$0.contacts.received.isEmpty || !$0.contacts.sent.isEmpty })
        || !selfRefusals().isEmpty
    else { return .notObservable(.reachability, [.messages] + group.missingLogs) }
    var findings = selfRefusals() + isolations()
    for source in servers {
      for destination in servers where destination != source { findings.append(cell(source, destination)) }
    }
    return StatisticsAnswer(.reachability, findings, missing: group.missingLogs)
  }

  private func cell(_ source: ServerID, _ destination: ServerID) -> Finding {
    let sent = group.history(of: source)?.contacts.sent[destination]
    let received = group.history(of: destination)?.contacts.received[source]
    let hears = group.history(of: destination).map { !$0.contacts.received.isEmpty } ?? false
    let kind: FindingKind = received != nil ? .reaches : sent != nil && hears ? .neverArrives : .reachUnknown
    return Finding(kind) {
      $0.server = source
      $0.others = [destination]
      $0.count = received?.count ?? 0
      $0.total = sent?.count ?? 0
      $0.evidence = [received?.first, received?.last ?? sent?.last].compactMap { $0?.position }.uniqued
    }
  }

  /// A server that is asked by itself as if it were another one.
  private func selfRefusals() -> [Finding] {
    group.servers.compactMap { history in
      let places = history.milestones.compactMap { milestone -> SourcePosition? in
        guard case .decided(let vote, _) = milestone.kind, vote.candidate == history.server, !vote.isGranted else {
          return nil
        }
        return milestone.stamp.position
      }
      guard !places.isEmpty else { return nil }
      return Finding(.refusesItself) {
        $0.server = history.server
        $0.count = places.count
        $0.evidence = [places[0], places[places.count - 1]].uniqued
      }
    }
  }

  /// Stretches of campaigns of one server that nobody answered.
  private func isolations() -> [Finding] {
    var result: [Finding] = []
    for history in group.servers {
      var run: [Campaign] = []
      for campaign in group.campaigns.filter({ $0.server == history.server }) {
        if campaign.answered.isEmpty, !campaign.asked.isEmpty {
          run.append(campaign)
        } else {
          close(&run, &result)
        }
      }
      close(&run, &result)
    }
    return result
  }

  private func close(_ run: inout [Campaign], _ result: inout [Finding]) {
    if run.count >= 2, let first = run.first, let last = run.last {
      let duration = first.begin.duration(to: last.end ?? last.begin)
      result.append(
        Finding(.isolated) {
          $0.server = first.server
          $0.count = run.count
          $0.others = run.flatMap(\.asked).uniqued
          $0.duration = DurationBounds(lower: duration, upper: duration, clock: first.server)
          $0.evidence = [first.begin.position, last.end?.position ?? last.begin.position]
        })
    }
    run = []
  }
}
