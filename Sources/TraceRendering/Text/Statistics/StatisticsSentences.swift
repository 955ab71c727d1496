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
    case .offset(let a, let b): "messages do not bound how far apart the clocks of \(name(a)) and \(name(b)) are"
    case .slowness: "no event tells of slow disks or late heartbeats"
    case .panics: "no event of this format tells of a panic"
    case .leaders: "no line shows who leads which term"
    }
  }

  func name(_ server: ServerID) -> String { sentences.name(server) }

  func names(_ servers: [ServerID]) -> String { sentences.names(servers) }

  private func server(_ finding: Finding) -> String { finding.server.map { name($0) } ?? "a server" }

  private func other(_ finding: Finding) -> String { finding.others.first.map { name($0) } ?? "another server" }

  private func term(_ term: Term?) -> String { term.map { "term \($0)" } ?? "a term that is not shown" }

  func duration(_ finding: Finding) -> String? {
    guard let bounds = finding.duration, let text = DurationWords.text(bounds) else { return nil }
    return "\(text) by \(name(bounds.clock))'s clock"
  }

  private func span(_ finding: Finding) -> String { duration(finding) ?? "for a time that is not observable" }

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

  private func noLeader(_ finding: Finding) -> String {
    let leader = server(finding)
    switch finding.kind {
    case .noLeaderSince:
      let rest = duration(finding).map { "; nobody led for \($0) up to the last line" } ?? ""
      return "nobody led after \(leader) (\(term(finding.term))), which \(ending(finding.reason))\(rest)"
    case .noLeaderUntil:
      let sign = finding.reason == .firstCommit ? "its first commit" : "its election (no commit of it is shown)"
      let from = finding.others.first.map { "from \(name($0)) (\(term(finding.earlierTerm)))" } ?? "from the beginning"
      return "\(span(finding)), \(from) to \(leader) (\(term(finding.term))), up to \(sign)"
    default: return "nobody is shown to lead"
    }
  }

  private func ending(_ reason: FindingReason?) -> String {
    switch reason {
    case .stopped?: "stopped in good order"
    case .died?: "ended without a line of it (killed, or crashed) and started again"
    case .steppedDownAlone?: "stepped down in its own term"
    case .higherTerm?: "met a later term"
    case .transfer?: "handed over"
    case .removal?: "was removed"
    default: "ended"
    }
  }

  private func deposition(_ finding: Finding) -> String {
    let old = server(finding)
    if finding.kind == .leadershipEnded { return "\(old) (\(term(finding.term))) \(ending(finding.reason)); nobody followed" }
    let own = "\(old) (\(term(finding.earlierTerm)))"
    let new = "\(other(finding)) (\(term(finding.term)))"
    switch finding.reason {
    case .transfer?: return "\(own) handed leadership over to \(new)"
    case .timeoutAfterSilence?:
      return "\(new) campaigned after it had not heard of \(own) for an election timeout"
    case .higherTerm?:
      let who = finding.others.count > 1 ? name(finding.others[1]) : "a server"
      return "a later term of \(who) reached \(own) while it led, so a living leader was disturbed; \(new) won"
    case .steppedDownAlone?:
      return "\(own) stepped down in its own term, as one that lost its quorum; \(new) followed"
    case .removal?: return "\(own) was removed from the membership; \(new) followed"
    case .stopped?: return "\(own) was stopped in good order; \(new) followed"
    case .died?:
      return "\(own) ended without a line of it (killed, or crashed); \(new) followed"
    default: return "\(new) followed \(own); why is not observable"
    }
  }

  /// How long nobody led, to stand in a row about the leader that followed.
  func gap(_ finding: Finding) -> String {
    let end = finding.reason == .firstCommit ? "to its first commit" : "to its election"
    return duration(finding).map { "no leader for \($0), \(end)" } ?? "how long nobody led is not observable"
  }

  /// Why the leader before did not lead on.
  func cause(of finding: Finding) -> String {
    let old = server(finding)
    switch finding.reason {
    case .transfer?: return "\(old) handed over"
    case .timeoutAfterSilence?: return "it had not heard of \(old) for an election timeout"
    case .higherTerm?:
      let who = finding.others.count > 1 ? name(finding.others[1]) : "a server"
      return "\(old) led still, and \(who) disturbed it with a later term"
    case .steppedDownAlone?: return "\(old) stepped down by itself, as one that lost its quorum"
    case .removal?: return "\(old) was removed"
    case .stopped?: return "\(old) was stopped in good order"
    case .died?: return "\(old) was killed or crashed (it ends without a line and starts again)"
    default: return "why \(old) did not lead on is not observable"
    }
  }

  private func election(_ finding: Finding) -> String {
    let count = finding.count ?? 0
    switch finding.kind {
    case .electionsWon:
      let rounds = Int(finding.index?.rawValue ?? 0)
      return "\(Numerals.count(finding.total ?? 0, "campaign") + (finding.total == 0 ? " shown" : "")), \(Numerals.count(count, "leadership"))"
        + (rounds > 0 ? ", besides \(Numerals.count(rounds, "pre-vote round"))" : "")
    case .termsBurnt:
      let rate = finding.rate.map { ", \(rounded($0)) terms a minute over \(duration(finding) ?? "")" } ?? ""
      return "\(Numerals.grouped(count)) of \(Numerals.count(finding.total ?? 0, "term")) without a leader (\(term(finding.earlierTerm)) to \(finding.term.map { "\($0)" } ?? "?"))\(rate)"
    case .storm:
      return "a storm: \(Numerals.count(count, "term")) (\(finding.earlierTerm.map { "\($0)" } ?? "?") to \(finding.term.map { "\($0)" } ?? "?")) in \(span(finding))"
    default: return "\(server(finding)) won \(Numerals.times(count))"
    }
  }

  private func rounded(_ number: Double) -> String {
    number >= 10 ? "\(Int(number.rounded()))" : "\((number * 10).rounded() / 10)"
  }

  private func campaign(_ finding: Finding) -> String {
    let rounds = finding.count.map { $0 > 1 && finding.kind == .preVoteFailed ? " \(Numerals.times($0))" : "" } ?? ""
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
      return "its log (to \(finding.earlierIndex.map { "\($0)" } ?? "?")) is behind that of \(others) (to \(finding.index.map { "\($0)" } ?? "?"))\(by)"
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

  private func reach(_ finding: Finding) -> String {
    switch finding.kind {
    case .reaches:
      return "\(server(finding)) reaches \(other(finding)) (\(Numerals.times(finding.count ?? 0)))"
    case .neverArrives:
      return "\(server(finding)) sent to \(other(finding)) \(Numerals.times(finding.total ?? 0)); no line shows that anything arrived"
    case .reachUnknown: return "\(server(finding)) to \(other(finding)): no evidence"
    case .refusesItself:
      return "\(server(finding)) refused itself its vote \(Numerals.times(finding.count ?? 0)): what it sends to others comes back to it, so an address is wrong"
    case .isolated:
      return "\(server(finding)) campaigned \(Numerals.times(finding.count ?? 0)) in a row and got no answer of \(names(finding.others)), for \(span(finding))"
    default:
      return "\(server(finding)), leader of \(term(finding.term)), sent nothing to anybody for \(span(finding)): a stop of host or process, or nothing to send"
    }
  }

  private func work(_ finding: Finding) -> String {
    switch finding.kind {
    case .commitLatency:
      let parts = [
        finding.duration?.lower.value.map { "median \(DurationWords.text($0))" },
        finding.quantile99.map { "99 % \(DurationWords.text($0))" },
        finding.duration?.upper.value.map { "slowest \(DurationWords.text($0))" },
      ].compactMap { $0 }
      return "\(server(finding)): \(parts.joined(separator: ", ")) (\(Numerals.count(finding.count ?? 0, "append")), append to commit by its own clock)"
    case .replicationLag:
      return "\(other(finding)) was at most \(Numerals.count(finding.count ?? 0, "entry", "entries")) behind \(server(finding)), at its last answer \(Numerals.grouped(finding.total ?? 0))"
    default:
      let (count, total) = (finding.count ?? 0, finding.total ?? 0)
      let margin = count - (total / 2 + 1)
      let rest =
        margin < 0
        ? "fewer than a quorum are shown"
        : margin == 0 ? "none may fail: every one's acknowledgement was needed" : "\(margin) more may fail"
      let absent = finding.others.isEmpty ? "" : " (not shown: \(names(finding.others)))"
      return "\(term(finding.term)) of \(server(finding)): \(count) of \(total) voters\(absent), \(rest)"
    }
  }

  private func restart(_ finding: Finding) -> String {
    switch finding.kind {
    case .termWentBack:
      return "\(server(finding)) was in \(term(finding.earlierTerm)) and starts in \(term(finding.term))"
    case .logWentBack:
      return "\(server(finding))'s log reached \(finding.earlierIndex.map { "\($0)" } ?? "?") and ends at \(finding.index.map { "\($0)" } ?? "?") after a start"
    default:
      let state = [
        finding.term.map { "in term \($0)" }, finding.index.map { "its log to \($0)" },
      ].compactMap { $0 }
      let how = finding.reason == .died ? "again, with no line of an end before" : "again"
      let with = state.isEmpty ? "" : " \(state.joined(separator: ", "))"
      let back = duration(finding).map { "; it followed or led after \($0)" } ?? ""
      return "\(server(finding)) starts \(how)\(with)\(back)"
    }
  }

  private func membership(_ finding: Finding) -> String {
    switch finding.kind {
    case .outsideConfiguration: return "\(server(finding)) takes part, and no membership that is shown names it"
    case .loopbackName: return "\(server(finding)) is known by a loopback address: others that dial it dial themselves"
    default:
      let members = finding.configuration.map { sentences.phrase($0) } ?? "?"
      return "\(members)\(finding.term.map { ", term \($0)" } ?? "")\(finding.index.map { ", entry \($0)" } ?? "")"
    }
  }

  private func evidence(_ finding: Finding) -> String {
    let count = finding.count ?? 0
    switch finding.kind {
    case .noLogOf: return "no file has lines of \(server(finding))"
    case .fileWithoutEvents:
      return "\(finding.file.map { VisibleText.name(sentences.symbols[$0]) } ?? "a file") has no line of Raft that was understood"
    case .severalFiles: return "\(server(finding))'s lines stand in \(count) files: two servers of one name, or one log in parts"
    case .timeWentBack:
      let by = finding.duration?.upper.value.map { ", by \(DurationWords.text($0)) at most" } ?? ""
      return "\(Numerals.count(count, "line")) of \(server(finding)) earlier than the line before\(by)"
    case .wholeSeconds: return "\(server(finding))'s times are whole seconds: its durations are rounded"
    case .withoutTimes: return "\(server(finding))'s lines have no times: its durations are not observable"
    case .clockOffset:
      return "\(server(finding))'s clock is \(finding.duration.flatMap { DurationWords.text($0) } ?? "?") off that of \(other(finding)), by their messages"
    default: return "\(Numerals.count(count, "event")) of \(server(finding)) found no room and are in no answer"
    }
  }
}
