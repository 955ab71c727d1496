import TraceFormat

/// Who deposed whom, and why?
///
/// Raft §5.1, §5.2; dissertation §3.10 (transfer), §4.2.3 (disruptive servers), §6.2 (a leader that loses its quorum).
/// Decided by what the old leader's own lines show of the end, and else by how the new leader's campaign began; never by
/// comparing times of two servers.
struct Depositions {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    guard !group.reigns.isEmpty else { return .notObservable(.depositions, [.leaders] + group.missingLogs) }
    var findings: [Finding] = []
    for (i, reign) in group.reigns.enumerated() {
      guard let next = group.reigns[(i + 1)...].first(where: { $0.term > reign.term }) else {
        if let finding = ended(reign) { findings.append(finding) }
        continue
      }
      findings.append(deposition(of: reign, by: next))
    }
    return StatisticsAnswer(.depositions, findings, missing: group.missingLogs)
  }

  private func ended(_ reign: Reign) -> Finding? {
    guard let end = reign.end, let reason = ownReason(reign) else { return nil }
    return Finding(.leadershipEnded) {
      $0.server = reign.leader
      $0.term = reign.term
      $0.reason = reason
      $0.evidence = [end.position]
    }
  }

  private func deposition(of reign: Reign, by next: Reign) -> Finding {
    var finding = Finding(.deposed)
    finding.server = reign.leader
    finding.earlierTerm = reign.term
    finding.term = next.term
    finding.others = [next.leader]
    let campaign = group.campaigns.last { $0.server == next.leader && $0.term == next.term && !$0.isPreVote }
    let first = campaign.flatMap { firstAttempt(of: $0) }
    finding.reason = reason(reign, next, campaign, first)
    if finding.reason == .higherTerm, let disturber = disturber(of: reign, until: next), disturber != next.leader {
      finding.others.append(disturber)
    }
    finding.evidence = [reign.transfer?.at, reign.end, first?.begin ?? campaign?.begin, next.begin]
      .compactMap { $0?.position }.uniqued
    return finding
  }

  /// The pre-vote round that led to a campaign, or the campaign.
  private func firstAttempt(of campaign: Campaign) -> Campaign? {
    guard let place = group.campaigns.firstIndex(where: { $0.begin == campaign.begin && $0.server == campaign.server && $0.isPreVote == campaign.isPreVote })
    else { return campaign }
    let before = place > 0 ? group.campaigns[place - 1] : nil
    if let before, before.server == campaign.server, before.isPreVote, case .won = before.outcome { return before }
    return campaign
  }

  private func reason(
    _ reign: Reign, _ next: Reign, _ campaign: Campaign?, _ first: Campaign?
  ) -> FindingReason {
    if let transfer = reign.transfer, transfer.to.map({ $0 == next.leader }) ?? true { return .transfer }
    if campaign?.isTransfer == true || first?.isTransfer == true { return .transfer }
    if let removed = isRemoved(reign.leader), removed { return .removal }
    if let own = ownReason(reign), own != .higherTerm { return own }
    if case .higherTerm(let by, let isFromCandidate) = reign.ending {
      // A leader does not time out: one that leads again met the later term of another.
      if next.leader == reign.leader { return .higherTerm }
      // A request for votes reached the leader while it led: it was alive. Entries of a new leader only tell it the news.
      if isFromCandidate || by.map({ $0 != next.leader }) ?? false { return .higherTerm }
      return first == nil ? .higherTerm : .timeoutAfterSilence
    }
    return first == nil ? .unknown : .timeoutAfterSilence
  }

  /// Who campaigned in a term between two leaderships, or else whose message brought the later term.
  private func disturber(of reign: Reign, until next: Reign) -> ServerID? {
    if case .higherTerm(let by?, _) = reign.ending { return by }
    let terms = group.campaigns.filter { campaign in
      guard !campaign.isPreVote, campaign.server != reign.leader, let term = campaign.term else { return false }
      return term > reign.term && term <= next.term
    }
    return terms.first { $0.server != next.leader }?.server ?? terms.first?.server
  }

  /// What the leader's own lines say of the end.
  private func ownReason(_ reign: Reign) -> FindingReason? {
    switch reign.ending {
    case .notShown: nil
    case .steppedDown: isRemoved(reign.leader) == true ? .removal : .steppedDownAlone
    case .higherTerm: .higherTerm
    case .stopped: .stopped
    case .died: .died
    }
  }

  /// Whether the server's own last membership leaves it out.
  private func isRemoved(_ server: ServerID) -> Bool? {
    guard let id = group.history(of: server)?.configurations.last else { return nil }
    let voters = group.symbols[id].voters.map(group.symbols.canonical)
    return voters.isEmpty ? nil : !voters.contains(server)
  }
}
