import RaftTraceChecker
import TraceFormat

/// What is told of servers: whom they reach, how they work, restart and are named, and what of them is missing.
extension StatisticsSentences {
  func reach(_ finding: Finding) -> String {
    switch finding.kind {
    case .reaches:
      return "\(server(finding)) reaches \(other(finding)) (\(Numerals.times(finding.count ?? 0)))"
    case .neverArrives:
      return
        "\(server(finding)) sent to \(other(finding)) \(Numerals.times(finding.total ?? 0)); no line shows that anything arrived"
    case .reachUnknown: return "\(server(finding)) to \(other(finding)): no evidence"
    case .refusesItself:
      return
        "\(server(finding)) refused itself its vote \(Numerals.times(finding.count ?? 0)): what it sends to others comes back to it, so an address is wrong"
    case .isolated:
      return
        "\(server(finding)) campaigned \(Numerals.times(finding.count ?? 0)) in a row and got no answer of \(names(finding.others)), for \(span(finding))"
    default:
      return
        "\(server(finding)), leader of \(term(finding.term)), sent nothing to anybody for \(span(finding)): a stop of host or process, or nothing to send"
    }
  }

  func work(_ finding: Finding) -> String {
    switch finding.kind {
    case .commitLatency:
      let parts = [
        finding.duration?.lower.value.map { "median \(DurationWords.text($0))" },
        finding.quantile99.map { "99 % \(DurationWords.text($0))" },
        finding.duration?.upper.value.map { "slowest \(DurationWords.text($0))" },
      ].compactMap { $0 }
      return
        "\(server(finding)): \(parts.joined(separator: ", ")) (\(Numerals.count(finding.count ?? 0, "append")), append to commit by its own clock)"
    case .replicationLag:
      return
        "\(other(finding)) was at most \(Numerals.count(finding.count ?? 0, "entry", "entries")) behind \(server(finding)), at its last answer \(Numerals.grouped(finding.total ?? 0))"
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

  func restart(_ finding: Finding) -> String {
    switch finding.kind {
    case .termWentBack:
      return "\(server(finding)) was in \(term(finding.earlierTerm)) and starts in \(term(finding.term))"
    case .logWentBack:
      return
        "\(server(finding))'s log reached \(finding.earlierIndex.map { "\($0)" } ?? "?") and ends at \(finding.index.map { "\($0)" } ?? "?") after a start"
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

  func membership(_ finding: Finding) -> String {
    switch finding.kind {
    case .outsideConfiguration:
      return "\(server(finding)) takes part, and no membership that is shown names it"
    case .loopbackName:
      return "\(server(finding)) is known by a loopback address: others that dial it dial themselves"
    default:
      let members = finding.configuration.map { sentences.phrase($0) } ?? "?"
      return
        "\(members)\(finding.term.map { ", term \($0)" } ?? "")\(finding.index.map { ", entry \($0)" } ?? "")"
    }
  }

  func evidence(_ finding: Finding) -> String {
    let count = finding.count ?? 0
    switch finding.kind {
    case .noLogOf: return "no file has lines of \(server(finding))"
    case .fileWithoutEvents:
      return
        "\(finding.file.map { VisibleText.name(sentences.symbols[$0]) } ?? "a file") has no line of Raft that was understood"
    case .severalFiles:
      return
        "\(server(finding))'s lines stand in \(count) files: two servers of one name, or one log in parts"
    case .timeWentBack:
      let by = finding.duration?.upper.value.map { ", by \(DurationWords.text($0)) at most" } ?? ""
      return "\(Numerals.count(count, "line")) of \(server(finding)) earlier than the line before\(by)"
    case .wholeSeconds: return "\(server(finding))'s times are whole seconds: its durations are rounded"
    case .withoutTimes: return "\(server(finding))'s lines have no times: its durations are not observable"
    case .clockOffset:
      return
        "\(server(finding))'s clock is \(finding.duration.flatMap { DurationWords.text($0) } ?? "?") off that of \(other(finding)), by their messages"
    default:
      return "\(Numerals.count(count, "event")) of \(server(finding)) found no room and are in no answer"
    }
  }
}
