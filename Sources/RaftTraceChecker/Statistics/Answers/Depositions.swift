import TraceFormat

/// Tells who deposed whom, and why.
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
    let place = group.campaign(of: next.leader, in: next.term)
    let campaign = place.map { group.campaigns[$0] }
    let first = place.map { firstAttempt(of: $0) }
    finding.reason = reason(reign, next, campaign, first)
    if finding.reason == .higherTerm, let disturber = disturber(of: reign, until: next),
      disturber != next.leader
    {
      finding.others.append(disturber)
    }
    finding.evidence =
      [reign.transfer?.at, reign.end, first?.begin ?? campaign?.begin, next.begin]
      .compactMap { $0?.position }.uniqued
    return finding
  }

  /// The pre-vote round that led to a campaign, or the campaign.
  private func firstAttempt(of place: Int) -> Campaign {
    let campaign = group.campaigns[place]
    guard place > 0, case let round = group.campaigns[place - 1], round.server == campaign.server,
      round.isPreVote,
      case .won = round.outcome
    else { return campaign }
    return round
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
    var others: [ServerID] = []
    var term = reign.term.rawValue
    while term < next.term.rawValue, term - reign.term.rawValue < Self.termMaximum {
      term += 1
      others += group.servers.map(\.server).filter {
        $0 != reign.leader && group.campaign(of: $0, in: Term(term)) != nil
      }
    }
    return others.first { $0 != next.leader } ?? others.first
  }

  /// So many terms between two leaderships are looked through for who campaigned.
  private static let termMaximum: UInt64 = 1000

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
    guard let id = group.history(of: server)?.lastConfiguration else { return nil }
    let voters = group.symbols[id].voters.map(group.symbols.canonical)
    return voters.isEmpty ? nil : !voters.contains(server)
  }
}
