import RaftTraceChecker
import TraceFormat

/// Puts what the statistics found into words.
struct StatisticsSentences {
  let sentences: Sentences

  init(_ context: ReportContext) { sentences = Sentences(symbols: context.symbols) }

  func title(_ question: StatisticsQuestion) -> String {
    switch question {
    case .noLeader: "No leader"
    case .depositions: "Who deposed whom"
    case .elections: "Elections"
    case .campaigns: "Failed campaigns"
    case .electable: "Who is electable"
    case .disturbance: "Who disturbs"
    case .reachability: "Who reaches whom"
    case .stalls: "Stalls"
    case .commitLatency: "Commit latency"
    case .replicationLag: "Replication lag"
    case .quorumMargin: "Quorum margin"
    case .restarts: "Restarts"
    case .membership: "Memberships"
    case .panics: "Panics"
    case .missingEvidence: "Missing evidence"
    }
  }

  func lack(_ lack: Lack) -> String {
    switch lack {
    case .logOf(let server): "no log of \(name(server))"
    case .times: "lines have no times"
    case .messages: "no line shows messages between servers"
    case .commits: "no line shows a leader's commits"
    case .votes: "no line shows campaigns or votes"
    case .logEnds: "the ends of the logs are not all shown"
    case .terms: "no line shows a term"
    case .memberships: "no line shows a membership"
    case .appends: "no line shows when a leader appends"
    case .answers: "no line shows what followers acknowledge"
    case .offset(let a, let b):
      "messages do not bound how far apart the clocks of \(name(a)) and \(name(b)) are"
    case .slowness: "no event tells of slow disks or late heartbeats"
    case .panics: "no event of this format tells of a panic"
    case .leaders: "no line shows who leads which term"
    }
  }

  func name(_ server: ServerID) -> String { sentences.name(server) }

  func names(_ servers: [ServerID]) -> String { sentences.names(servers) }

  func server(_ finding: Finding) -> String { finding.server.map { name($0) } ?? "a server" }

  func other(_ finding: Finding) -> String {
    finding.others.first.map { name($0) } ?? "another server"
  }

  func term(_ term: Term?) -> String { term.map { "term \($0)" } ?? "a term that is not shown" }

  func duration(_ finding: Finding) -> String? {
    guard let bounds = finding.duration, let text = DurationWords.text(bounds) else { return nil }
    return "\(text) by \(name(bounds.clock))'s clock"
  }

  func span(_ finding: Finding) -> String { duration(finding) ?? "for a time that is not observable" }

  func sentence(_ finding: Finding) -> String {
    switch finding.kind {
    case .noLeaderUntil, .noLeaderSince, .noLeaderEver: noLeader(finding)
    case .deposed, .leadershipEnded: deposition(finding)
    case .electionsWon, .termsBurnt, .storm, .reigns: election(finding)
    case .campaignFailed, .preVoteFailed: campaign(finding)
    case .electable, .notElectable, .electableNeverCampaigned, .disturbs: candidate(finding)
    case .reaches, .neverArrives, .reachUnknown, .isolated, .refusesItself, .silentToAll: reach(finding)
    case .commitLatency, .replicationLag, .quorumMargin: work(finding)
    case .restarted, .termWentBack, .logWentBack: restart(finding)
    case .configuration, .outsideConfiguration, .loopbackName: membership(finding)
    case .noLogOf, .fileWithoutEvents, .severalFiles, .timeWentBack, .wholeSeconds, .withoutTimes,
      .clockOffset, .leftOut:
      evidence(finding)
    }
  }

  private func election(_ finding: Finding) -> String {
    let count = finding.count ?? 0
    switch finding.kind {
    case .electionsWon:
      let rounds = Int(finding.index?.rawValue ?? 0)
      return
        "\(Numerals.count(finding.total ?? 0, "campaign") + (finding.total == 0 ? " shown" : "")), \(Numerals.count(count, "leadership"))"
        + (rounds > 0 ? ", besides \(Numerals.count(rounds, "pre-vote round"))" : "")
    case .termsBurnt:
      let rate = finding.rate.map { ", \(rounded($0)) terms a minute over \(duration(finding) ?? "")" } ?? ""
      return
        "\(Numerals.grouped(count)) of \(Numerals.count(finding.total ?? 0, "term")) without a leader (\(term(finding.earlierTerm)) to \(finding.term.map { "\($0)" } ?? "?"))\(rate)"
    case .storm:
      return
        "a storm: \(Numerals.count(count, "term")) (\(finding.earlierTerm.map { "\($0)" } ?? "?") to \(finding.term.map { "\($0)" } ?? "?")) in \(span(finding))"
    default: return "\(server(finding)) won \(Numerals.times(count))"
    }
  }

  private func rounded(_ number: Double) -> String {
    number >= 10 ? "\(Int(number.rounded()))" : "\((number * 10).rounded() / 10)"
  }

  private func campaign(_ finding: Finding) -> String {
    let rounds =
      finding.count.map { $0 > 1 && finding.kind == .preVoteFailed ? " \(Numerals.times($0))" : "" } ?? ""
    let what =
      finding.kind == .preVoteFailed
      ? "\(server(finding)) asked in vain for pre-votes\(rounds) in \(term(finding.term))"
      : "\(server(finding)) lost \(term(finding.term))"
    return "\(what): \(failure(finding))"
  }

  private func failure(_ finding: Finding) -> String {
    let others = finding.others.isEmpty ? "another server" : names(finding.others)
    switch finding.reason {
    case .splitVote?: return "split vote, a vote of the term was for \(others)"
    case .staleLog?:
      let deficit = finding.kind == .campaignFailed ? finding.count : nil
      let by = deficit.map { ", \(Numerals.count($0, "entry", "entries")) short" } ?? ""
      return
        "its log (to \(finding.earlierIndex.map { "\($0)" } ?? "?")) is behind that of \(others) (to \(finding.index.map { "\($0)" } ?? "?"))\(by)"
    case .noAnswer? where finding.others.isEmpty: return "no line shows that anybody was asked or answered"
    case .noAnswer?: return "no answer of \(others) is shown"
    case .leaderKnown?: return "\(others) knew a leader"
    case .notInConfiguration?: return "it is not in the membership that it shows"
    case .superseded?:
      return finding.others.isEmpty ? "a later term came" : "\(others) came with a term as late or later"
    case .restarted?: return "it stopped or restarted"
    default:
      return finding.others.isEmpty ? "why is not observable" : "\(others) refused, why is not shown"
    }
  }

  private func candidate(_ finding: Finding) -> String {
    let end = finding.index.map { "log to \($0)" } ?? "log"
    let last = finding.term.map { "\(end) of term \($0)" } ?? end
    switch finding.kind {
    case .electable: return "\(server(finding)) is electable (\(last))"
    case .notElectable: return "\(server(finding)) is not (\(last), behind \(names(finding.others)))"
    case .electableNeverCampaigned: return "\(server(finding)) is the only one electable, and never campaigns"
    default:
      let rounds = Int(finding.earlierIndex?.rawValue ?? 0)
      let refusals = Int(finding.index?.rawValue ?? 0)
      return "\(server(finding)): \(Numerals.count(finding.count ?? 0, "campaign"))"
        + (rounds > 0 ? ", \(Numerals.count(rounds, "pre-vote round"))" : "")
        + ", \(Numerals.grouped(finding.total ?? 0)) won"
        + (refusals > 0 ? ", \(Numerals.count(refusals, "refusal")) received" : "")
    }
  }
}
