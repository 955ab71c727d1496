import TraceFormat

/// Why did each campaign fail?
///
/// Raft §5.2, §5.4.1; dissertation §9.6 for pre-votes, §4.2.3 for voters that know a leader. What voters' own lines show
/// decides before what the candidate could see.
struct Campaigns {
  private let group: GroupHistory
  private let refusals: [RefusalKey: [Refusal]]
  private let rivals: [Term: [ServerID]]

  fileprivate struct RefusalKey: Hashable {
    var candidate: ServerID
    var term: Term?
    var isPreVote: Bool
  }

  fileprivate struct Refusal {
    var voter: ServerID
    var isGranted: Bool
    var vote: VoteDecision
    var state: VoterState
    var stamp: Stamp
  }

  init(_ group: GroupHistory) {
    self.group = group
    var refusals: [RefusalKey: [Refusal]] = [:]
    for history in group.servers {
      for milestone in history.milestones {
        guard case .decided(let vote, let state) = milestone.kind, vote.candidate != history.server else { continue }
        let term = vote.isPreVote ? nil : vote.term.value
        let key = RefusalKey(candidate: vote.candidate, term: term, isPreVote: vote.isPreVote)
        refusals[key, default: []].append(
          Refusal(
            voter: history.server, isGranted: vote.isGranted, vote: vote, state: state, stamp: milestone.stamp))
      }
    }
    self.refusals = refusals
    var rivals: [Term: [ServerID]] = [:]
    for campaign in group.campaigns where !campaign.isPreVote {
      if let term = campaign.term { rivals[term, default: []].append(campaign.server) }
    }
    self.rivals = rivals
  }

  var answer: StatisticsAnswer {
    guard !group.campaigns.isEmpty else { return .notObservable(.campaigns, [.votes] + group.missingLogs) }
    let failed = group.campaigns.filter { !hasWon($0) }
    var findings = failed.filter { !$0.isPreVote }.map { finding($0) }
    findings += preVotes(failed.filter(\.isPreVote))
    findings.sort { ($0.term ?? .zero) < ($1.term ?? .zero) }
    var missing: [Lack] = []
    if findings.contains(where: { $0.reason == .unknown || $0.reason == .noAnswer }) { missing += group.missingLogs }
    return StatisticsAnswer(.campaigns, findings, missing: missing)
  }

  private func hasWon(_ campaign: Campaign) -> Bool {
    if case .won = campaign.outcome { return true }
    guard !campaign.isPreVote else { return false }
    return group.reigns.contains { $0.leader == campaign.server && $0.term == campaign.term }
  }

  private func finding(_ campaign: Campaign) -> Finding {
    var finding = Finding(campaign.isPreVote ? .preVoteFailed : .campaignFailed)
    finding.server = campaign.server
    finding.term = campaign.term
    finding.evidence = [campaign.begin.position]
    explain(campaign, &finding)
    return finding
  }

  /// Rounds of one server that failed one after the other for one reason are one finding.
  private func preVotes(_ campaigns: [Campaign]) -> [Finding] {
    var result: [Finding] = []
    for campaign in campaigns {
      var own = finding(campaign)
      own.count = 1
      if let last = result.last, last.server == own.server, last.reason == own.reason, last.term == own.term,
        last.others == own.others
      {
        result[result.count - 1].count = (last.count ?? 1) + 1
        result[result.count - 1].evidence = [last.evidence.first, own.evidence.first].compactMap { $0 }
      } else {
        result.append(own)
      }
    }
    return result
  }

  private func explain(_ campaign: Campaign, _ finding: inout Finding) {
    if let id = campaign.configuration {
      let members = group.symbols[id].members.map(group.symbols.canonical)
      if !members.isEmpty, !members.contains(campaign.server) {
        finding.reason = .notInConfiguration
        return
      }
    }
    let decisions = decisions(on: campaign).filter { !$0.isGranted }
    if let stale = decisions.first(where: { isStale($0) }) {
      finding.reason = .staleLog
      finding.others = decisions.filter { isStale($0) }.map(\.voter).uniqued
      finding.evidence.append(stale.stamp.position)
      finding.count = deficit(stale)
      finding.index = stale.state.lastLog.index.value
      finding.earlierIndex = stale.vote.lastLogIndex.value
      return
    }
    if let split = decisions.first(where: { hasVotedOther($0, campaign) }), !campaign.isPreVote {
      finding.reason = .splitVote
      finding.others = [split.state.votedFor.value ?? nil].compactMap { $0 }
      finding.evidence.append(split.stamp.position)
      return
    }
    if let known = decisions.first(where: { $0.state.leader != nil && $0.state.leader != campaign.server }) {
      finding.reason = .leaderKnown
      finding.others = [known.voter]
      finding.evidence.append(known.stamp.position)
      return
    }
    explainByOutcome(campaign, decisions, &finding)
  }

  private func explainByOutcome(_ campaign: Campaign, _ decisions: [Refusal], _ finding: inout Finding) {
    if let end = campaign.end { finding.evidence.append(end.position) }
    if !campaign.isPreVote, let term = campaign.term,
      let other = (rivals[term] ?? []).first(where: { $0 != campaign.server })
    {
      finding.reason = .splitVote
      finding.others = [other]
      return
    }
    switch campaign.outcome {
    case .restarted, .stopped:
      finding.reason = .restarted
      return
    case .another(let leader):
      finding.reason = .superseded
      finding.others = [leader]
      return
    case .higherTerm(let by):
      finding.reason = .superseded
      finding.others = by.map { [$0] } ?? []
      return
    case .won, .again, .gaveUp, .open: break
    }
    if campaign.asked.isEmpty, campaign.answered.isEmpty, decisions.isEmpty,
      group.campaigns.contains(where: { !$0.asked.isEmpty })
    {
      finding.reason = .noAnswer
      return
    }
    let answered = Set(campaign.answered).union(decisions.map(\.voter))
    let silent = campaign.asked.filter { !answered.contains($0) }
    let needed = group.majority - 1 - campaign.granted.count
    if needed > 0, silent.count >= needed, campaign.refused.isEmpty {
      finding.reason = .noAnswer
      finding.others = silent
      return
    }
    finding.reason = .unknown
    finding.others = campaign.refused.map(\.voter).uniqued
    finding.evidence += campaign.refused.prefix(2).map(\.at.position)
    finding.evidence = finding.evidence.uniqued
  }

  /// What voters decided; on a pre-vote those who were then in the candidate's term.
  private func decisions(on campaign: Campaign) -> [Refusal] {
    guard campaign.isPreVote else {
      return refusals[RefusalKey(candidate: campaign.server, term: campaign.term, isPreVote: false)] ?? []
    }
    let all = refusals[RefusalKey(candidate: campaign.server, term: nil, isPreVote: true)] ?? []
    return all.filter { refusal in
      guard let term = campaign.term else { return true }
      return refusal.state.term.map { $0 >= term } ?? true
    }
  }

  private func isStale(_ refusal: Refusal) -> Bool {
    refusal.candidateLog.isCertainlyBehind(refusal.state.lastLog)
  }

  /// By how many entries; nil where the terms of the last entries differ.
  private func deficit(_ refusal: Refusal) -> Int? {
    guard refusal.candidateLog.term == refusal.state.lastLog.term, let own = refusal.candidateLog.index.value,
      let other = refusal.state.lastLog.index.value, other > own
    else { return nil }
    return Int(clamping: other.rawValue - own.rawValue)
  }

  private func hasVotedOther(_ refusal: Refusal, _ campaign: Campaign) -> Bool {
    guard case .known(let voted?) = refusal.state.votedFor, voted != campaign.server else { return false }
    // A vote of an older term is none in this one.
    return refusal.state.term == campaign.term
  }
}

extension Campaigns.Refusal {
  fileprivate var candidateLog: LogEnd { LogEnd(index: vote.lastLogIndex, term: vote.lastLogTerm) }
}
