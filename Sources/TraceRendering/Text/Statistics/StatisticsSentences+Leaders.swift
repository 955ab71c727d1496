import RaftTraceChecker
import TraceFormat

/// Who led, how it ended and why another one followed.
extension StatisticsSentences {
  func noLeader(_ finding: Finding) -> String {
    let leader = server(finding)
    switch finding.kind {
    case .noLeaderSince:
      let rest = duration(finding).map { "; nobody led for \($0) up to the last line" } ?? ""
      return "nobody led after \(leader) (\(term(finding.term))), which \(ending(finding.reason))\(rest)"
    case .noLeaderUntil:
      let sign =
        finding.reason == .firstCommit ? "its first commit" : "its election (no commit of it is shown)"
      let from =
        finding.others.first.map { "from \(name($0)) (\(term(finding.earlierTerm)))" } ?? "from the beginning"
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

  func deposition(_ finding: Finding) -> String {
    let old = server(finding)
    if finding.kind == .leadershipEnded {
      return "\(old) (\(term(finding.term))) \(ending(finding.reason)); nobody followed"
    }
    let own = "\(old) (\(term(finding.earlierTerm)))"
    let new = "\(other(finding)) (\(term(finding.term)))"
    switch finding.reason {
    case .transfer?: return "\(own) handed leadership over to \(new)"
    case .timeoutAfterSilence?:
      return "\(new) campaigned, as after silence of \(own) (no transfer is shown)"
    case .higherTerm?:
      let who = finding.others.count > 1 ? name(finding.others[1]) : "a server"
      return
        "a later term of \(who) reached \(own) while it led, so a living leader was disturbed; \(new) won"
    case .steppedDownAlone?:
      return "\(own) stepped down in its own term (lost its quorum, or was told to); \(new) followed"
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
    return duration(finding).map { "no leader shown for \($0), \(end)" }
      ?? "how long nobody led is not observable"
  }

  /// Why the leader before did not lead on.
  func cause(of finding: Finding) -> String {
    let old = server(finding)
    switch finding.reason {
    case .transfer?: return "\(old) handed over"
    case .timeoutAfterSilence?: return "it campaigned, as after silence of \(old) (no transfer is shown)"
    case .higherTerm?:
      let who = finding.others.count > 1 ? name(finding.others[1]) : "a server"
      return "\(old) led still, and \(who) disturbed it with a later term"
    case .steppedDownAlone?: return "\(old) stepped down in its own term (lost its quorum, or was told to)"
    case .removal?: return "\(old) was removed"
    case .stopped?: return "\(old) was stopped in good order"
    case .died?: return "\(old) was killed or crashed (it ends without a line and starts again)"
    default: return "why \(old) did not lead on is not observable"
    }
  }
}
